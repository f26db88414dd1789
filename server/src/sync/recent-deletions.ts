import { TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'
import { deletedBy, deletionOf, type ItemRange } from './deleted-ranges.ts'
import { liveStructs, type Decoded } from './guard.ts'
import {
  isTooMuch,
  massDeletion,
  MIN_HELD,
  PART,
  textOf,
  type MassDeletion,
} from './mass-deletion.ts'

/** Deletions of one person within this count as one: a script needs seconds, an editor minutes. */
export const WINDOW_MS = 10_000
/** What somebody may still delete at once of others' text while a deletion of theirs waits. */
const SLIP = 80
/** So long somebody's own words are new: they may be taken back at one go. */
const NEW_MS = 60_000
/** How finely it is remembered from when on somebody's own words are new. */
const MARK_MS = 1_000

/** A deletion that is not let in. */
export interface HeldBack extends MassDeletion {
  /** What smaller updates just before it took away, if that is why. */
  readonly earlier?: {
    /** An update that deletes the very same. */
    readonly removed: Uint8Array
    /** Characters of it that others had written. */
    readonly gone: number
    /** When the first of it came in, on the steady clock; ms. */
    readonly since: number
  }
}

/** What was decided, or is not yet, about the deletions that were held back in one story. */
export interface Decisions {
  /** Of whom one waits: user ids. */
  readonly waiting: readonly string[]
  /** Of those that came in small updates: what is not to be deleted, and by whom. */
  readonly dismissed: readonly { readonly by: string; readonly update: Uint8Array }[]
}

/** Text of others that somebody took away. */
interface Piece extends ItemRange {
  readonly text: string
}

interface Removal {
  readonly at: number
  /** Everything it deleted, of whomever. */
  readonly ranges: readonly ItemRange[]
  readonly pieces: readonly Piece[]
}

interface Person {
  readonly removals: Removal[]
  /** Names of their ranges. */
  readonly said: Set<string>
  /** Characters of their pieces. */
  gone: number
  /** From which clock on their own items are so new, oldest first. */
  marks: { at: number; client: number; clock: number }[]
  /** Characters removed since it was last looked at closely, and from how many on it is again. */
  unseen: number
  lookAt: number
}

/**
 * Holds back what takes too much of a story away (rules H3, H7): in one go, or by one person in small
 * updates within seconds. Of the small ones only what others wrote counts, and what the same person
 * writes meanwhile is taken off: so moving paragraphs, rewriting them and undoing one's own typing
 * are no deletions.
 */
export class RecentDeletions {
  readonly #doc: Y.Doc
  readonly #writerOf: (client: number) => string | undefined
  readonly #people = new Map<string, Person>()
  /** People of whom a deletion waits for a decision. */
  #waiting: ReadonlySet<string> = new Set()
  #dismissed: readonly { by: string; ds: Decoded['ds'] }[] = []
  #sweptAt = 0

  /** @param writerOf whose a client id is */
  constructor(doc: Y.Doc, writerOf: (client: number) => string | undefined) {
    this.#doc = doc
    this.#writerOf = writerOf
  }

  /** With the decision on it, what somebody deleted before is forgotten. */
  setDecisions({ waiting, dismissed }: Decisions): void {
    for (const userId of this.#waiting) if (!waiting.includes(userId)) this.#people.delete(userId)
    this.#waiting = new Set(waiting)
    this.#dismissed = dismissed.map(({ by, update }) => ({ by, ds: Y.decodeUpdate(update).ds }))
  }

  /**
   * Looks at an update that the guard let in, before it is applied.
   * @param now on the steady clock, ms
   * @returns why it is held back, or undefined
   */
  look(update: Uint8Array, decoded: Decoded, userId: string, now: number): HeldBack | undefined {
    if (decoded.ds.clients.size > 0) {
      const person = this.#person(userId, now)
      const isOld = (range: ItemRange) => !isNew(person, range)
      const held =
        massDeletion(this.#doc, update, decoded, isOld) ??
        this.#lookAtSum(decoded, userId, person, now)
      if (held) return held
    }
    this.#mark(decoded, userId, now)
    return undefined
  }

  #lookAtSum(decoded: Decoded, userId: string, person: Person, now: number): HeldBack | undefined {
    const removal = this.#removal(decoded, userId, person, now)
    if (removal.ranges.length === 0) return undefined
    const { gone } = person
    const more = charactersOf(removal.pieces)
    person.unseen += more
    const isDecided = more > SLIP && this.#isDecided(removal.pieces, userId)
    if (isDecided || (gone + more >= MIN_HELD && person.unseen >= person.lookAt)) {
      const pieces = [...person.removals, removal].flatMap((one) => one.pieces)
      const deleted = lettersLost(pieces, this.#writtenBy(person, decoded, now))
      const size = { deleted, total: this.#lengthWith(pieces) }
      if (isDecided || isTooMuch(size)) {
        this.#waiting = new Set([...this.#waiting, userId])
        const ranges = person.removals.flatMap((one) => one.ranges)
        const since = person.removals[0]?.at ?? now
        return gone === 0
          ? size
          : { ...size, earlier: { removed: deletionOf(ranges), gone, since } }
      }
      person.unseen = 0
      person.lookAt = Math.max(SLIP, size.total * PART - deleted)
    }
    person.removals.push(removal)
    for (const range of removal.ranges) person.said.add(nameOf(range))
    person.gone += more
    return undefined
  }

  /** Waits a deletion of this person for a decision, or was it decided that this is to stay? */
  #isDecided(pieces: readonly Piece[], userId: string): boolean {
    if (this.#waiting.has(userId)) return true
    const dismissed = this.#dismissed.filter(({ by }) => by === userId)
    const kept = pieces.filter(({ client, clock }) =>
      dismissed.some(({ ds }) => Y.isDeleted(ds, Y.createID(client, clock))),
    )
    return charactersOf(kept) > SLIP
  }

  /** What is remembered of somebody, without what is too long ago. */
  #person(userId: string, now: number): Person {
    this.#sweep(now)
    const person = this.#people.get(userId) ?? newPerson()
    this.#people.set(userId, person)
    const isOver = (one: { at: number } | undefined, ms: number) => one && one.at < now - ms
    while (isOver(person.marks[0], NEW_MS)) person.marks.shift()
    while (isOver(person.removals[0], WINDOW_MS)) {
      const removal = person.removals.shift()
      for (const range of removal?.ranges ?? []) person.said.delete(nameOf(range))
      person.gone -= charactersOf(removal?.pieces ?? [])
    }
    return person
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < NEW_MS) return
    this.#sweptAt = now
    for (const [userId, { removals, marks }] of this.#people) {
      const last = Math.max(removals.at(-1)?.at ?? -Infinity, marks.at(-1)?.at ?? -Infinity)
      if (last < now - NEW_MS) this.#people.delete(userId)
    }
  }

  /** What this update removes that is not the person's own of this minute. */
  #removal(decoded: Decoded, userId: string, person: Person, now: number): Removal {
    const roots = new Set<unknown>(TEXT_FIELDS.map((field) => this.#doc.share.get(field)))
    const ranges: ItemRange[] = []
    const pieces: Piece[] = []
    for (const { client, clock, len, item, text } of deletedBy(this.#doc, decoded)) {
      const range = { client, clock, len }
      // What was said a moment ago may not be applied yet, and is said again.
      if (isNew(person, range) || person.said.has(nameOf(range))) continue
      ranges.push(range)
      if (text && this.#writerOf(client) !== userId && roots.has(rootOf(item))) {
        pieces.push({ ...range, text })
      }
    }
    return { at: now, ranges, pieces }
  }

  /** Remembers from where on the person's own items are new. */
  #mark({ structs }: Decoded, userId: string, now: number): void {
    const marks = this.#people.get(userId)?.marks ?? []
    let before: number | undefined
    for (const { id } of structs) {
      if (id.client === before) continue
      before = id.client
      const last = marks.findLast(({ client }) => client === id.client)
      if (last && now - last.at < MARK_MS) continue
      const clock = Math.max(id.clock, Y.getState(this.#doc.store, id.client))
      this.#person(userId, now).marks.push({ at: now, client: id.client, clock })
    }
  }

  /** What the person wrote in these seconds and is still there, and what the update adds. */
  #writtenBy({ marks }: Person, { structs }: Decoded, now: number): readonly string[] {
    const recent = marks.filter(({ at }) => at >= now - WINDOW_MS)
    const from = new Map(recent.toReversed().map(({ client, clock }) => [client, clock]))
    const items: unknown[] = [...from].flatMap(([client, clock]) =>
      liveStructs(this.#doc, client, clock, Infinity),
    )
    for (const struct of structs) {
      if (struct.id.clock >= Y.getState(this.#doc.store, struct.id.client)) items.push(struct)
    }
    return items.flatMap((item) =>
      item instanceof Y.Item && item.content instanceof Y.ContentString ? [item.content.str] : [],
    )
  }

  /** How long the story was before these were taken away. */
  #lengthWith(pieces: readonly Piece[]): number {
    const gone = pieces.filter(
      ({ client, clock, len }) => liveStructs(this.#doc, client, clock, len).length === 0,
    )
    return textOf(this.#doc).length + charactersOf(gone)
  }
}

const newPerson = (): Person => {
  return { removals: [], said: new Set(), gone: 0, marks: [], unseen: 0, lookAt: 0 }
}

/** A person's own item of this minute: the oldest mark of a client says from where on. */
function isNew({ marks }: Person, { client, clock }: ItemRange): boolean {
  const first = marks.find((mark) => mark.client === client)
  return first !== undefined && clock >= first.clock
}

const nameOf = ({ client, clock, len }: ItemRange): string => `${client} ${clock} ${len}`

const charactersOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { text }) => sum + text.length, 0)

function rootOf(item: Y.Item): unknown {
  let parent = item.parent
  while (parent instanceof Y.AbstractType && parent._item) parent = parent._item.parent
  return parent
}

/**
 * Letters of the pieces that are not among those that were written instead. Letters, not words: text
 * that was written here and there lies in pieces, in no order.
 */
function lettersLost(pieces: readonly Piece[], written: readonly string[]): number {
  const instead = new Map<string, number>()
  for (const text of written) {
    for (const letter of text) instead.set(letter, (instead.get(letter) ?? 0) + 1)
  }
  let lost = 0
  for (const { text } of pieces) {
    for (const letter of text) {
      const count = instead.get(letter) ?? 0
      if (count > 0) instead.set(letter, count - 1)
      else lost += letter.length
    }
  }
  return lost
}
