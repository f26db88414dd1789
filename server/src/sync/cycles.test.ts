import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { stepOneFrame } from './frames.ts'
import { heapInUse } from './testing/heap.ts'
import { aServer, STORY } from './testing/sync-server.ts'

const CYCLES = 10_000
const AT_ONCE = 50
/** Of eight thousand connections that came and went, so much may be left: 500 bytes of each. */
const GROWTH = 4 * 1024 * 1024

/** Comes, is refused or let in, says something, and goes: politely, or as if the line were cut. */
async function cycle(url: string, index: number): Promise<void> {
  const kind = index % 5
  const story = kind === 0 ? 'nowhere' : 'talks'
  const socket = new WebSocket(`${url}/story.${story}?v=1`, {
    headers: { authorization: kind === 1 ? 'nobody' : 'ann' },
  })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.on('close', resolve))
  if (kind > 1) {
    await once(socket, 'open')
    socket.send(stepOneFrame(Uint8Array.of(0)))
    const awareness = new Awareness(new Y.Doc())
    const place = encodeAwarenessUpdate(awareness, [awareness.clientID])
    awareness.destroy()
    socket.send(Buffer.concat([Buffer.of(1, place.length), place]))
    if (kind === 2) socket.send(Uint8Array.of(0, 7)) // closed by the server
    else if (kind === 3) socket.terminate()
    else socket.close()
  }
  await closed
}

test(`[Y15] ${CYCLES} connections that came, failed and went leave nothing behind`, async () => {
  const { url, live } = await aServer({ MAX_SOCKETS_PER_PERSON: '1000' })
  let early = 0
  for (let from = 0; from < CYCLES; from += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => cycle(url, from + index)))
    if (from === CYCLES / 5) early = heapInUse()
  }
  const room = await live.room(STORY)
  await expect.poll(() => room?.size).toBe(0)
  expect(room?.presence.size).toBe(0)
  await expect.poll(() => heapInUse() - early).toBeLessThan(GROWTH)
})
