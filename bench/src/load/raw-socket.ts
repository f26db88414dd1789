import { connect, type Socket } from 'node:net'

const [BINARY, CLOSE, PING] = [2, 8, 9]
const PONG_HEADER = 0x8a
/** One buffer for every socket of the process: what is read is looked at before the next read. */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024)

export interface Address {
  readonly port: number
  /** With its leading slash. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * A WebSocket client that costs next to nothing, so that a thousand of them leave the machine to the
 * server: frames are sent with a zero mask, and unless somebody listens, what comes in is counted
 * and not looked at. Pings are answered.
 */
export class RawSocket {
  readonly opened: Promise<void>
  /** Of a binary message; the bytes are only good until it returns. Null: they are skipped. */
  onMessage: ((payload: Buffer) => void) | null = null
  onClose: (() => void) | null = null
  framesIn = 0
  bytesIn = 0
  isOpen = false
  readonly #socket: Socket
  #head = ''
  #rest: Buffer | null = null
  #skip = 0
  #partial: { bytes: Buffer; filled: number; opcode: number } | null = null
  #settle: { resolve: () => void; reject: (error: Error) => void } | null = null

  constructor({ port, path, headers }: Address) {
    this.opened = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (count, buffer) => {
          this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, count))
          return true
        },
      },
    })
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${lines.join('')}\r\n`,
    )
    this.#socket.on('error', () => {}) // `close` follows
    this.#socket.on('close', () => {
      this.#settle?.reject(new Error(`The server closed ${path}: ${this.#head.slice(0, 200)}`))
      this.isOpen = false
      this.onClose?.()
    })
  }

  send(...messages: readonly Uint8Array[]): void {
    this.#socket.write(
      messages.length === 1 ? frame(messages[0]) : Buffer.concat(messages.map(frame)),
    )
  }

  close(): void {
    this.onClose = null
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.bytesIn += chunk.length
    if (this.isOpen) return this.#frames(chunk)
    this.#head += chunk.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end < 0) return
    if (!this.#head.startsWith('HTTP/1.1 101')) return void this.#socket.destroy()
    this.isOpen = true
    this.#settle?.resolve()
    this.#settle = null
    const after = Buffer.from(this.#head.slice(end + 4), 'latin1')
    if (after.length > 0) this.#frames(after)
  }

  #frames(chunk: Buffer): void {
    let data = chunk
    if (this.#rest) {
      data = Buffer.concat([this.#rest, chunk])
      this.#rest = null
    }
    let at = 0
    while (at < data.length) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, data.length - at)
        this.#skip -= step
        at += step
      } else if (this.#partial) {
        at += this.#fill(data.subarray(at))
      } else {
        const begun = this.#begin(data, at)
        if (begun === 0) {
          this.#rest = Buffer.from(data.subarray(at))
          return
        }
        at += begun
      }
    }
  }

  /** @returns bytes of a frame's header, and of its payload when that is whole; 0: not all there */
  #begin(data: Buffer, at: number): number {
    const left = data.length - at
    if (left < 2) return 0
    const opcode = (data[at] ?? 0) & 15
    const short = (data[at + 1] ?? 0) & 127
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    if (left < header) return 0
    const length =
      short < 126
        ? short
        : short === 126
          ? data.readUInt16BE(at + 2)
          : Number(data.readBigUInt64BE(at + 2))
    if (opcode <= BINARY) this.framesIn += 1
    if (opcode <= BINARY && !this.onMessage) {
      this.#skip = length
      return header
    }
    if (left >= header + length) {
      this.#whole(opcode, data.subarray(at + header, at + header + length))
      return header + length
    }
    this.#partial = { bytes: Buffer.allocUnsafe(length), filled: 0, opcode }
    return header
  }

  #fill(data: Buffer): number {
    const partial = this.#partial
    if (!partial) return 0
    const step = data.copy(partial.bytes, partial.filled)
    partial.filled += step
    if (partial.filled === partial.bytes.length) {
      this.#partial = null
      this.#whole(partial.opcode, partial.bytes)
    }
    return step
  }

  #whole(opcode: number, payload: Buffer): void {
    if (opcode <= BINARY) this.onMessage?.(payload)
    else if (opcode === CLOSE) this.#socket.destroy()
    else if (opcode === PING) {
      const pong = frame(payload)
      pong[0] = PONG_HEADER
      this.#socket.write(pong)
    }
  }
}

/** A binary frame with a mask of zeros, which leaves the payload as it is. */
function frame(payload: Uint8Array = new Uint8Array()): Buffer {
  const { length } = payload
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.alloc(header + 4 + length)
  bytes[0] = 0x80 | BINARY
  bytes[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127)
  if (header === 4) bytes.writeUInt16BE(length, 2)
  if (header === 10) bytes.writeBigUInt64BE(BigInt(length), 2)
  bytes.set(payload, header + 4)
  return bytes
}
