/**
 * Whole WebSocket frames, ready to be written to a socket: what many are told is framed once, and
 * the same bytes go to each of them. A server's frames are not masked, so they differ for nobody.
 */
export type Wire = Buffer

const BINARY = 0x82 // the only frame of its message
const SHORT = 125
const MEDIUM = 65_535

/** Frames binary messages, one after the other. */
export function framed(...messages: readonly Uint8Array[]): Wire {
  let size = 0
  for (const { length } of messages) size += headerSize(length) + length
  const wire = Buffer.allocUnsafe(size)
  let at = 0
  for (const message of messages) {
    at = writeHeader(wire, at, message.length)
    wire.set(message, at)
    at += message.length
  }
  return wire
}

/** The same in memory of its own, to be kept: a small one else holds on to the 64 KiB it is cut from. */
export function kept(wire: Wire): Wire {
  const own = Buffer.allocUnsafeSlow(wire.length)
  wire.copy(own)
  return own
}

/** The messages in whole frames; for the path that cannot take frames, and for tests. */
export function messagesIn(wire: Wire): Buffer[] {
  const messages: Buffer[] = []
  for (let at = 0; at < wire.length;) {
    const short = wire.readUInt8(at + 1)
    const length =
      short <= SHORT
        ? short
        : short === SHORT + 1
          ? wire.readUInt16BE(at + 2)
          : Number(wire.readBigUInt64BE(at + 2))
    at += headerSize(length)
    messages.push(wire.subarray(at, at + length))
    at += length
  }
  return messages
}

const headerSize = (length: number): number => (length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10)

function writeHeader(wire: Buffer, at: number, length: number): number {
  wire[at] = BINARY
  if (length <= SHORT) {
    wire[at + 1] = length
    return at + 2
  }
  if (length <= MEDIUM) {
    wire[at + 1] = SHORT + 1
    return wire.writeUInt16BE(length, at + 2)
  }
  wire[at + 1] = SHORT + 2
  return wire.writeBigUInt64BE(BigInt(length), at + 2)
}
