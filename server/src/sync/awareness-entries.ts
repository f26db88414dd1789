/** A stock client repeats everybody it hears of; nobody hears of more. */
const MAX_STATES = 10_000

export interface AwarenessEntry {
  readonly client: number
  /** The client's own counter. */
  readonly clock: number
  /** UTF-8 JSON, not looked into: a view of the message, to be copied by who keeps it. */
  readonly json: Uint8Array
}

/**
 * Reads the entries of an awareness message by their lengths alone. Nine of ten are a stock
 * client's repetition of others, which cost no more than being stepped over.
 *
 * @throws RangeError when it is cut off, or tells of more people than there can be
 */
export function* awarenessEntries(payload: Uint8Array): Generator<AwarenessEntry> {
  const reader = new Reader(payload)
  const count = reader.number()
  if (count > MAX_STATES) throw new RangeError(`${count} states in one message`)
  for (let i = 0; i < count; i += 1) {
    yield { client: reader.number(), clock: reader.number(), json: reader.bytes() }
  }
}

class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** A varUint. @throws RangeError beyond 2^53 or the end */
  number(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined || scale > Number.MAX_SAFE_INTEGER) throw new RangeError('no number')
      value += (byte & 127) * scale
      if (byte < 128) break
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('no number')
    return value
  }

  bytes(): Uint8Array {
    const length = this.number()
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('cut off')
    const found = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return found
  }
}
