import { carriesUpdate } from '@dateline/shared/sync/protocol'

/**
 * A WebSocket that tells when a frame carrying document changes has been handed to it, so that
 * sent frames can be counted against the server's acknowledgements (rule Y3). The provider gives
 * no such event itself.
 */
export function watchedSocket(onSent: (frame: 'step-2' | 'update') => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: string | BufferSource | Blob): void {
      super.send(data)
      if (data instanceof Uint8Array && carriesUpdate(data)) {
        onSent(data[1] === 1 ? 'step-2' : 'update')
      }
    }
  }
}
