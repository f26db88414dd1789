import * as Y from 'yjs'
import type { RawSocket } from './raw-socket.ts'
import { openSocket, wireOf, type Seat } from './seat.ts'
import type { Wire } from './wire.ts'

/** A client that holds the document: probes, whoever prepares a story, the storm. */
export class DocClient {
  readonly doc: Y.Doc
  readonly synced: Promise<void>
  /** Called after each message that the document took in. */
  onApplied: (() => void) | null = null
  readonly socket: RawSocket
  readonly #wire: Wire
  readonly #onUpdate: (update: Uint8Array, origin: unknown) => void

  /** @param doc what it has already; a relay remembers nothing, so there it is all there is */
  constructor(seat: Seat, doc = new Y.Doc()) {
    this.doc = doc
    this.#wire = wireOf(seat)
    this.socket = openSocket(seat)
    this.#onUpdate = (update, origin) => {
      if (origin !== this && this.socket.isOpen) this.socket.send(this.#wire.update(update))
    }
    doc.on('update', this.#onUpdate)
    this.synced = this.#join(seat.token)
    this.synced.catch(() => {}) // whoever waits for it hears of it
  }

  /** Leaves; the document stays. */
  close(): void {
    this.doc.off('update', this.#onUpdate)
    this.socket.close()
  }

  async #join(token: string): Promise<void> {
    const synced = new Promise<void>((resolve) => {
      this.socket.onMessage = (frame) => this.#receive(frame, resolve)
    })
    await this.socket.opened
    const first = this.#wire.token(token)
    if (first) this.socket.send(first)
    else this.#ask()
    if (this.#wire.kind !== 'relay') await synced
  }

  #ask(): void {
    this.socket.send(this.#wire.stepOne(Y.encodeStateVector(this.doc)))
  }

  #receive(frame: Buffer, synced: () => void): void {
    let isApplied = false
    // A copy: Yjs keeps parts of an update that waits for another.
    for (const message of this.#wire.read(Buffer.from(frame))) {
      if (message.kind === 'step 1') {
        const update = Y.encodeStateAsUpdate(this.doc, message.payload)
        this.socket.send(this.#wire.stepTwo(update))
      } else if (message.kind === 'step 2' || message.kind === 'update') {
        Y.applyUpdate(this.doc, message.payload, this)
        isApplied = true
        if (message.kind === 'step 2') synced()
      } else if (message.kind === 'authenticated') this.#ask()
    }
    if (isApplied) this.onApplied?.()
  }
}
