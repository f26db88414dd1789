import process from 'node:process'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { expect, test } from '../fixtures/newsroom.ts'

const PEOPLE = 10
const LETTERS_EACH = 200
const KEYSTROKE_MS = 12
/** Every letter typed is one of its own, so that a lost or doubled one can be named. */
const FIRST_LETTER = 0x4e00

const BEGUN = 'The crowd waits.'

/** Numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** The words of the story's first paragraph. */
function paragraph({ doc }: WebsocketProvider): Y.XmlText {
  const element = doc.getXmlFragment('body').get(0)
  const words = element instanceof Y.XmlElement ? element.get(0) : undefined
  if (!(words instanceof Y.XmlText)) throw new Error('The story has no paragraph.')
  return words
}

const reads = (provider: WebsocketProvider) => paragraph(provider).toJSON()

/** Types anywhere in the paragraph, loses the line now and then, types on without it. */
function typeAway(provider: WebsocketProvider, first: number, random: () => number): Promise<void> {
  const words = paragraph(provider)
  let typed = 0
  return new Promise((done) => {
    const timer = setInterval(() => {
      const place = Math.floor(random() * (words.length + 1))
      words.insert(place, String.fromCodePoint(FIRST_LETTER + first + typed))
      typed += 1
      const chance = random()
      if (chance < 0.01) provider.disconnect()
      else if (chance < 0.02) provider.ws?.close()
      else if (chance < 0.08) provider.connect()
      if (typed < LETTERS_EACH) return
      clearInterval(timer)
      provider.connect()
      done()
    }, KEYSTROKE_MS)
  })
}

test('ten unmodified y-websocket clients, random disconnects: no letter lost, all equal', async ({
  program,
  newStory,
}) => {
  const seed = Date.now() % 1_000_000
  const id = await newStory('Ten hands', BEGUN)
  const programs = [await program('ann'), await program('bob'), await program('eve')]
  const join = (place: number) => programs[place % programs.length]?.join(id) as WebsocketProvider
  process.setMaxListeners(PEOPLE * 2) // each provider listens for the end of the process
  const everybody = Array.from({ length: PEOPLE }, (_, place) => join(place))
  await expect.poll(() => everybody.every(({ synced }) => synced)).toBe(true)

  const random = randomFrom(seed)
  await Promise.all(
    everybody.map((one, place) =>
      typeAway(one, place * LETTERS_EACH, randomFrom(random() * 2 ** 32)),
    ),
  )
  const all = Array.from({ length: PEOPLE * LETTERS_EACH }, (_, place) =>
    String.fromCodePoint(FIRST_LETTER + place),
  )
  await expect
    .poll(() => new Set(everybody.map(reads)).size, { message: `all equal, seed ${seed}` })
    .toBe(1)
  const [somebody] = everybody
  const text = somebody ? reads(somebody) : ''
  const once = [...BEGUN.split(''), ...all].toSorted()
  expect(text.split('').toSorted(), `every letter once, seed ${seed}`).toEqual(once)

  const fresh = join(0)
  await expect.poll(() => fresh.synced).toBe(true)
  expect(reads(fresh), `a fresh client, seed ${seed}`).toBe(text)
  for (const provider of [...everybody, fresh]) provider.destroy()
})
