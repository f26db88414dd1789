import { MESSAGE_SYNC } from '@dateline/shared/sync/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Incoming } from './incoming.ts'

/**
 * Takes one sync message (an update only up to `incoming`, where it waits for the next frame), in place of the provider's own handler, which lets an update that cannot
 * be read pass with a line on the console: this screen would then silently differ from the others.
 *
 * @throws when the message cannot be read. A fault of somebody who listens to the document is no
 *   such thing: the update is in, so it is reported and the session goes on.
 */
export function readSync(
  encoder: encoding.Encoder,
  decoder: decoding.Decoder,
  provider: WebsocketProvider,
  emitSynced: boolean,
  incoming: Incoming,
): void {
  const { pos } = decoder
  if (decoding.readVarUint(decoder) === syncProtocol.messageYjsUpdate) {
    return incoming.add(decoding.readVarUint8Array(decoder))
  }
  decoder.pos = pos
  incoming.now(() => answer(encoder, decoder, provider, emitSynced))
}

function answer(
  encoder: encoding.Encoder,
  decoder: decoding.Decoder,
  provider: WebsocketProvider,
  emitSynced: boolean,
): void {
  const { pos } = decoder
  encoding.writeVarUint(encoder, MESSAGE_SYNC)
  const onFault = (fault: Error) => {
    decoder.pos = pos
    decoding.readVarUint(decoder)
    Y.decodeUpdate(decoding.readVarUint8Array(decoder)) // throws: it was the message
    reportError(fault)
  }
  const kind = syncProtocol.readSyncMessage(decoder, encoder, provider.doc, provider, onFault)
  if (emitSynced && kind === syncProtocol.messageYjsSyncStep2 && !provider.synced) {
    provider.synced = true
  }
}
