import { mayBeNamed, stateName } from '@dateline/shared/sync/state-name'
import * as Y from 'yjs'
import { DocumentInParts } from './document-in-parts.ts'
import { equalBytes } from './equal-bytes.ts'
import { integratedUpdate } from './integrated-update.ts'
import { partsOf, Whole, type Lack } from './lack.ts'
import { PART_BYTES, type Opening } from './opening.ts'
import { splitUpdate } from './split-update.ts'

/** Different questions kept for one state of the document. */
const MAX_KEPT = 64
const NOTHING_YET = Uint8Array.of(0)

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
  /** Of a large one. Its parts stay good: later joiners take them, and then the rest. */
  #inParts: DocumentInParts | undefined
  #stateVector: Uint8Array | undefined
  /** Of the state it is in; null where it has none, undefined where nobody has asked. */
  #name: string | null | undefined
  #isRead: boolean
  readonly #partBytes: number

  /** @param partBytes above this it goes out in parts of about this size */
  constructor(doc: Y.Doc, unread?: Unread, partBytes = PART_BYTES) {
    this.#doc = doc
    this.#partBytes = partBytes
    this.#isRead = !unread
    if (!unread) return
    this.#inParts = new DocumentInParts(unread.opening, partBytes)
    for (const update of unread.updates) this.#inParts.add(update)
  }

  /** From now on the document has all that is on disk: what was answered from there stays good. */
  wasRead(): void {
    this.#isRead = true
    this.#stateVector = undefined
  }

  /**
   * The document has changed.
   * @param update by this; without it only what Yjs holds back did
   */
  changed(update?: Uint8Array): void {
    this.#kept.clear()
    this.#stateVector = undefined
    this.#name = undefined
    if (update) this.#inParts?.add(update)
  }

  get stateVector(): Uint8Array {
    return (this.#stateVector ??= Y.encodeStateVector(this.#doc))
  }

  /** Is the document, all of it, in the state of this name (rule Y22)? */
  isIn(name: string): boolean {
    if (!this.#isRead || !mayBeNamed(this.#doc, name)) return false
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
    const lack = this.#isRead ? this.#lack(stateVector) : this.#unreadLack(stateVector)
    if (lack && this.#kept.size < MAX_KEPT) this.#kept.set(key, lack)
    return lack
  }

  /** As it lies on disk. */
  #unreadLack(stateVector: Uint8Array): Lack | undefined {
    const isFresh = equalBytes(stateVector, NOTHING_YET)
    return isFresh ? this.#inParts?.lack : this.#inParts?.after(stateVector)
  }

  #lack(stateVector: Uint8Array): Lack {
    const isFresh = equalBytes(stateVector, NOTHING_YET)
    if (isFresh && this.#inParts && !this.#inParts.isOutgrown) return this.#inParts.lack
    const rest = this.#inParts?.after(stateVector)
    if (rest) return rest
    const update = integratedUpdate(this.#doc, stateVector)
    if (update.length <= this.#partBytes) return new Whole(update)
    const parts = splitUpdate(update, this.#partBytes)
    // Nothing but deletions: there is nothing to split, they go together.
    if (parts.length === 0) return new Whole(update)
    if (!isFresh) return partsOf(parts, this.stateVector)
    const deletions = integratedUpdate(this.#doc, this.stateVector)
    const opening = { parts, deletions, stateVector: this.stateVector }
    this.#inParts = new DocumentInParts(opening, this.#partBytes)
    return this.#inParts.lack
  }
}
