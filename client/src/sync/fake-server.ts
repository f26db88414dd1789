import { EDITOR_SCHEMA_HASH } from '@dateline/shared/editor-schema/editor-schema'
import {
  carriesUpdate,
  encodeMessage,
  MESSAGE_SYNC,
  PROTOCOL_VERSION,
  type RecordMessage,
} from '@dateline/shared/sync/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'

/**
 * For tests: the other end of the wire, in memory. `Socket` stands in for the global WebSocket;
 * frames arrive in order, and the test decides when the server acknowledges, closes or misbehaves.
 */
export class FakeServer {
  readonly doc = new Y.Doc()
  readonly sockets: FakeSocket[] = []
  schema = EDITOR_SCHEMA_HASH
  canWrite = true
  epoch = '1'
  readonly Socket: typeof WebSocket

  constructor() {
    const accept = (socket: FakeSocket) => this.sockets.push(socket)
    this.Socket = class extends FakeSocket {
      constructor() {
        super()
        accept(this)
      }
    } as unknown as typeof WebSocket
  }

  /** The newest connection. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('nobody has connected')
    return socket
  }

  /** Completes the upgrade: hello, then step 1, as the real server does. */
  open(): void {
    const { socket } = this
    socket.onFrame = (frame) => this.#take(socket, frame)
    socket.open()
    const user = { id: 'ann', name: 'Ann', color: '#336699', role: 'reporter' }
    const { schema, canWrite, epoch } = this
    const hello = { protocol: PROTOCOL_VERSION, schema, epoch, user, canWrite }
    socket.deliver(encodeMessage({ kind: 'hello', hello }))
    socket.deliver(frameOf((encoder) => syncProtocol.writeSyncStep1(encoder, this.doc)))
  }

  /** Says that everything received on this connection is on disk. */
  acknowledge(at: number): void {
    const count = this.socket.frames.filter(carriesUpdate).length
    this.socket.deliver(encodeMessage({ kind: 'ack', count, at }))
  }

  send(record: RecordMessage): void {
    this.socket.deliver(encodeMessage({ kind: 'record', record }))
  }

  #take(socket: FakeSocket, frame: Uint8Array): void {
    if (frame[0] !== MESSAGE_SYNC) return
    const decoder = decoding.createDecoder(frame.subarray(1))
    const answer = frameOf((encoder) => {
      syncProtocol.readSyncMessage(decoder, encoder, this.doc, socket)
    })
    if (answer.length > 1) socket.deliver(answer)
  }
}

class FakeSocket {
  static readonly OPEN = 1
  readonly OPEN = 1
  readyState = 0
  readonly frames: Uint8Array[] = []
  onFrame: (frame: Uint8Array) => void = () => undefined
  onopen: (() => void) | null = null
  onmessage: ((event: { data: Uint8Array }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null

  send(frame: Uint8Array): void {
    this.frames.push(frame)
    this.onFrame(frame)
  }

  open(): void {
    this.readyState = this.OPEN
    this.onopen?.()
  }

  deliver(frame: Uint8Array): void {
    this.onmessage?.({ data: frame })
  }

  close(code = 1006, reason = ''): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

function frameOf(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    write(encoder)
  })
}
