import { MESSAGE_AWARENESS, MESSAGE_SYNC, carriesUpdate } from '@dateline/shared/sync/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** How long further edits, and moves of the caret, wait for each other. */
const BATCH_MS = 40
const UPDATE = 2

export interface BatchingSocket extends WebSocket {
  /** Sends what waits: before the page is put away. */
  flush(): void
}

/**
 * A WebSocket that sends a lone edit at once, and what follows within 40 ms together: one update,
 * and the newest place of the caret. Tells when a frame carrying document changes has gone out, so
 * that frames can be counted against the server's acknowledgements (rule Y3); the provider gives no
 * such event itself.
 */
export function batchingSocket(
  onSent: (frame: 'step-2' | 'update') => void,
): new (url: string | URL, protocols?: string | string[]) => BatchingSocket {
  return class extends WebSocket {
    #updates: Uint8Array[] = []
    #place: Uint8Array | null = null
    #timer: ReturnType<typeof setTimeout> | null = null
    /** The pause began with an edit: the next one waits. */
    #isAfterEdit = false
    /** The edit that went out at once takes the caret along that moved with it. */
    #isLeading = false

    override send(data: string | BufferSource | Blob): void {
      if (!(data instanceof Uint8Array) || data[0] === undefined) return super.send(data)
      const isPlace = data[0] === MESSAGE_AWARENESS
      if (!isPlace && !(data[0] === MESSAGE_SYNC && data[1] === UPDATE)) {
        this.flush() // in the order in which it was said
        return this.#sendNow(data)
      }
      if (isPlace) this.#place = data
      else this.#updates.push(data)
      const isLone = isPlace ? this.#timer === null : !this.#isAfterEdit
      if (!isLone && !(isPlace && this.#isLeading)) return
      this.flush()
      this.#pause(!isPlace)
    }

    flush(): void {
      const [updates, place] = [this.#updates, this.#place]
      this.#updates = []
      this.#place = null
      if (this.readyState !== this.OPEN) return // the next connection asks what is missing
      if (updates.length > 0) this.#sendNow(inOne(updates))
      if (place) super.send(place as Uint8Array<ArrayBuffer>)
    }

    override close(code?: number, reason?: string): void {
      this.flush()
      if (this.#timer !== null) clearTimeout(this.#timer)
      super.close(code, reason)
    }

    #sendNow(frame: Uint8Array): void {
      super.send(frame as Uint8Array<ArrayBuffer>)
      if (carriesUpdate(frame)) onSent(frame[1] === UPDATE ? 'update' : 'step-2')
    }

    #pause(isAfterEdit: boolean): void {
      if (this.#timer !== null) clearTimeout(this.#timer)
      if (isAfterEdit && !this.#isAfterEdit) {
        this.#isLeading = true
        queueMicrotask(() => (this.#isLeading = false))
      }
      this.#isAfterEdit ||= isAfterEdit
      this.#timer = setTimeout(() => this.#afterPause(), BATCH_MS)
    }

    #afterPause(): void {
      const hasEdits = this.#updates.length > 0
      this.#timer = null
      this.#isAfterEdit = hasEdits
      if (!hasEdits && !this.#place) return
      this.flush()
      this.#pause(hasEdits)
    }
  }
}

/** One update frame that says what several said. */
function inOne(frames: readonly Uint8Array[]): Uint8Array {
  const [first] = frames
  if (first && frames.length === 1) return first
  const updates = frames.map((frame) => {
    const decoder = decoding.createDecoder(frame.subarray(2))
    return decoding.readVarUint8Array(decoder)
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, UPDATE)
    encoding.writeVarUint8Array(encoder, Y.mergeUpdates(updates))
  })
}
