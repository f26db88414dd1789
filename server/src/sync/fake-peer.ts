import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Closing, Peer } from './peer.ts'
import { messagesIn, type Wire } from './wire.ts'

/** A peer that keeps what it is sent, for tests of rooms without sockets. */
export class FakePeer implements Peer {
  readonly user: Peer['user']
  readonly canWrite: boolean
  readonly ours: boolean
  waiting = 0
  /** How many writes to the socket the frames came in. */
  writes = 0
  readonly frames: Uint8Array[] = []
  closed: string | null = null

  constructor(id: string, { canWrite = true, ours = false } = {}) {
    this.user = { id, name: id, color: '#000', role: canWrite ? 'reporter' : 'viewer' }
    this.canWrite = canWrite
    this.ours = ours
  }

  send(wire: Wire): void {
    this.writes += 1
    this.frames.push(...messagesIn(wire))
  }

  close({ reason }: Closing): void {
    this.closed ??= reason
  }

  /** Counts of the acknowledgements it got. */
  get acks(): number[] {
    return this.frames
      .filter((frame) => frame[0] === 120 && frame[1] === 1)
      .map((frame) => {
        const decoder = decoding.createDecoder(frame.subarray(2))
        return decoding.readVarUint(decoder)
      })
  }

  /** The document as this peer saw it: what it was sent, applied. */
  get seen(): Y.Doc {
    const doc = new Y.Doc()
    for (const frame of this.frames) {
      if (frame[0] !== 0 || frame[1] === 0) continue
      const decoder = decoding.createDecoder(frame.subarray(2))
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
    }
    return doc
  }
}
