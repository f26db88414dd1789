import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { WireSocket } from './wire-socket.ts'
import { framed, messagesIn } from './wire.ts'

const sizes = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000]

test('every length is framed as a WebSocket peer reads it, in the order it was written', async () => {
  const messages = sizes.map((size) => Buffer.alloc(size, size % 251))
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) => {
    socket.send('before')
    const wire = new WireSocket(socket)
    wire.send(framed(...messages))
    socket.send('after')
  })
  await once(server, 'listening')
  const got: string[] = []
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  client.on('message', (data: Buffer) => got.push(data.toString('latin1')))
  await expect.poll(() => got.at(-1)).toBe('after')
  expect(got).toEqual(['before', ...messages.map((data) => data.toString('latin1')), 'after'])
  client.terminate()
  server.close()
})

test('with compression on, ws itself sends', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true })
  server.on('connection', (socket) => new WireSocket(socket).send(framed(Buffer.alloc(9_000, 1))))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const [data] = (await once(client, 'message')) as [Buffer]
  expect(data).toEqual(Buffer.alloc(9_000, 1))
  client.terminate()
  server.close()
})

test('frames are taken apart again', () => {
  const messages = sizes.map((size) => Buffer.alloc(size, size % 251))
  expect(messagesIn(framed(...messages))).toEqual(messages)
})
