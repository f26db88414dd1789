import process from 'node:process'
import * as Y from 'yjs'
import { DocClient } from '../load/doc-client.ts'
import { LoadClient } from '../load/load-client.ts'
import type { LoadSeat, Seat } from '../load/seat.ts'
import { letterOf, lettersOf, type ItemId } from '../load/typist.ts'
import { answer } from './answer.ts'

/**
 * The people who are looked at, in a process of their own: some who type and note when, some who
 * hold the document and note when each of those letters has come to stand in it.
 */
interface Writer {
  readonly client: LoadClient
  readonly seat: LoadSeat
  /** When each letter was typed, on this process's clock. */
  readonly typedAt: number[]
}

interface Reader {
  readonly client: DocClient
  readonly name: string
  /** ms from key to document, of each letter that has come. */
  readonly seen: Map<Writer, number[]>
}

export interface ProbePlan {
  readonly readers: readonly Seat[]
  readonly writers: readonly LoadSeat[]
  /** What each reader's story holds at first. */
  readonly base: readonly Uint8Array[]
}

const writers: Writer[] = []
const readers: Reader[] = []
let timers: NodeJS.Timeout[] = []
let wrong = 0
let windowOpen = false
/** Letters typed while the window was open: [writer, place]. */
let looked: { writer: Writer; place: number }[] = []

async function connect(plan: ProbePlan) {
  for (const [place, seat] of plan.readers.entries()) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, plan.base[place] ?? Uint8Array.of(0, 0))
    const client = new DocClient(seat, doc)
    await client.synced
    const reader = { client, name: seat.name, seen: new Map<Writer, number[]>() }
    client.onApplied = () => look(reader)
    readers.push(reader)
  }
  for (const seat of plan.writers) {
    const client = new LoadClient(seat)
    await client.joined
    writers.push({ client, seat, typedAt: [] })
  }
}

function type({ everyMs }: { everyMs: number }) {
  timers = writers.map((writer, place) => {
    const beat = () => {
      writer.typedAt.push(performance.now())
      if (windowOpen) looked.push({ writer, place: writer.typedAt.length - 1 })
      writer.client.type()
    }
    return setTimeout(
      () => timers.push(setInterval(beat, everyMs)),
      (everyMs / writers.length) * place,
    )
  })
}

/** One letter of the only writer, to measure in a quiet room. */
function typeOne() {
  const [writer] = writers
  if (!writer) throw new Error('Nobody writes.')
  writer.typedAt.push(performance.now())
  looked.push({ writer, place: writer.typedAt.length - 1 })
  writer.client.type()
}

function look(reader: Reader) {
  const now = performance.now()
  for (const writer of writers) {
    if (writer.seat.name !== reader.name || !writer.seat.text) continue
    const { client } = writer.seat
    const state = Y.getState(reader.client.doc.store, client)
    const had = reader.seen.get(writer) ?? []
    if (state === had.length) continue
    reader.seen.set(writer, had)
    const text = textAt(reader.client.doc, writer.seat.text)
    for (let place = had.length; place < state; place += 1) {
      if (text[place] !== letterOf(client, place)) wrong += 1
      had.push(now - (writer.typedAt[place] ?? NaN))
    }
  }
}

/** The words of a Y.XmlText, by its item. */
function textAt(doc: Y.Doc, { client, clock }: ItemId): string {
  const structs = doc.store.clients.get(client) ?? []
  const item = structs[Y.findIndexSS(structs, clock)]
  const type = item instanceof Y.Item && item.content instanceof Y.ContentType && item.content.type
  return type instanceof Y.XmlText ? type.toString() : ''
}

const stateOf = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc))

/** Items in all readers' documents together. */
const itemsSeen = () =>
  readers.reduce((sum, { client }) => {
    for (const state of stateOf(client.doc).values()) sum += state
    return sum
  }, 0)

function openWindow() {
  windowOpen = true
  looked = []
  return { items: itemsSeen(), cpuMs: cpuMs() }
}

function closeWindow() {
  windowOpen = false
  return { items: itemsSeen(), cpuMs: cpuMs() }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function stop() {
  for (const timer of timers) clearTimeout(timer)
  timers = []
}

/** Waits until every letter that was looked at has come to every reader of its room, or for so long. */
async function finish({ patienceMs, all }: { patienceMs: number; all: readonly LoadSeat[] }) {
  stop()
  const until = performance.now() + patienceMs
  const waits = () => missing() > 0 && performance.now() < until
  while (waits()) await new Promise((resolve) => setTimeout(resolve, 20))
  const late = missing()
  const latencies = looked.flatMap(({ writer, place }) => latencyOf(writer, place))
  return { latencies, late, wrong: wrong + wrongTexts(all) }
}

const readersOf = ({ seat }: Writer) => readers.filter(({ name }) => name === seat.name)

const missing = () =>
  looked.reduce(
    (sum, { writer, place }) =>
      sum + readersOf(writer).filter(({ seen }) => !seen.get(writer)?.[place]).length,
    0,
  )

/** How long one letter took to each reader of its room that has it. */
const latencyOf = (writer: Writer, place: number): number[] =>
  readersOf(writer)
    .map(({ seen }) => seen.get(writer)?.[place])
    .filter((ms) => ms !== undefined)

/** People whose text in a reader's document is not what they typed, up to where it has come. */
function wrongTexts(all: readonly LoadSeat[]): number {
  let count = 0
  for (const reader of readers) {
    for (const { client, text, name } of all) {
      if (!text || name !== reader.name) continue
      const words = textAt(reader.client.doc, text)
      if (words !== lettersOf(client, words.length)) count += 1
    }
  }
  return count
}

/** The state vectors of what every reader sees: client → letters. */
function seen(): Map<number, number>[] {
  return readers.map(({ client }) => stateOf(client.doc))
}

function leave() {
  stop()
  for (const { client } of readers) client.close()
  for (const { client } of writers) client.socket.close()
  readers.length = 0
  writers.length = 0
}

const commands = { connect, type, typeOne, openWindow, closeWindow, finish, seen, leave }
export type ProbeCommands = typeof commands
answer(commands)
