import type { StoryId } from '@dateline/shared/ids'
import { encodeMessage, type RecordMessage } from '@dateline/shared/sync/protocol'
import type { Logger } from 'pino'
import type { Room } from './room.ts'

/** Between two records of one story: an approval is seen at once, a burst of edits costs one. */
const PAUSE_MS = 100
/** Before a reading that failed is tried again: nobody else would tell. */
const RETRY_MS = 1_000

type State = { tag: 'reading'; again: boolean } | { tag: 'pausing'; again: boolean }

/**
 * Sends a story's record to every `?v=1` client in it, newest last: one reading at a time, so two
 * answers of the database can never overtake each other. One that fails is tried again.
 */
export class RecordAnnouncer {
  readonly #read: (storyId: StoryId) => Promise<RecordMessage | undefined>
  readonly #log: Logger
  readonly #states = new Map<Room, State>()

  constructor(read: (storyId: StoryId) => Promise<RecordMessage | undefined>, log: Logger) {
    this.#read = read
    this.#log = log
  }

  announce(room: Room): void {
    const state = this.#states.get(room)
    if (state) state.again = true
    else void this.#send(room)
  }

  async #send(room: Room): Promise<void> {
    const state: State = { tag: 'reading', again: false }
    this.#states.set(room, state)
    let pause = PAUSE_MS
    try {
      const record = await this.#read(room.storyId as StoryId)
      if (record) room.sendToOurs(encodeMessage({ kind: 'record', record }))
    } catch (error) {
      this.#log.error({ err: error, storyId: room.storyId }, 'the record could not be read')
      state.again = true
      pause = RETRY_MS
    }
    const pausing: State = { tag: 'pausing', again: state.again }
    this.#states.set(room, pausing)
    setTimeout(() => {
      this.#states.delete(room)
      if (pausing.again && room.state === 'open') this.announce(room)
    }, pause).unref()
  }
}
