import process from 'node:process'
import * as encoding from 'lib0/encoding'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * The limit of the machine: no document, no store, no accounts. What came within a tick goes to
 * everybody in the room in one frame, the same buffer to each.
 */
const TICK_MS = 20

interface Room {
  readonly sockets: Set<WebSocket>
  waiting: Uint8Array[]
}

const rooms = new Map<string, Room>()
const server = new WebSocketServer({
  port: Number(process.env['PORT']),
  host: '127.0.0.1',
  perMessageDeflate: false,
})

server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room: Room = rooms.get(name) ?? { sockets: new Set(), waiting: [] }
  rooms.set(name, room)
  room.sockets.add(socket)
  socket.on('message', (data: Buffer) => room.waiting.push(data))
  socket.on('close', () => room.sockets.delete(socket))
  socket.on('error', () => socket.terminate())
})

setInterval(() => {
  for (const room of rooms.values()) {
    if (room.waiting.length === 0) continue
    const frame = encoding.encode((encoder) => {
      for (const message of room.waiting) encoding.writeVarUint8Array(encoder, message)
    })
    room.waiting = []
    for (const socket of room.sockets) socket.send(frame)
  }
}, TICK_MS)
