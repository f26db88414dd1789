import { encodeMessage } from '@dateline/shared/sync/protocol'
import { stepOneFrame, stepTwoFrame } from './frames.ts'
import type { Peer } from './peer.ts'
import type { Readers } from './readers.ts'
import type { StateAnswers } from './state-answers.ts'
import { framed, kept } from './wire.ts'

/** Somebody who said what they have: whether it is all, and what they asked meanwhile. */
interface Claimant {
  isCurrent: boolean
  asked: Uint8Array | null
}

const CURRENT = kept(framed(encodeMessage({ kind: 'current' })))
const NOTHING_LACKS = kept(framed(stepTwoFrame(Uint8Array.of(0, 0))))

/** Those who come: asked what they have, and answered what they lack (rules Y19, Y22). */
export class Arrivals {
  readonly #readers: Readers
  readonly #answers: StateAnswers
  readonly #catchUp: (peer: Peer) => void
  /** Until their first question is answered. */
  readonly #claimants = new Map<Peer, Claimant>()

  /** @param catchUp sends a reader that is behind what it lacks, once that is on disk */
  constructor(readers: Readers, answers: StateAnswers, catchUp: (peer: Peer) => void) {
    this.#readers = readers
    this.#answers = answers
    this.#catchUp = catchUp
  }

  /** One who says what they have; what they ask waits until they were greeted. */
  expect(peer: Peer): void {
    this.#claimants.set(peer, { isCurrent: false, asked: null })
  }

  forget(peer: Peer): void {
    this.#claimants.delete(peer)
  }

  /**
   * Asks what they have, unless they have it all. The document must hold nothing that is not on disk.
   * @param state the name of what they have (rule Y22)
   */
  greet(peer: Peer, state: string | null): void {
    const claimant = this.#claimants.get(peer)
    if (claimant && state !== null && this.#answers.isIn(state)) {
      claimant.isCurrent = true
      peer.send(CURRENT)
      this.#answerCurrent(peer, claimant)
      return
    }
    this.#claimants.delete(peer)
    peer.send(framed(stepOneFrame(this.#answers.stateVector)))
    if (claimant?.asked) this.#answer(peer, claimant.asked)
  }

  /** They ask for what they lack. @param stateVector of what they have; not a view */
  answer(peer: Peer, stateVector: Uint8Array): void {
    const claimant = this.#claimants.get(peer)
    if (!claimant) return this.#answer(peer, stateVector)
    claimant.asked = stateVector
    if (claimant.isCurrent) this.#answerCurrent(peer, claimant)
  }

  #answer(peer: Peer, stateVector: Uint8Array): void {
    this.#readers.ask(peer, stateVector)
    this.#catchUp(peer)
  }

  /** Whoever was current when they joined has been sent all that came since. */
  #answerCurrent(peer: Peer, { asked }: Claimant): void {
    if (!asked) return
    this.#claimants.delete(peer)
    if (this.#readers.isBehind(peer)) this.#answer(peer, asked)
    else peer.send(NOTHING_LACKS)
  }
}
