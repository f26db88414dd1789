import { EDITOR_SCHEMA_HASH } from '@dateline/shared/editor-schema/editor-schema'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import {
  decodeMessage,
  MESSAGE_AWARENESS,
  MESSAGE_DATELINE,
  MESSAGE_SYNC,
  PROTOCOL_VERSION,
} from '@dateline/shared/sync/protocol'
import type { DatelineMessage, Hello, RecordMessage } from '@dateline/shared/sync/protocol'
import { stateName } from '@dateline/shared/sync/state-name'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, type Awareness } from 'y-protocols/awareness'
import { messageYjsSyncStep2 } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { batchingSocket, type BatchingSocket } from './batching-socket.ts'
import { Incoming } from './incoming.ts'
import { newestPlaces } from './newest-places.ts'
import { readSync } from './read-sync.ts'
import type { SaveEvent } from './save-state.ts'

/** Unreadable messages in a row after which we stop instead of resyncing once more. */
const UNREADABLE_LIMIT = 3
/** Who says nothing for 30 s is taken for gone; awareness renews what is 15 to 18 s old. */
const SAY_AGAIN_MS = 5_000
/** An update without items and deletions. */
const NOTHING = Uint8Array.of(0, 0)

interface Hooks {
  onEvent: (event: SaveEvent) => void
  onRecord: (record: RecordMessage) => void
  /** Which line of life the document is of; told with every connection. */
  onEpoch: (epoch: string) => void
  /** What others wrote is about to change the document. */
  onBeforeIncoming: () => void
  /** Everything the server has is here. */
  onSynced: () => void
  /** The server could not be reached, or turned the connection down before it opened. */
  onUnreachable: () => void
}

/**
 * The stock y-websocket provider with our messages hung on it (rule Y13). Its BroadcastChannel is
 * off: another tab could be another person after a change of sign-in, and what a tab shows as
 * arrived must have come from the server, where the guard has seen it.
 */
export class ServerLink {
  readonly #provider: WebsocketProvider
  readonly #hooks: Hooks
  readonly #incoming: Incoming
  /** Awareness updates that wait for the next frame. */
  readonly #places: Uint8Array[] = []
  /** Of the document here; null until the server has said which one it is. */
  #epoch: string | null
  #unreadable = 0
  /** What this page said it has when it connected. */
  #claim: Claim | null = null

