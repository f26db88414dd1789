import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { messagesIn, type Wire } from './wire.ts'

/**
 * Writes whole frames to the TCP socket under a WebSocket. `ws` has no call for that: it would
 * frame the same message again for each of a thousand readers, and write header and body apart,
 * which makes the one thing a crowded story does most dearer. Order is kept, because without
 * compression `ws` itself does nothing but write to the same socket, at once. Where there is no
 * such socket, or the connection has extensions, `ws` sends.
 */
export class WireSocket {
  readonly #ws: WebSocket
  readonly #tcp: Socket | null
  /** Is told each time all that waited was taken. */
  readonly #owner: { drained(): void } | undefined
  #isFull = false

  constructor(ws: WebSocket, owner?: { drained(): void }) {
    this.#ws = ws
    this.#owner = owner
    const { _socket: tcp } = ws as unknown as { readonly _socket?: Socket | null }
    this.#tcp = tcp && ws.extensions === '' ? tcp : null
  }

  send(wire: Wire): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    if (this.#tcp) this.#write(this.#tcp, wire)
    else for (const message of messagesIn(wire)) this.#ws.send(message)
  }

  /** Bytes that the other side's TCP has not taken yet. */
  get waiting(): number {
    return this.#tcp ? this.#tcp.writableLength : this.#ws.bufferedAmount
  }

  /** Listens only while something waits: most sockets never do. */
  #write(tcp: Socket, wire: Wire): void {
    if (tcp.write(wire) || this.#isFull || !this.#owner) return
    this.#isFull = true
    tcp.once('drain', () => {
      this.#isFull = false
      this.#owner?.drained()
    })
  }
}
