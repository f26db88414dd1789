import { afterEach, expect, test, vi } from 'vitest'
import { openLogger } from '../observability/logger.ts'
import { RecordAnnouncer } from './record-announcer.ts'
import type { Room } from './room.ts'

afterEach(() => vi.useRealTimers())

test('[N9] a record that could not be read is read again, and sent', async () => {
  vi.useFakeTimers()
  const room = { storyId: 's', state: 'open', sendToOurs: vi.fn() }
  const story = { facts: {} }
  const read = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(story)
  const announcer = new RecordAnnouncer(read, openLogger('silent'))
  announcer.announce(room as unknown as Room)
  await vi.advanceTimersByTimeAsync(500)
  expect(room.sendToOurs).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(room.sendToOurs).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(read).toHaveBeenCalledTimes(2)
})
