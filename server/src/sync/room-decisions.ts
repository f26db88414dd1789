import type { Decisions } from './recent-deletions.ts'
import type { Room } from './room.ts'

interface Known {
  /** The last reading that was begun, or undefined where it failed. */
  last?: Promise<void> | undefined
  /** Holds that are being written down. */
  readonly writing: Set<{ readonly userId: string }>
  /** Whose deletion was held while the reading that runs was under way, or just before it. */
  heldMeanwhile: Set<string>
}

/**
 * Tells rooms what was decided about the deletions that were held back in them (rule H8). Readings of
 * one room follow each other, so that no answer overtakes a newer one; and an answer that cannot know
 * of a hold yet takes nothing back of it.
 */
export class RoomDecisions {
  readonly #read: (storyId: string) => Promise<Decisions>
  readonly #rooms = new WeakMap<Room, Known>()

  constructor(read: (storyId: string) => Promise<Decisions>) {
    this.#read = read
  }

  /** Resolves when the room knows all that it was told of; reads only if it knows nothing. */
  known(room: Room): Promise<void> {
    return this.#of(room).last ?? this.look(room)
  }

  /** Reads what was decided until now. When that fails, the next who wants to know reads again. */
  look(room: Room): Promise<void> {
    const known = this.#of(room)
    const before = known.last?.catch(() => undefined) ?? Promise.resolve()
    const asked = before.then(() => this.#set(room, known))
    known.last = asked
    asked.catch(() => {
      if (known.last === asked) known.last = undefined
    })
    return asked
  }

  /** Somebody's deletion was held back, and is written down until `written` settles. */
  holding(room: Room, userId: string, written: Promise<unknown>): void {
    const { writing, heldMeanwhile } = this.#of(room)
    const hold = { userId }
    writing.add(hold)
    heldMeanwhile.add(userId)
    const end = () => writing.delete(hold)
    written.then(end, end)
  }

  async #set(room: Room, known: Known): Promise<void> {
    known.heldMeanwhile = new Set([...known.writing].map(({ userId }) => userId))
    const { waiting, dismissed } = await this.#read(room.storyId)
    room.setDecisions({ waiting: [...new Set([...waiting, ...known.heldMeanwhile])], dismissed })
  }

  #of(room: Room): Known {
    const known = this.#rooms.get(room) ?? { writing: new Set(), heldMeanwhile: new Set() }
    this.#rooms.set(room, known)
    return known
  }
}
