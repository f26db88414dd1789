import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { aServer, bare, stock, STORY } from './testing/sync-server.ts'

const MOST = 4 * 1024 * 1024
const PASTE = 200_000

/** Pastes so often into the story; tells the most that ever waited for one reader. */
async function pasteInto(
  live: Awaited<ReturnType<typeof aServer>>['live'],
  times: number,
): Promise<number> {
  const room = await live.room(STORY)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  let most = 0
  for (let i = 0; i < times; i += 1) {
    const text = doc.getText('t')
    text.insert(text.length, `${i}`.padEnd(PASTE, 'x'))
    await room?.submit('eve', updates.pop() ?? new Uint8Array())
    for (const peer of room?.peers ?? []) most = Math.max(most, peer.waiting)
  }
  return most
}

test('[Y9] a reader that takes nothing costs at most 4 MB, holds nobody up, and is let go', async () => {
  const { url, live, metrics } = await aServer({ SLOW_CLOSE_MS: '500' })
  const { socket, closed } = await bare(url, 'vic')
  const bob = stock(url, 'bob')
  await bob.synced()
  socket.pause()
  const most = await pasteInto(live, 100)
  expect(most).toBeGreaterThan(1024 * 1024) // it did fall behind
  expect(most).toBeLessThanOrEqual(MOST)
  await expect.poll(() => bob.text.length, { timeout: 30_000 }).toBe(100 * PASTE + 5)
  const closes = async () => (await metrics.registry.metrics()).match(/too-slow"\} (\d)/)?.[1]
  await expect.poll(closes, { timeout: 30_000 }).toBe('1')
  socket.resume()
  await closed
})

test('[Y9] one that was only slow is brought up to date', async () => {
  const { url, live } = await aServer()
  const vic = stock(url, 'vic')
  await vic.synced()
  const line = vic.provider.ws as unknown as { pause(): void; resume(): void }
  line.pause()
  expect(await pasteInto(live, 60)).toBeLessThanOrEqual(MOST)
  line.resume()
  await expect.poll(() => vic.text.length, { timeout: 30_000 }).toBe(60 * PASTE + 5)
  expect(vic.closes).toEqual([])
})

test('[Y19] one that joins a large story and takes nothing is sent no more than a part or two', async () => {
  const { url, live } = await aServer()
  await pasteInto(live, 100)
  const { socket } = await bare(url, 'vic')
  socket.pause()
  socket.send(Uint8Array.of(0, 0, 1, 0))
  const room = await live.room(STORY)
  const waiting = () => room?.peers[0]?.waiting ?? 0
  await expect.poll(waiting).toBeGreaterThan(256 * 1024)
  expect(waiting()).toBeLessThan(512 * 1024)
})
