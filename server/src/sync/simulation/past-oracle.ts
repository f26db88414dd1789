import type { StoryId } from '@dateline/shared/ids'
import type { Random } from '@dateline/shared/testing/random'
import * as Y from 'yjs'
import { replay } from '../../store/replay.ts'
import type { PastState, UpdateStore } from '../../store/update-store.ts'
import { decodeOpening } from '../opening.ts'
import type { Ledger } from './ledger.ts'
import { isSame } from './same-story.ts'
import type { Truth } from './truth.ts'

interface Seen {
  readonly storyId: StoryId
  readonly truth: Truth
  readonly ledger: Ledger
}

/** So many moments are looked at each time. */
const MOMENTS = 2

/** What must hold of the log and its history, however often it was compacted (U2, U6–U8, U11). */
export class PastOracle {
  readonly #seen: Seen
  readonly #random: Random

  constructor(seen: Seen, random: Random) {
    this.#seen = seen
    this.#random = random
  }

  /** Every update is there once, every moment reads as it stood, and so does the opening. */
  async check(log: UpdateStore): Promise<void> {
    const { storyId, truth, ledger } = this.#seen
    const seqs = (await log.log(storyId)).map(({ seq }) => seq)
    if (seqs.length !== truth.count || seqs.some((seq, index) => seq !== index + 1)) {
      ledger.trouble(`the log has ${seqs.length} of ${truth.count} updates, or one of them twice`)
    }
    const lost = (await log.quarantined()).filter(({ kind }) => kind !== 'snapshot')
    if (lost.length > 0) ledger.trouble('the log lacks something')
    for (let moment = 0; moment < MOMENTS; moment += 1) {
      const time = this.moment()
      this.reads(await log.loadUntil(storyId, time), time, truth.count)
    }
    const opening = await log.opening(storyId)
    if (opening && !this.#opens(opening.bytes, opening.seq)) {
      ledger.trouble('the opening is of something else')
    }
  }

  /** Some moment since the beginning, ms since epoch. */
  moment(): number {
    return Date.now() - this.#random.below(performance.now())
  }

  /** @param before how many updates there were when somebody asked for it; there may be more since */
  reads(state: PastState, time: number, before: number): void {
    const { truth, ledger } = this.#seen
    const doc = new Y.Doc()
    replay(doc, state)
    for (let count = before; count <= truth.count; count += 1) {
      if (isSame(doc, truth.past(time, count))) return
    }
    ledger.trouble(`a moment reads otherwise than it stood: ${time}`)
  }

  #opens(bytes: Uint8Array, seq: number): boolean {
    const { parts, deletions } = decodeOpening(bytes)
    const doc = new Y.Doc()
    for (const part of [...parts, deletions]) Y.applyUpdate(doc, part)
    return isSame(doc, this.#seen.truth.after(seq))
  }
}
