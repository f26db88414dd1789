import { expect, test } from 'vitest'
import type { Decisions } from './recent-deletions.ts'
import { RoomDecisions } from './room-decisions.ts'
import type { Room } from './room.ts'

/** A room, and a database whose answers come when the test says so. */
function aRoom() {
  const told: string[][] = []
  const asked: PromiseWithResolvers<Decisions>[] = []
  const room = {
    storyId: 'story',
    setDecisions: ({ waiting }: Decisions) => told.push([...waiting]),
  } as unknown as Room
  const decisions = new RoomDecisions(() => {
    const answer = Promise.withResolvers<Decisions>()
    asked.push(answer)
    return answer.promise
  })
  const reading = async (number: number) => {
    await expect.poll(() => asked.length).toBe(number)
    const [last] = asked.slice(-1)
    if (!last) throw new RangeError('nothing was asked')
    return last
  }
  return { room, decisions, told, reading }
}
const waiting = (...users: string[]): Decisions => ({ waiting: users, dismissed: [] })

test('[H8] no answer overtakes a newer one', async () => {
  const { room, decisions, told, reading } = aRoom()
  const first = decisions.look(room)
  const second = decisions.look(room)
  const slow = await reading(1)
  expect(decisions.known(room)).toBe(second)
  slow.resolve(waiting('ben'))
  await first
  expect(told).toEqual([['ben']])
  const fast = await reading(2)
  fast.resolve(waiting())
  await second
  expect(told).toEqual([['ben'], []])
})

test('[H8] an answer that does not know of a hold yet takes nothing back of it', async () => {
  const { room, decisions, told, reading } = aRoom()
  const written = Promise.withResolvers<void>()
  const first = decisions.look(room)
  const early = await reading(1)
  decisions.holding(room, 'ben', written.promise) // after the database was asked
  early.resolve(waiting())
  await first
  const second = decisions.look(room)
  const before = await reading(2) // and while it is written down
  before.resolve(waiting())
  await second
  written.resolve()
  await written.promise
  const third = decisions.look(room)
  const after = await reading(3)
  after.resolve(waiting()) // somebody has decided
  await third
  expect(told).toEqual([['ben'], ['ben'], []])
})

test('what could not be read is read again by the next who wants to know', async () => {
  const { room, decisions, told, reading } = aRoom()
  const first = decisions.known(room)
  const failing = await reading(1)
  failing.reject(new Error('the database is away'))
  await expect(first).rejects.toThrow('away')
  const second = decisions.known(room)
  const answering = await reading(2)
  answering.resolve(waiting('ben'))
  await second
  expect(decisions.known(room)).toBe(second)
  expect(told).toEqual([['ben']])
})
