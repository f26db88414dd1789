import * as Y from 'yjs'
import { DocClient } from '../load/doc-client.ts'
import { randomFrom } from '../load/long-history.ts'
import type { Seat } from '../load/seat.ts'
import { answer } from './answer.ts'

/** Every letter typed is one of its own, so that a lost or doubled one can be named. */
const FIRST_LETTER = 0x4e00
const MOST_LETTERS = 20_000
const SETTLE_MS = 30_000
const NO_UPDATE = Uint8Array.of(0, 0)

interface Hand {
  readonly doc: Y.Doc
  readonly seat: Seat
  client: DocClient | null
}

interface Storm {
  readonly seats: readonly Seat[]
  readonly base: Uint8Array
  readonly text: { readonly client: number; readonly clock: number }
  readonly forMs: number
  readonly everyMs: number
  readonly seed: number
}

/**
 * Everybody types anywhere in one paragraph and loses the line now and then; then all come back.
 * @returns how long after that all documents were equal, and letters that are not there just once
 */
async function rage({ seats, base, text, forMs, everyMs, seed }: Storm) {
  const random = randomFrom(seed)
  const hands = seats.map((seat): Hand => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, base ?? NO_UPDATE)
    return { doc, seat, client: new DocClient(seat, doc) }
  })
  for (const { client } of hands) await client?.synced
  let typed = 0
  const until = performance.now() + forMs
  while (performance.now() < until && typed < MOST_LETTERS) {
    for (const hand of hands) {
      const words = textAt(hand.doc, text)
      words.insert(Math.floor(random() * (words.length + 1)), letter(typed++))
      const chance = random()
      if (chance < 0.02) drop(hand)
      else if (chance < 0.1) comeBack(hand)
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  const end = performance.now()
  for (const hand of hands) comeBack(hand)
  const whole = () => hands.every(({ doc }) => textAt(doc, text).length === typed)
  while (!whole() && performance.now() - end < SETTLE_MS) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const ms = performance.now() - end
  const texts = new Set(hands.map(({ doc }) => textAt(doc, text).toString()))
  const [one = ''] = texts
  const letters = new Set(one)
  const lost = Array.from({ length: typed }, (_, place) => letter(place)).filter(
    (each) => !letters.has(each),
  ).length
  for (const hand of hands) drop(hand)
  return { typed, ms, different: texts.size - 1, lost, doubled: one.length - letters.size }
}

const letter = (place: number) => String.fromCodePoint(FIRST_LETTER + place)

function drop(hand: Hand) {
  hand.client?.close()
  hand.client = null
}

function comeBack(hand: Hand) {
  hand.client ??= new DocClient(hand.seat, hand.doc)
}

function textAt(doc: Y.Doc, { client, clock }: { client: number; clock: number }): Y.XmlText {
  const structs = doc.store.clients.get(client) ?? []
  const item = structs[Y.findIndexSS(structs, clock)]
  const type = item instanceof Y.Item && item.content instanceof Y.ContentType && item.content.type
  if (!(type instanceof Y.XmlText)) throw new Error('The paragraph is not there.')
  return type
}

const commands = { rage }
export type StormCommands = typeof commands
answer(commands)
