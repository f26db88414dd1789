// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Incoming } from './incoming.ts'

let said: string[]
let doc: Y.Doc
let incoming: Incoming

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  doc = new Y.Doc()
  incoming = new Incoming(doc, 'server', {
    onBefore: () => said.push(`before ${doc.getText('t').length}`),
    onUnreadable: () => said.push('unreadable'),
  })
  doc.on('afterTransaction', ({ origin, local }: Y.Transaction) => {
    said.push(`${String(origin)}${local ? ', local' : ''} ${doc.getText('t').toJSON()}`)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** One update a word. */
function words(...list: readonly string[]): Uint8Array[] {
  const other = new Y.Doc()
  const updates: Uint8Array[] = []
  other.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of list) other.getText('t').insert(other.getText('t').length, word)
  return updates
}

test('[Y21] what comes between two frames is taken in as one, which is nobody’s at this screen', () => {
  for (const update of words('a', 'b', 'c')) incoming.add(update)
  expect(said).toEqual([])
  vi.advanceTimersToNextFrame()
  expect(said).toEqual(['before 0', 'server abc'])
  vi.runAllTimers()
  expect(said.length).toBe(2)
})

test('[Y21] where no frame is drawn it does not wait for one', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  for (const update of words('a', 'b')) incoming.add(update)
  vi.advanceTimersByTime(100)
  expect(said).toEqual(['before 0', 'server ab'])
})

test('[Y21] after a frame that took long it pauses as long, so that half of the thread is one’s own', () => {
  const [a, b, c, d] = words('a', 'b', 'c', 'd')
  let cost = 40
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now())
  doc.on('update', () => vi.setSystemTime(Date.now() + cost))
  const add = (update?: Uint8Array) => update && incoming.add(update)
  add(a)
  vi.advanceTimersToNextFrame()
  vi.advanceTimersByTime(1)
  add(b)
  vi.advanceTimersByTime(38)
  expect(said.at(-1)).toBe('server a')
  vi.advanceTimersByTime(20)
  expect(said.at(-1)).toBe('server ab')
  cost = 1_000
  vi.advanceTimersByTime(100)
  add(c)
  vi.advanceTimersToNextFrame()
  add(d)
  vi.advanceTimersByTime(120)
  expect(said.at(-1)).toBe('server abcd')
})

test('what must come after them does, in the same frame, and alone it waits for one too', () => {
  for (const update of words('a')) incoming.add(update)
  incoming.afterwards(() => said.push('after'))
  expect(said).toEqual([])
  vi.advanceTimersToNextFrame()
  expect(said).toEqual(['before 0', 'server a', 'after'])
  incoming.afterwards(() => said.push('alone'))
  expect(said.length).toBe(3)
  vi.advanceTimersToNextFrame()
  expect(said.at(-1)).toBe('alone')
})

test('what is said now comes after all that waits', () => {
  for (const update of words('a')) incoming.add(update)
  incoming.afterwards(() => said.push('after'))
  incoming.now(() => said.push('now'))
  expect(said).toEqual(['before 0', 'server a', 'after', 'before 1', 'now'])
})

test('one that cannot be read is told, and takes none of the others with it', () => {
  const [a, b] = words('a', 'b')
  for (const update of [a, Uint8Array.of(1, 9, 9), b]) if (update) incoming.add(update)
  incoming.flush()
  expect(doc.getText('t').toJSON()).toBe('ab')
  expect(said.at(-1)).toBe('unreadable')
})

test('a fault of a listener is reported, and what came is in', () => {
  const report = vi.fn<(fault: unknown) => void>()
  vi.stubGlobal('reportError', report)
  doc.getText('t').observe(() => {
    throw new Error('a listener')
  })
  for (const update of words('a', 'b')) incoming.add(update)
  incoming.flush()
  expect(doc.getText('t').toJSON()).toBe('ab')
  expect(report).toHaveBeenCalledTimes(1)
  expect(said).not.toContain('unreadable')
})

test('what was forgotten does not come', () => {
  for (const update of words('a')) incoming.add(update)
  incoming.clear()
  vi.runAllTimers()
  expect(said).toEqual([])
})
