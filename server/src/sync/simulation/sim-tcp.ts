import { messagesIn, type Wire } from '../wire.ts'
import type { SimProcess, VirtualTime } from './virtual-time.ts'

interface SimTcpOptions {
  readonly process: SimProcess
  readonly time: VirtualTime
  /** How long its reader takes for a byte, ms; 0: all is taken at once. */
  readonly msPerByte: number
  /** Sends one message on its way. */
  readonly send: (message: Uint8Array) => void
}

/** The socket under a line: what its reader has not taken yet waits here. */
export class SimTcp {
  readonly #options: SimTcpOptions
  #drains: (() => void)[] = []
  #freeAt = 0
  writableLength = 0

  constructor(options: SimTcpOptions) {
    this.#options = options
  }

  /** @returns false when some of it waits: `drain` comes when nothing does any more */
  write(wire: Wire): boolean {
    const { msPerByte, time, send } = this.#options
    if (msPerByte === 0) {
      for (const message of messagesIn(wire)) send(message)
      return true
    }
    const bytes = Buffer.from(wire)
    this.writableLength += bytes.length
    this.#freeAt = Math.max(this.#freeAt, time.now) + bytes.length * msPerByte
    time.after(this.#freeAt - time.now, () => {
      this.writableLength -= bytes.length
      for (const message of messagesIn(bytes)) send(message)
      if (this.writableLength === 0) this.#drained()
    })
    return false
  }

  once(_drain: 'drain', act: () => void): void {
    this.#drains.push(act)
  }

  #drained(): void {
    const drains = this.#drains
    this.#drains = []
    this.#options.process.run(() => {
      for (const act of drains) act()
    })
  }
}
