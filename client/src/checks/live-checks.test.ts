// @vitest-environment happy-dom
import type { CheckBlock } from '@dateline/shared/facts/checks/finding'
import { factIdSchema } from '@dateline/shared/ids'
import { appendParagraph } from '@dateline/shared/testing/story-builder'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { StorySession } from '../sync/story-session.ts'
import { aSession, aUser } from '../testing/fact-bed.tsx'
import { CheckDesk } from './check-desk.ts'
import type { OpenPort, PortEvents } from './check-port.ts'
import { requestBlocks, type CheckRequest } from './check-request.ts'
import { LiveChecks } from './live-checks.ts'
import { openChecks } from './open-checks.ts'

const WRONG = 'They meet on Friday, November 6, 2025.'

/** A worker that the test lets answer, one request at a time. */
class SlowPort {
  readonly posted: CheckRequest[] = []
  readonly #desk = new CheckDesk()
  events: PortEvents | null = null
  isClosed = false

  readonly open: OpenPort = (events) => {
    this.events = events
    return {
      post: (request) => this.posted.push(structuredClone(request)),
      close: () => (this.isClosed = true),
    }
  }

  answer(): void {
    const request = this.posted.at(-1)
    if (request) this.events?.onAnswer(this.#desk.answer(request))
  }
}

let session: StorySession
let port: SlowPort
let checks: LiveChecks
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  session = aSession(aUser('Ann', 'reporter'), 'Asia/Kabul')
  appendParagraph(session.story.text('body'), ['Nothing wrong here.'])
  appendParagraph(session.story.text('body'), [WRONG])
  port = new SlowPort()
  checks = new LiveChecks(session, port.open)
  stop = checks.subscribe(() => undefined)
})
afterEach(() => {
  stop()
  session.destroy()
  vi.useRealTimers()
})

const pause = () => vi.advanceTimersByTime(200)
const write = (words: string) => appendParagraph(session.story.text('body'), [words])
const found = () => {
  const state = checks.list()
  return state.tag === 'checked'
    ? state.findings.map(({ block, words }) => [block, words])
    : state.tag
}

describe('[K16] the page and its worker', () => {
  test('a burst of changes is one request, and its answer the findings', () => {
    write('One.')
    write('Two.')
    expect([port.posted.length, found()]).toEqual([0, 'reading'])
    pause()
    expect(port.posted).toHaveLength(1)
    port.answer()
    expect(found()).toEqual([[1, 'Friday']])
  })

  test('today is the newsroom’s, wherever the desk stands [D12]', () => {
    vi.setSystemTime('2025-11-05T21:00:00Z')
    pause()
    expect(port.posted[0]?.world?.today).toBe('2025-11-06')
  })

  test('afterwards only what changed is sent, and the facts only when they did', () => {
    pause()
    port.answer()
    write('Three.')
    pause()
    const [, second] = port.posted
    expect(second?.world).toBeUndefined()
    expect(second?.blocks.filter((block) => !('same' in block))).toMatchObject([{ text: 'Three.' }])
    port.answer()
    expect(found()).toEqual([[1, 'Friday']])

    const fact = { id: factIdSchema.parse('f'), type: 'place', label: 'Doha' } as const
    session.story.facts.create(fact, 'test')
    pause()
    expect(port.posted.at(-1)?.world?.facts).toHaveLength(1)
    port.answer()
    expect(found()).toEqual([[1, 'Friday']])
  })

  test('never two requests at once: what changed meanwhile goes with the next', () => {
    pause()
    write('A.')
    pause()
    write('B.')
    pause()
    expect(port.posted).toHaveLength(1)
    port.answer()
    pause()
    expect(port.posted).toHaveLength(2)
    port.answer()
    pause()
    expect(port.posted).toHaveLength(2)
  })

  test('a paragraph above moves a finding without reading it again', () => {
    pause()
    port.answer()
    const body = session.story.text('body')
    body.delete(0, 1)
    pause()
    expect(port.posted.at(-1)?.blocks.every((block) => 'same' in block)).toBe(true)
    port.answer()
    expect(found()).toEqual([[0, 'Friday']])
  })

  test('the last who listens closes the worker; the next opens another', () => {
    pause()
    port.answer()
    stop()
    expect(port.isClosed).toBe(true)
    stop = checks.subscribe(() => undefined)
    pause()
    expect(port.posted.at(-1)?.world).toBeDefined()
  })

  test('a browser without workers says so', () => {
    port.events?.onBroken()
    expect(found()).toBe('unavailable')
  })
})

describe('[K13] ignoring', () => {
  test('a finding goes from the open to the ignored, and back', () => {
    pause()
    port.answer()
    const open = openChecks(session, checks)
    const [finding] = open.list().open
    const key = finding?.key ?? ''
    session.story.ignored.ignore(key, { by: 'ann', at: 0, why: '' }, 'test')
    expect(open.list().open).toEqual([])
    expect(open.list().ignored).toMatchObject([[{ key }, { by: 'ann' }]])
    session.story.ignored.restore(key, 'test')
    expect(open.list().open).toHaveLength(1)
  })

  test('one that blocks stays open until there is a reason', () => {
    const date = { start: '2025-11-06', precision: 'day', tz: 'UTC' } as const
    const id = factIdSchema.parse('m')
    session.story.facts.create({ id, type: 'meeting', label: 'M', fields: { date } }, 'test')
    const body = session.story.text('body')
    body.delete(0, body.length)
    appendParagraph(body, ['On Friday, ', { factId: 'm', field: 'date', format: 'day' }, '.'])
    pause()
    port.answer()
    const open = openChecks(session, checks)
    const key = open.list().open[0]?.key ?? ''
    const ignore = (why: string) =>
      session.story.ignored.ignore(key, { by: 'ann', at: 0, why }, 'test')
    ignore('')
    expect(open.list().open).toHaveLength(1)
    ignore('The paper says so.')
    expect(open.list().open).toEqual([])
  })
})

test('a block is known again by its words, not by its number', () => {
  const block = (text: string, index: number): CheckBlock => ({
    textField: 'body',
    block: index,
    text,
    mentions: [],
    quoted: false,
  })
  const before = [block('one', 0), block('two', 1)]
  expect(requestBlocks(before, [block('new', 0), block('two', 1), block('one', 2)])).toEqual([
    block('new', 0),
    { same: 1, block: 1 },
    { same: 0, block: 2 },
  ])
})
