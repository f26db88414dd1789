import type { Random } from '@dateline/shared/testing/random'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { stepOneFrame, stepTwoFrame, updateFrame } from '../frames.ts'

/** What somebody knows who wishes a story ill: its document, and whose client ids are in it. */
export interface Knowledge {
  readonly doc: Y.Doc
  readonly victims: readonly number[]
}

/**
 * An endless stream of frames that no honest client sends, most of them nearly right: forged,
 * cut off, grown, with numbers beyond all bounds. The same chances give the same frames.
 */
export class HostileFrames {
  readonly #random: Random
  readonly #own: Y.Doc
  #clock = 0

  constructor(random: Random) {
    this.#random = random
    this.#own = new Y.Doc()
    this.#own.clientID = 1 + random.below(2 ** 31)
  }

  next(knowledge: Knowledge): Uint8Array {
    const frame = this.#nearlyRight(knowledge)
    return this.#random.chance(0.75) ? this.#spoilt(frame) : frame
  }

  #nearlyRight({ doc, victims }: Knowledge): Uint8Array {
    const random = this.#random
    const victim = random.pick([...victims, this.#own.clientID])
    switch (random.below(9)) {
      case 0:
        return updateFrame(this.#ownEdit())
      case 1: // under somebody else's name, behind what they wrote
        return updateFrame(this.#forgedEdit(doc, victim))
      case 2:
        return stepTwoFrame(Y.encodeStateAsUpdate(doc))
      case 3:
        return stepOneFrame(Y.encodeStateVector(random.chance(0.5) ? doc : this.#own))
      case 4:
        return this.#presence(victim, JSON.stringify({ user: { name: 'Somebody' }, cursor: 1 }))
      case 5:
        return this.#presence(victim, random.pick(['null', '{', '[]', '"x"', '{"__proto__":{}}']))
      case 6:
        return updateFrame(this.#handmade(victim))
      case 7:
        return this.#bytes(random.below(200))
      default:
        return Uint8Array.of(random.pick([0, 1, 2, 3, 4, 120, 127, 255]), random.below(256))
    }
  }

  #ownEdit(): Uint8Array {
    const before = Y.encodeStateVector(this.#own)
    const text = this.#own.getText('t')
    const random = this.#random
    if (random.chance(0.3) && text.length > 5) text.delete(random.below(text.length - 5), 3)
    else text.insert(random.below(text.length + 1), 'ill')
    return Y.encodeStateAsUpdate(this.#own, before)
  }

  #forgedEdit(doc: Y.Doc, victim: number): Uint8Array {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(copy)
    copy.clientID = victim
    copy.getText('t').insert(0, 'forged')
    return Y.encodeStateAsUpdate(copy, before)
  }

  /** Items whose every reference is a guess. */
  #handmade(victim: number): Uint8Array {
    const random = this.#random
    const number = () => random.pick([0, 1, 2, 5, 127, 128, 2 ** 31, 2 ** 40, 2 ** 52])
    const client = () => random.pick([victim, this.#own.clientID, number()])
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      const count = 1 + random.below(4)
      encoding.writeVarUint(encoder, count)
      encoding.writeVarUint(encoder, client())
      encoding.writeVarUint(encoder, number())
      for (let i = 0; i < count; i += 1) {
        const info = random.below(256)
        encoding.writeUint8(encoder, info)
        for (let id = 0; id < 2; id += 1) {
          encoding.writeVarUint(encoder, client())
          encoding.writeVarUint(encoder, number())
        }
        encoding.writeVarString(encoder, random.pick(['x', 'facts', 't', '__proto__']))
      }
      encoding.writeVarUint(encoder, random.pick([0, 1]))
      encoding.writeVarUint(encoder, client())
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, number())
      encoding.writeVarUint(encoder, number())
    })
  }

  #presence(client: number, json: string): Uint8Array {
    this.#clock += 1
    const payload = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, this.#clock)
      encoding.writeVarString(encoder, json)
    })
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, payload)
    })
  }

  #spoilt(frame: Uint8Array): Uint8Array {
    const random = this.#random
    const spoilt = frame.slice()
    switch (random.below(5)) {
      case 0: // a bit here and there
        for (let i = 0; i <= random.below(4); i += 1) {
          const at = random.below(spoilt.length)
          spoilt[at] = (spoilt[at] ?? 0) ^ (1 << random.below(8))
        }
        return spoilt
      case 1:
        return spoilt.subarray(0, random.below(spoilt.length + 1))
      case 2:
        return Buffer.concat([spoilt, this.#bytes(random.below(20))])
      case 3: // a number that ends beyond the message, or beyond all numbers
        return spoilt.fill(255, random.below(spoilt.length), random.below(spoilt.length + 1))
      default: {
        const at = random.below(spoilt.length)
        return Buffer.concat([spoilt.subarray(at), spoilt.subarray(0, at)])
      }
    }
  }

  #bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#random.below(256))
  }
}
