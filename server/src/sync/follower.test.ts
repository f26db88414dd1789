import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openLogger } from '../observability/logger.ts'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import type { Added } from '../store/shared-log.ts'
import { until } from '../testing/until.ts'
import { Follower, type Following } from './follower.ts'
import { LocalExchange } from './local-bus.ts'

afterEach(() => vi.useRealTimers())

/** A room that only notes what it is given. */
class Noting implements Following {
  readonly storyId = 's'
  epoch = '1'
  upTo = 1
  readonly added: number[][] = []
  anew = 0
  addFromElsewhere({ updates, seq }: Added): void {
    this.added.push(updates.map((one) => one.seq))
    this.upTo = Math.max(this.upTo, seq)
  }
  beginAnew(): void {
    this.anew += 1
  }
}

async function aNode() {
  const log = new MemoryUpdateStore()
  const append = (byte: number) => {
    const update = Uint8Array.of(byte)
    const entry = { storyId: 's', update, authors: ['ann'], claims: [], authorship: [] }
    return log.commit([entry], byte)
  }
  await append(1)
  const exchange = new LocalExchange()
  const [bus, other] = [exchange.bus('here'), exchange.bus('there')]
  await bus.follow('s')
  const room = new Noting()
  const readings = vi.spyOn(log, 'since')
  const logger = openLogger('silent')
  const follower = new Follower({ log, bus, rooms: () => [room], logger })
  onTestFinished(() => follower.close())
  /** The other node commits, and says so unless it is lost. */
  const write = async (byte: number, { lost = false, isPlain = true } = {}) => {
    const [seq = 0] = await append(byte)
    const update = Uint8Array.of(byte)
    if (!lost) other.publish({ kind: 'update', storyId: 's', seq, update, isPlain })
  }
  return { room, follower, write, readings, bus, log }
}

describe('[N5] what another node wrote', () => {
  test('is taken in as it comes when it is the next, without asking the log', async () => {
    const { room, write, readings } = await aNode()
    await write(2)
    await write(3)
    await until(() => expect(room.added).toEqual([[2], [3]]))
    expect(readings).not.toHaveBeenCalled()
  })

  test('is read from the log when something before it was lost', async () => {
    const { room, write, readings } = await aNode()
    await write(2, { lost: true })
    await write(3)
    await until(() => expect(room.added).toEqual([[2, 3]]))
    expect(readings).toHaveBeenCalledWith('s', 1)
  })

  test('is read from the log when it brought claims or authorship', async () => {
    const { room, write, readings } = await aNode()
    await write(2, { isPlain: false })
    await until(() => expect(room.added).toEqual([[2]]))
    expect(readings).toHaveBeenCalledTimes(1)
  })

  test('and was all lost is found by looking at the heads', async () => {
    vi.useFakeTimers()
    const { room, write } = await aNode()
    await write(2, { lost: true })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(room.added).toEqual([])
    await vi.advanceTimersByTimeAsync(1_100)
    expect(room.added).toEqual([[2]])
  })

  test('is looked for every second while the bus is down, and at once when it is up', async () => {
    vi.useFakeTimers()
    const { room, write, bus } = await aNode()
    bus.isUp = false
    await vi.advanceTimersByTimeAsync(5_000) // the look that was due while it was up
    await write(2)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(room.added).toEqual([[2]])
    await write(3)
    bus.isUp = true
    await vi.advanceTimersByTimeAsync(1)
    expect(room.added).toEqual([[2], [3]])
  })

  test('is passed over when it is here already', async () => {
    const { room, write, follower } = await aNode()
    await write(2)
    await until(() => expect(room.upTo).toBe(2))
    room.upTo = 3
    await write(3)
    await follower.catchUp(room)
    expect(room.added).toEqual([[2]])
  })
})

test('[N6] catching up ends with everything that was committed before', async () => {
  const { room, write, follower } = await aNode()
  for (const byte of [2, 3, 4]) await write(byte, { lost: true })
  await follower.catchUp(room)
  expect(room.upTo).toBe(4)
})

test('[U10] a story that began a new epoch is not mixed with the old one', async () => {
  const { room, write, log, follower } = await aNode()
  await write(2, { lost: true })
  await log.renewEpoch('s')
  expect(await follower.catchUp(room)).toBe(false)
  expect([room.added, room.anew]).toEqual([[], 1])
})