  constructor(
    url: string,
    storyId: string,
    doc: Y.Doc,
    awareness: Awareness,
    epoch: string | null,
    hooks: Hooks,
  ) {
    this.#hooks = hooks
    const Socket = batchingSocket((frame) => hooks.onEvent({ kind: 'sent', frame }))
    this.#epoch = epoch
    this.#provider = new WebsocketProvider(url, `story.${storyId}`, doc, {
      awareness,
      connect: false,
      params: this.#handshake(doc, epoch),
      disableBc: true,
      WebSocketPolyfill: Socket as unknown as typeof WebSocket,
    })
    this.#incoming = new Incoming(doc, this.#provider, {
      onBefore: hooks.onBeforeIncoming,
      onUnreadable: () => this.#resync(),
    })
    this.#hangHandlers()
    this.#speakForOneself(awareness)
    this.#provider.on('status', ({ status }) => {
      if (status === 'connected') hooks.onEvent({ kind: 'connected' })
    })
    this.#provider.on('sync', (synced) => {
      if (synced) hooks.onSynced()
    })
    this.#provider.on('connection-close', () => {
      this.#incoming.flush()
      if (!this.#provider.wsconnected) hooks.onUnreachable()
      hooks.onEvent({ kind: 'disconnected' })
    })
    this.#provider.on('closed', ({ code, reason }) => {
      hooks.onEvent({ kind: 'refused', code, reason })
    })
  }

  /** What is said in the address of a connection, as it is when that is opened. */
  #handshake(doc: Y.Doc, epoch: string | null): Record<string, string> {
    const claim = () => (this.#claim = claimOf(doc))
    return {
      v: String(PROTOCOL_VERSION),
      schema: EDITOR_SCHEMA_HASH,
      ...(epoch !== null && { epoch }),
      get state() {
        return claim().name
      },
    }
  }

  connect(): void {
    this.#provider.connect()
  }

  /** Stops for good: the server has said no in a way that trying again cannot change. */
  refuse(code: number, reason: string): void {
    this.#hooks.onEvent({ kind: 'refused', code, reason })
    this.#provider.disconnect()
  }

  /** Looks at once whether the server is still there, e.g. when the device reports no network. */
  recheck(): void {
    if (!this.#provider.shouldConnect) return
    this.#provider.disconnect()
    this.#provider.connect()
  }

  /** Sends what waits to be sent together: before the page is put away. */
  flush(): void {
    const socket = this.#provider.ws as BatchingSocket | null
    socket?.flush()
  }

  destroy(): void {
    this.#incoming.clear()
    this.#provider.destroy()
  }

  /**
   * The stock provider repeats to the server whatever it hears of anybody, and the editor says anew
   * where its caret is with every letter of somebody else: to twenty people, for each of twenty.
   */
  #speakForOneself(awareness: Awareness): void {
    const provider = this.#provider
    const tell = provider._awarenessUpdateHandler
    awareness.off('update', tell)
    let [said, saidAt] = ['', 0]
    provider._awarenessUpdateHandler = ({ added, updated, removed }, origin) => {
      const own = [...added, ...updated, ...removed].includes(awareness.clientID)
      if (!own) return
      const state = JSON.stringify(awareness.getLocalState())
      const isKnown = state === said && Date.now() - saidAt < SAY_AGAIN_MS
      if (isKnown && origin === 'local') return // else somebody has it wrong
      said = state
      saidAt = Date.now()
      tell({ added: [], updated: [awareness.clientID], removed: [] }, origin)
    }
    awareness.on('update', provider._awarenessUpdateHandler)
  }

  #hangHandlers(): void {
    const handlers = this.#provider.messageHandlers
    const incoming = this.#incoming
    handlers[MESSAGE_SYNC] = (encoder, decoder, provider, emitSynced) => {
      readSync(encoder, decoder, provider, emitSynced, incoming)
    }
    handlers[MESSAGE_AWARENESS] = (_encoder, decoder) => {
      this.#places.push(decoding.readVarUint8Array(decoder))
      // A caret may stand behind a letter that waits for the next frame.
      if (this.#places.length === 1) incoming.afterwards(() => this.#takePlaces())
    }
    handlers.forEach((handle, type) => {
      handlers[type] = (encoder, decoder, provider, emitSynced, messageType) => {
        this.#orResync(() => handle(encoder, decoder, provider, emitSynced, messageType))
      }
    })
    handlers[MESSAGE_DATELINE] = (encoder, decoder) => {
      this.#orResync(() => {
        const message = decodeMessage(decoder)
        if (message?.kind === 'current') this.#answerCurrent(encoder)
        else if (message) this.#receive(message)
      })
    }
  }

  /** Where others have gone since the last frame. */
  #takePlaces(): void {
    const provider = this.#provider
    const places = this.#places.splice(0)
    this.#orResync(() => applyAwarenessUpdate(provider.awareness, newestPlaces(places), provider))
  }

  /** A message that cannot be applied must not take the page down with it. */
  #orResync(act: () => void): void {
    try {
      act()
    } catch {
      this.#resync()
    }
  }

  /** The server has what this page said it has, and asks for no more than what came since (Y22). */
  #answerCurrent(encoder: encoding.Encoder): void {
    const { doc } = this.#provider
    const claim = this.#claim
    const isSame = claim !== null && stateName(doc) === claim.name
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, messageYjsSyncStep2)
    const update = isSame ? NOTHING : Y.encodeStateAsUpdate(doc, claim?.vector)
    encoding.writeVarUint8Array(encoder, update)
  }

  #receive(message: Exclude<DatelineMessage, { kind: 'current' }>): void {
    switch (message.kind) {
      case 'hello':
        this.#greet(message.hello)
        break
      case 'ack':
        this.#unreadable = 0
        this.#hooks.onEvent({ kind: 'acknowledged', count: message.count, at: message.at })
        break
      case 'record':
        this.#incoming.flush() // it is of what was written before it
        this.#hooks.onRecord(message.record)
        break
      default:
        message satisfies never
    }
  }

  /** Before anything is written: an older editor would drop what it does not know (rules H1, H2). */
  #greet({ schema, protocol, epoch, canWrite }: Hello): void {
    if (schema !== EDITOR_SCHEMA_HASH || protocol !== PROTOCOL_VERSION) {
      this.#hooks.onEvent({ kind: 'outOfDate' })
      this.#provider.disconnect()
    } else if (this.#epoch !== null && this.#epoch !== epoch) {
      this.refuse(CLOSE.otherEpoch.code, CLOSE.otherEpoch.reason)
    } else {
      this.#epoch = epoch
      Object.assign(this.#provider.params, { epoch })
      this.#hooks.onEpoch(epoch)
      this.#hooks.onEvent({ kind: 'hello', canWrite })
    }
  }

  #resync(): void {
    this.#unreadable += 1
    if (this.#unreadable >= UNREADABLE_LIMIT) this.refuse(4400, 'unreadable')
    else this.#provider.ws?.close()
  }
}

/** A state of the document, and its vector; '' where there is nothing to say. */
interface Claim {
  readonly name: string
  readonly vector: Uint8Array
}

const claimOf = (doc: Y.Doc): Claim => ({
  name: stateName(doc) ?? '',
  vector: Y.encodeStateVector(doc),
})
