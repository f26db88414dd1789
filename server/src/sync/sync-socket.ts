import { WebSocket } from 'ws'

/** Who a socket's events are for. */
export interface SocketOwner {
  received(data: Buffer, isBinary: boolean): void
  ponged(): void
  gone(): void
}

/**
 * A WebSocket that knows whose it is, so that the functions which listen to it are the same for
 * all: four closures and what they hold are half of what an idle connection would cost us.
 */
export class SyncSocket extends WebSocket {
  owner: SocketOwner | null = null

  /** From now on its events go there. */
  belongTo(owner: SocketOwner): void {
    this.owner = owner
    this.on('message', onMessage)
    this.on('pong', onPong)
    this.on('error', onError)
    this.on('close', onClose)
  }
}

function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
  ;(this as SyncSocket).owner?.received(data, isBinary)
}

function onPong(this: WebSocket): void {
  ;(this as SyncSocket).owner?.ponged()
}

/** A bad frame; `close` follows. */
function onError(this: WebSocket): void {
  this.terminate()
}

function onClose(this: WebSocket): void {
  ;(this as SyncSocket).owner?.gone()
}
