import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * How a server wants the y-websocket messages (sync and awareness) packed: as they are, behind the
 * document's name (Hocuspocus, which is also given a token first), or several to a frame (our relay).
 */
export type WireKind = 'y-websocket' | 'hocuspocus' | 'relay'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const SYNC_REPLY = 4
const TOKEN = 0
const [STEP_1, STEP_2, UPDATE] = [0, 1, 2]

type Message =
  | { kind: 'step 1'; payload: Uint8Array }
  | { kind: 'step 2' | 'update'; payload: Uint8Array }
  | { kind: 'awareness'; payload: Uint8Array }
  | { kind: 'authenticated' }
  | { kind: 'other' }

export class Wire {
  readonly kind: WireKind
  readonly #name: string

  constructor(kind: WireKind, name: string) {
    this.kind = kind
    this.#name = name
  }

  /** What is said before anything else; the answer is `authenticated`. Null: nothing need be. */
  token(token: string): Uint8Array | null {
    if (this.kind !== 'hocuspocus') return null
    return this.#pack((encoder) => {
      encoding.writeVarUint(encoder, AUTH)
      encoding.writeVarUint(encoder, TOKEN)
      encoding.writeVarString(encoder, token)
    })
  }

  stepOne = (stateVector: Uint8Array) => this.#sync(STEP_1, stateVector)
  stepTwo = (update: Uint8Array) => this.#sync(STEP_2, update)
  update = (update: Uint8Array) => this.#sync(UPDATE, update)

  /** One person's state. */
  awareness(client: number, clock: number, state: string): Uint8Array {
    const payload = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    })
    return this.#pack((encoder) => {
      encoding.writeVarUint(encoder, AWARENESS)
      encoding.writeVarUint8Array(encoder, payload)
    })
  }

  /** The messages of one frame. */
  *read(frame: Uint8Array): Iterable<Message> {
    const decoder = decoding.createDecoder(frame)
    if (this.kind === 'relay') {
      while (decoding.hasContent(decoder)) {
        yield readMessage(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
      }
      return
    }
    if (this.kind === 'hocuspocus') decoding.readVarString(decoder)
    yield readMessage(decoder)
  }

  #sync(step: number, payload: Uint8Array): Uint8Array {
    return this.#pack((encoder) => {
      encoding.writeVarUint(encoder, SYNC)
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, payload)
    })
  }

  #pack(write: (encoder: encoding.Encoder) => void): Uint8Array {
    return encoding.encode((encoder) => {
      if (this.kind === 'hocuspocus') encoding.writeVarString(encoder, this.#name)
      write(encoder)
    })
  }
}

function readMessage(decoder: decoding.Decoder): Message {
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
    case SYNC_REPLY: {
      const step = decoding.readVarUint(decoder)
      const payload = decoding.readVarUint8Array(decoder)
      if (step === STEP_1) return { kind: 'step 1', payload }
      return { kind: step === STEP_2 ? 'step 2' : 'update', payload }
    }
    case AWARENESS:
      return { kind: 'awareness', payload: decoding.readVarUint8Array(decoder) }
    case AUTH: {
      const answer = decoding.readVarUint(decoder)
      if (answer === 1) throw new Error(`The token was refused: ${decoding.readVarString(decoder)}`)
      return { kind: 'authenticated' }
    }
    default:
      return { kind: 'other' }
  }
}
