import type { BusMessage } from './bus.ts'
import type { Meeting } from './neighbours.ts'
import type { Peer, PeerUser } from './peer.ts'

/** Somebody whose socket is at another node. */
class FarPeer implements Peer {
  readonly user: PeerUser
  readonly canWrite = true
  readonly ours = false
  readonly isElsewhere = true
  readonly waiting = 0

  constructor(user: PeerUser) {
    this.user = user
  }

  send(): void {}
  close(): void {}
}

interface Known {
  readonly peer: FarPeer
  payload: Uint8Array
}

/**
 * The people whom one other node has in one story, as far as it was heard of, in whatever order the
 * messages come. A socket's number is given once and counted up: so one that a list up to it leaves
 * out is gone for good, and one beyond the list is not touched by it.
 */
export class FarPeople {
  readonly #known = new Map<number, Known>()
  /** Who left beyond the newest list: what comes late of them is nothing. */
  readonly #gone = new Set<number>()
  #listedUpTo = 0
  /** When the newest list came; undefined for a node that says no more than who moved. */
  listedAt: number | undefined

  see(
    room: Meeting,
    { isAll, people, upTo }: Extract<BusMessage, { kind: 'presence' }>,
    now: number,
  ): void {
    if (isAll) {
      const named = new Set(people.map(({ socket }) => socket))
      this.#forgetWhere(room, upTo, (socket) => !named.has(socket))
    }
    for (const { socket, user, payload } of people) {
      if (payload) this.#show(room, socket, user, payload)
      else this.#forget(room, socket)
    }
    if (!isAll || upTo === undefined) return
    this.listedAt = now
    this.#listedUpTo = Math.max(this.#listedUpTo, upTo)
    for (const socket of this.#gone) if (socket <= this.#listedUpTo) this.#gone.delete(socket)
  }

  /** A leave is never lost, even where only who is there is still told, and not where. */
  forgetAbsent(room: Meeting, { users, upTo }: Extract<BusMessage, { kind: 'people' }>): void {
    this.#forgetWhere(room, upTo, (_, { peer }) => !users.includes(peer.user.id))
  }

  /** @returns user ids of those who were known */
  forgetAll(room: Meeting): ReadonlySet<string> {
    const users = new Set([...this.#known.values()].map(({ peer }) => peer.user.id))
    this.#forgetWhere(room, undefined, () => true)
    return users
  }

  /** A cursor of this person is gone: should they be here, too, then this one is theirs. */
  showAgain(room: Meeting, userId: string): void {
    for (const { peer, payload } of this.#known.values()) {
      if (peer.user.id === userId) room.seeElsewhere(peer, payload)
    }
  }

  #show(room: Meeting, socket: number, user: PeerUser, payload: Uint8Array): void {
    const had = this.#known.get(socket)
    if (!had && (socket <= this.#listedUpTo || this.#gone.has(socket))) return
    // A new role or name is a new peer: its state is stamped anew.
    const isSame = had && JSON.stringify(had.peer.user) === JSON.stringify(user)
    if (had && !isSame) room.forgetElsewhere(had.peer)
    const peer = isSame ? had.peer : new FarPeer(user)
    this.#known.set(socket, { peer, payload })
    try {
      room.seeElsewhere(peer, payload)
    } catch {
      this.#forget(room, socket)
    }
  }

  #forgetWhere(
    room: Meeting,
    upTo: number | undefined,
    isAbsent: (socket: number, known: Known) => boolean,
  ): void {
    for (const [socket, known] of this.#known) {
      if ((upTo === undefined || socket <= upTo) && isAbsent(socket, known)) {
        this.#forget(room, socket)
      }
    }
  }

  #forget(room: Meeting, socket: number): void {
    const known = this.#known.get(socket)
    this.#known.delete(socket)
    this.#gone.add(socket)
    if (known) room.forgetElsewhere(known.peer)
  }
}
