import { stepTwoFrame, updateFrame } from './frames.ts'
import { framed, kept, type Wire } from './wire.ts'

/** All of it in one message, encoded and framed once for everybody. */
export class Whole {
  readonly tag = 'whole'
  readonly #update: Uint8Array
  #asAnswer: Wire | undefined
  #asUpdate: Wire | undefined

  constructor(update: Uint8Array) {
    this.#update = update
  }
  get asAnswer(): Wire {
    return (this.#asAnswer ??= kept(framed(stepTwoFrame(this.#update))))
  }
  get asUpdate(): Wire {
    return (this.#asUpdate ??= kept(framed(updateFrame(this.#update))))
  }
}

export interface Parts {
  readonly tag: 'parts'
  /** Update messages, each of which can be taken at once after those before it. */
  readonly parts: readonly Wire[]
  /** State vector of one who took them all, and may lack deletions and what came since. */
  readonly until: Uint8Array
}

/** What somebody lacks: all of it, or so much that it goes out in parts. */
export type Lack = Whole | Parts

/** @param updates V1, as `splitUpdate` cuts them */
export function partsOf(updates: readonly Uint8Array[], until: Uint8Array): Parts {
  return { tag: 'parts', parts: updates.map((part) => framed(updateFrame(part))), until }
}
