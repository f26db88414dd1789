import { mayBeNamed, stateName } from '@dateline/shared/sync/state-name'
import * as Y from 'yjs'
import { canTakeIn } from './can-take-in.ts'
import { stepTwoFrame, updateFrame } from './frames.ts'
import { integratedUpdate } from './integrated-update.ts'
import { PART_BYTES, type Opening } from './opening.ts'
import { splitUpdate } from './split-update.ts'
import { framed, kept, type Wire } from './wire.ts'

/** All of it in one message, encoded and framed once for everybody. */
class Whole {
  readonly tag = 'whole'
  readonly #update: Uint8Array
  #asAnswer: Wire | undefined
  #asUpdate: Wire | undefined

  constructor(update: Uint8Array) {
    this.#update = update
  }
  get bytes(): number {
    return this.#update.length
  }
  get asAnswer(): Wire {
    return (this.#asAnswer ??= kept(framed(stepTwoFrame(this.#update))))
  }
  get asUpdate(): Wire {
    return (this.#asUpdate ??= kept(framed(updateFrame(this.#update))))
  }
}

/** What somebody lacks: all of it, or so much that it goes out in parts. */
export type Lack =
  | Whole
  | {
      readonly tag: 'parts'
      /** Update messages, each of which can be taken at once after those before it. */
      readonly parts: readonly Wire[]
      /** State vector of one who took them all, and may lack deletions and what came since. */
      readonly until: Uint8Array
      readonly bytes: number
    }

type Parts = Extract<Lack, { tag: 'parts' }>

/** Different questions kept for one state of the document. */
const MAX_KEPT = 64
const NOTHING_YET = Uint8Array.of(0)
/** Putting more updates than this into one costs about as much as reading the document. */
const MAX_UNREAD_TAIL = 1_000

/** A document that is on disk and not in memory yet: its opening, and what came after it. */
export interface Unread {
  readonly opening: Opening
  readonly updates: readonly Uint8Array[]
}

/**
 * What people lack of one document, worked out once for all who lack the same (rule Y19): a
 * thousand who come back after a restart ask the same thing at the same moment. Whoever has nothing
 * of a document that is still being read gets it as it lies on disk (rule U11).
 */
export class StateAnswers {
  readonly #doc: Y.Doc
  readonly #kept = new Map<string, Lack>()
  /** The parts of a large document, which stay good: later joiners take them, and then the rest. */
  #base: Parts | undefined
  #stateVector: Uint8Array | undefined
  /** Of the state it is in; null where it has none, undefined where nobody has asked. */
  #name: string | null | undefined
  #unread: Unread | undefined
  readonly #partBytes: number

  /** @param partBytes above this it goes out in parts of about this size */
  constructor(doc: Y.Doc, unread?: Unread, partBytes = PART_BYTES) {
    this.#doc = doc
    this.#partBytes = partBytes
    this.#unread = unread
    if (!unread) return
    const { parts, stateVector } = unread.opening
    this.#base = partsOf(parts, stateVector)
  }

  /** From now on the document has all that is on disk. */
  wasRead(): void {
    this.#unread = undefined
    this.changed()
  }

  /** The document has changed. */
  changed(): void {
    this.#kept.clear()
    this.#stateVector = undefined
    this.#name = undefined
  }

  get stateVector(): Uint8Array {
    return (this.#stateVector ??= Y.encodeStateVector(this.#doc))
  }

  /** Is the document, all of it, in the state of this name (rule Y22)? */
  isIn(name: string): boolean {
    if (this.#unread || !mayBeNamed(this.#doc, name)) return false
    this.#name ??= stateName(this.#doc) ?? null
    return this.#name === name
  }

  /**
   * @returns undefined while that cannot be told, because the document is still being read
   * @throws when the state vector is malformed
   */
  since(stateVector: Uint8Array): Lack | undefined {
    const key = Buffer.from(stateVector).toString('latin1')
    const kept = this.#kept.get(key)
    if (kept) return kept
    const lack = this.#unread
      ? this.#unreadLack(stateVector, this.#unread)
      : this.#lack(stateVector)
    if (lack && this.#kept.size < MAX_KEPT) this.#kept.set(key, lack)
    return lack
  }

  #unreadLack(stateVector: Uint8Array, { opening, updates }: Unread): Lack | undefined {
    if (isEqual(stateVector, NOTHING_YET)) return this.#base
    if (!isEqual(stateVector, opening.stateVector) || updates.length > MAX_UNREAD_TAIL) {
      return undefined
    }
    const rest = Y.mergeUpdates([opening.deletions, ...updates])
    return canTakeIn(rest, stateVector) ? new Whole(rest) : undefined
  }

  #lack(stateVector: Uint8Array): Lack {
    const isFresh = isEqual(stateVector, NOTHING_YET)
    if (isFresh && this.#base && this.#isStillMost(this.#base)) return this.#base
    const update = integratedUpdate(this.#doc, stateVector)
    if (update.length <= this.#partBytes) return new Whole(update)
    const split = splitUpdate(update, this.#partBytes)
    // Nothing but deletions: there is nothing to split, they go together.
    if (split.length === 0) return new Whole(update)
    const lack = partsOf(split, this.stateVector)
    if (isFresh) this.#base = lack
    return lack
  }

  /** Cutting all of it anew for the next who joins costs more than sending the rest apart. */
  #isStillMost({ until, bytes }: Parts): boolean {
    const rest = this.since(until)
    return rest !== undefined && rest.bytes <= Math.max(2 * this.#partBytes, bytes / 2)
  }
}

function partsOf(updates: readonly Uint8Array[], until: Uint8Array): Parts {
  const parts = updates.map((part) => framed(updateFrame(part)))
  return { tag: 'parts', parts, until, bytes: parts.reduce((sum, { length }) => sum + length, 0) }
}

const isEqual = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0
