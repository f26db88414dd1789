import { expect, test } from 'vitest'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import type { Append } from '../store/update-store.ts'
import { Ticker, type Ticking } from './ticker.ts'

const append = (storyId: string): Append => ({
  storyId,
  update: Uint8Array.of(1),
  authors: [],
  claims: [],
  authorship: [],
})

class FakeRoom implements Ticking {
  dueAt = 0
  readonly id: string
  readonly settled: (number | null)[] = []
  failed = 0
  takes = 0
  take = (): Append | null => {
    this.takes += 1
    return append(this.id)
  }
  constructor(id: string) {
    this.id = id
  }
  settle(seq: number | null): void {
    this.settled.push(seq)
  }
  fail(): void {
    this.failed += 1
  }
}

test('[Y3] all dirty stories share one commit', async () => {
  const store = new MemoryUpdateStore()
  let commits = 0
  const commit = store.commit.bind(store)
  store.commit = (batch, at) => {
    commits += 1
    return commit(batch, at)
  }
  const ticker = new Ticker(store, () => 1)
  const rooms = ['a', 'b', 'c'].map((id) => new FakeRoom(id))
  for (const room of rooms) for (let i = 0; i < 5; i += 1) ticker.schedule(room)
  await expect.poll(() => rooms.map(({ settled }) => settled)).toEqual([[1], [1], [1]])
  expect(commits).toBe(1)
  expect(rooms.map(({ takes }) => takes)).toEqual([1, 1, 1])
})

test('[Y8] a room that cannot be read is failed alone', async () => {
  const ticker = new Ticker(new MemoryUpdateStore(), () => 1)
  const [bad, good] = [new FakeRoom('bad'), new FakeRoom('good')]
  bad.take = () => {
    throw new Error('broken')
  }
  ticker.schedule(bad)
  ticker.schedule(good)
  await ticker.flush()
  expect([bad.failed, good.failed]).toEqual([1, 0])
  expect(good.settled).toEqual([1])
})

test('[Y2] a refused commit fails every room in it, and the next tick works', async () => {
  const store = new MemoryUpdateStore()
  const commit = store.commit.bind(store)
  store.commit = () => Promise.reject(new Error('disk full'))
  const ticker = new Ticker(store, () => 1)
  const room = new FakeRoom('a')
  ticker.schedule(room)
  await ticker.flush()
  expect([room.failed, room.settled]).toEqual([1, []])
  store.commit = commit
  ticker.schedule(room)
  await ticker.flush()
  expect(room.settled).toEqual([1])
})
