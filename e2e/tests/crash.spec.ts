import * as decoding from 'lib0/decoding'
import { expect, test } from '../fixtures/newsroom.ts'
import type { Program } from '../fixtures/program.ts'

const DATELINE_MESSAGE = 120
const ACK = 1
const SYNC = 0
const STEP_1 = 0

/** Somebody who types until told to stop, and remembers what the server promised. */
function typist(program: Program, storyId: string, name: string) {
  const sent: string[] = []
  const saved = new Set<string>()
  const seen = new Set<string>()
  const wordsAtFrame: number[] = [] // how many words each update-bearing frame completed
  const provider = program.join(storyId, {
    params: { v: '1' },
    onSend: (frame) => {
      if (frame[0] === SYNC && frame[1] !== STEP_1) wordsAtFrame.push(sent.length)
    },
  })
  const text = provider.doc.getText('crash')
  provider.messageHandlers[DATELINE_MESSAGE] = (_encoder, decoder) => {
    if (decoding.readVarUint(decoder) !== ACK) return
    const words = wordsAtFrame[decoding.readVarUint(decoder) - 1] ?? 0
    for (const word of sent.slice(0, words)) saved.add(word)
  }
  text.observe(() => {
    for (const word of text.toJSON().split(' ')) {
      if (word && !word.startsWith(name)) seen.add(word)
    }
  })
  const timer = setInterval(() => {
    sent.push(`${name}${sent.length}`)
    text.insert(text.length, `${sent.at(-1)} `)
  }, 3)
  return { provider, saved, seen, stop: () => clearInterval(timer) }
}

test('[Y1] killed while two people type: nothing seen or shown as saved is lost', async ({
  dateline,
  program,
}) => {
  const [ann, bob] = [await program('ann'), await program('bob')]
  const { body } = await ann.ask<{ id: string }>('POST', '/api/stories', { headline: 'Storm' })
  const [a, b] = [typist(ann, body.id, 'ann'), typist(bob, body.id, 'bob')]
  await expect.poll(() => a.seen.size > 50 && b.seen.size > 50 && a.saved.size > 50).toBe(true)

  await dateline.kill()
  const promised = new Set([...a.saved, ...b.saved, ...a.seen, ...b.seen])
  for (const { stop, provider } of [a, b]) {
    stop()
    provider.destroy() // nobody offers it again
  }

  await dateline.start()
  const fresh = bob.join(body.id)
  await expect.poll(() => fresh.synced).toBe(true)
  const there = new Set(fresh.doc.getText('crash').toJSON().split(' '))
  fresh.destroy()
  expect(promised.size).toBeGreaterThan(100) // 50 seen of each, at least
  expect([...promised].filter((word) => !there.has(word))).toEqual([])
})

test('SIGTERM drains: closes with 1012, exits 0 within ten seconds, and everything is there', async ({
  dateline,
  program,
}) => {
  const ann = await program('ann')
  const { body } = await ann.ask<{ id: string }>('POST', '/api/stories', { headline: 'Calm' })
  const provider = ann.join(body.id)
  const codes: number[] = []
  provider.on('connection-close', (event) => {
    if (event) codes.push(event.code)
  })
  await expect.poll(() => provider.synced).toBe(true)
  provider.doc.getText('crash').insert(0, 'The last word.')
  const before = Date.now()
  expect(await dateline.stop()).toBe(0)
  expect(Date.now() - before).toBeLessThan(10_000)
  await expect.poll(() => codes[0]).toBe(1012)
  await dateline.start()
  await expect.poll(() => provider.synced).toBe(true)
  const other = ann.join(body.id)
  await expect.poll(() => other.doc.getText('crash').toJSON()).toBe('The last word.')
  other.destroy()
  provider.destroy()
})
