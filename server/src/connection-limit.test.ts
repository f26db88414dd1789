import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer | undefined
afterEach(() => server?.close())

test('[Y7] a TCP connection beyond MAX_CONNECTIONS is dropped, and counted', async () => {
  server = await startTestServer({ LIMITS: 'on', MAX_CONNECTIONS: '3' })
  const port = Number(new URL(server.url).port)
  const sockets: Socket[] = []
  const connect = async () => {
    const socket = createConnection(port, '127.0.0.1')
    socket.on('error', () => {})
    sockets.push(socket)
    await once(socket, 'connect')
    return socket
  }
  for (let i = 0; i < 3; i += 1) await connect()
  const beyond = await connect()
  await once(beyond, 'close')
  for (const socket of sockets) socket.destroy()
  const metrics = async () => (await fetch(`${server?.url}/metrics`)).text()
  await expect
    .poll(metrics)
    .toMatch(/upgrade_refusals_total\{reason="too-many-connections"\} [1-9]/)
})
