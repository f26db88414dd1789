import * as Y from 'yjs'
import { stepTwoFrame, updateFrame } from './frames.ts'
import { splitUpdate } from './split-update.ts'
import { framed, type Wire } from './wire.ts'

/** All of it in one message, encoded and framed once for everybody. */
class Whole {
  readonly tag = 'whole'
  readonly #update: Uint8Array
  #asAnswer: Wire | undefined
  #asUpdate: Wire | undefined

  constructor(update: Uint8Array) {
    this.#update = update
  }
  get asAnswer(): Wire {
    return (this.#asAnswer ??= framed(stepTwoFrame(this.#update)))
  }
  get asUpdate(): Wire {
    return (this.#asUpdate ??= framed(updateFrame(this.#update)))
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
    }

/** Above this a message goes out in parts, which a slow line takes without being thought stalled. */
export const PART_BYTES = 64 * 1024
/** Different questions kept for one state of the document. */
const MAX_KEPT = 64
const NOTHING_YET = Uint8Array.of(0)

/**
 * What people lack of one document, worked out once for all who lack the same (rule Y19): a
 * thousand who come back after a restart ask the same thing at the same moment.
 */
export class StateAnswers {
  readonly #doc: Y.Doc
  readonly #kept = new Map<string, Lack>()
  /** The parts of a large document, which stay good: later joiners take them, and then the rest. */
  #base: Extract<Lack, { tag: 'parts' }> | undefined
  #stateVector: Uint8Array | undefined

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** The document has changed. */
  changed(): void {
    this.#kept.clear()
    this.#stateVector = undefined
  }

  /** Forgets the parts of a large document. */
  rest(): void {
    this.#base = undefined
  }

  get stateVector(): Uint8Array {
    return (this.#stateVector ??= Y.encodeStateVector(this.#doc))
  }

  /** @throws when the state vector is malformed */
  since(stateVector: Uint8Array): Lack {
    const key = Buffer.from(stateVector).toString('latin1')
    const kept = this.#kept.get(key)
    if (kept) return kept
    const lack = this.#lack(stateVector)
    if (this.#kept.size < MAX_KEPT) this.#kept.set(key, lack)
    return lack
  }

  #lack(stateVector: Uint8Array): Lack {
    const isFresh = Buffer.compare(stateVector, NOTHING_YET) === 0
    if (isFresh && this.#base && this.since(this.#base.until).tag === 'whole') return this.#base
    const update = Y.encodeStateAsUpdate(this.#doc, stateVector)
    if (update.length <= PART_BYTES) return new Whole(update)
    const split = splitUpdate(update, PART_BYTES)
    // Nothing but deletions: there is nothing to split, they go together.
    if (split.length === 0) return new Whole(update)
    const parts = split.map((part) => framed(updateFrame(part)))
    const lack: Lack = { tag: 'parts', parts, until: this.stateVector }
    if (isFresh) this.#base = lack
    return lack
  }
}
