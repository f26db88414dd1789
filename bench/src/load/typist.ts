import * as encoding from 'lib0/encoding'
import type { Wire } from './wire.ts'

/** Where an item stands in a Yjs document. */
export interface ItemId {
  readonly client: number
  readonly clock: number
}

const CONTENT_STRING = 4
const HAS_ORIGIN = 0x80

/** Without q and z: those are for whoever must be told apart. */
const LETTERS = 'abcdefghijklmnoprstuvwxy'

/** The letter that a client types as its so-many-th. */
export const letterOf = (client: number, place: number): string =>
  LETTERS[(client + place * 7) % LETTERS.length] ?? 'a'

export const lettersOf = (client: number, count: number): string =>
  Array.from({ length: count }, (_, place) => letterOf(client, place)).join('')

/**
 * Types letter after letter into a Y.XmlText of its own, written as the bytes of Yjs updates, for no
 * document could be kept for each of a thousand; and moves a cursor as an editor's binding does.
 */
export class Typist {
  readonly client: number
  typed = 0
  readonly #wire: Wire
  readonly #text: ItemId
  readonly #user: string
  #awarenessClock = 0

  constructor(wire: Wire, client: number, text: ItemId) {
    this.#wire = wire
    this.client = client
    this.#text = text
    const color = `#${(client % 0xff_ffff).toString(16).padStart(6, '0')}`
    this.#user = JSON.stringify({ name: `Typist ${client}`, color })
  }

  /** One more letter, as an update message. */
  letter(): Uint8Array {
    const clock = this.typed
    this.typed += 1
    return this.#wire.update(insertion(this.client, clock, this.#text))
  }

  /** The cursor behind the last letter, as an awareness message. */
  cursor(): Uint8Array {
    this.#awarenessClock += 1
    const item =
      this.typed > 0 ? { item: { client: this.client, clock: this.typed - 1 } } : { item: null }
    const at = JSON.stringify({ type: this.#text, tname: null, ...item, assoc: -1 })
    const state = `{"user":${this.#user},"cursor":{"anchor":${at},"head":${at}}}`
    return this.#wire.awareness(this.client, this.#awarenessClock, state)
  }

  /** Somebody who only reads has a name and no cursor. */
  presence(): Uint8Array {
    this.#awarenessClock += 1
    return this.#wire.awareness(this.client, this.#awarenessClock, `{"user":${this.#user}}`)
  }
}

/** A Yjs update (version 1) that puts a client's next letter behind its last one. */
function insertion(client: number, clock: number, text: ItemId): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1) // clients
    encoding.writeVarUint(encoder, 1) // items of this one
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    if (clock > 0) {
      encoding.writeUint8(encoder, CONTENT_STRING | HAS_ORIGIN)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock - 1)
    } else {
      encoding.writeUint8(encoder, CONTENT_STRING)
      encoding.writeVarUint(encoder, 0) // the parent is an item
      encoding.writeVarUint(encoder, text.client)
      encoding.writeVarUint(encoder, text.clock)
    }
    encoding.writeVarString(encoder, letterOf(client, clock))
    encoding.writeVarUint(encoder, 0) // nothing deleted
  })
}
