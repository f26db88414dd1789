import type { Bus, BusMessage, Sighting } from './bus.ts'
import { FarPeople } from './far-people.ts'
import type { Peer } from './peer.ts'

/** What presence between nodes needs of a room. */
export interface Meeting {
  readonly storyId: string
  readonly peers: Iterable<Peer>
  /** Somebody at another node moved. @throws when their message is malformed */
  seeElsewhere(peer: Peer, payload: Uint8Array): void
  /** Somebody at another node left. */
  forgetElsewhere(peer: Peer): void
}

interface Rooms {
  peek(storyId: string): Meeting | undefined
  rooms(): readonly Meeting[]
}

const ALIVE_MS = 2_000
/** A node that was silent for so long is gone, and its people with it. */
const SILENT_MS = 6_000
/** Everybody is told of again so often, in case something was lost; */
const LIST_MS = 20_000
/** and who was on no list for so long is gone. */
const UNLISTED_MS = 50_000
/** People who move are told of together, so often at most. */
const PACE_MS = 80

interface Local {
  readonly socket: number
  payload: Uint8Array
}

/** Another node, as far as it was heard of. */
interface Neighbour {
  heardAt: number
  /** User ids by story, and when they were told. */
  readonly people: Map<string, { users: readonly string[]; at: number }>
  /** By story. */
  readonly far: Map<string, FarPeople>
}

/**
 * Who is where on the other nodes (rule N7): passes on the newest state of everybody here, shows
 * theirs in our rooms, and forgets the people of a node that fell silent. All of it is repeated now
 * and then, so that nothing that was lost on the way stays so.
 */
export class Neighbours {
  readonly #bus: Bus
  readonly #rooms: Rooms
  readonly #changed: (storyId: string) => void
  readonly #locals = new Map<string, Map<Peer, Local>>()
  readonly #moved = new Map<string, Set<Peer>>()
  readonly #left = new Map<string, Sighting[]>()
  readonly #crowds = new Set<string>()
  readonly #nodes = new Map<string, Neighbour>()
  readonly #timers: readonly NodeJS.Timeout[]
  readonly #stops: readonly (() => void)[]
  #flush: NodeJS.Timeout | undefined
  #sockets = 0

  /** @param changed told when somebody came to a story elsewhere, or left it */
  constructor(bus: Bus, rooms: Rooms, changed: (storyId: string) => void) {
    this.#bus = bus
    this.#rooms = rooms
    this.#changed = changed
    this.#stops = [
      bus.listen((message, node) => this.#hear(message, node)),
      bus.onUp(() => this.#introduce(true)),
    ]
    const beat = setInterval(() => this.#bus.publish({ kind: 'alive', isNew: false }), ALIVE_MS)
    const sweep = setInterval(() => this.#sweep(), ALIVE_MS / 2)
    const list = setInterval(() => this.#tellEverything(), LIST_MS)
    this.#timers = [beat.unref(), sweep.unref(), list.unref()]
    this.#introduce(true)
  }

  /** User ids of those who have a story open at other nodes. */
  people(storyId: string): readonly string[] {
    return [...this.#nodes.values()].flatMap(({ people }) => people.get(storyId)?.users ?? [])
  }

  /** A room was opened here, and its story is followed: who is in it elsewhere? */
  opened(storyId: string): void {
    this.#bus.publish({ kind: 'who', storyId })
  }

  closed(storyId: string): void {
    this.#locals.delete(storyId)
    this.#moved.delete(storyId)
    for (const { far } of this.#nodes.values()) far.delete(storyId)
    this.#tellPeople(storyId)
  }

  /** Somebody here moved. */
  moved(storyId: string, peer: Peer, payload: Uint8Array): void {
    const locals = entryOf(this.#locals, storyId, () => new Map<Peer, Local>())
    const local = locals.get(peer)
    if (local) local.payload = payload.slice()
    else locals.set(peer, { socket: (this.#sockets += 1), payload: payload.slice() })
    entryOf(this.#moved, storyId, () => new Set<Peer>()).add(peer)
    this.#flushLater()
  }

  /** Somebody here left, or took their presence back. */
  left(storyId: string, peer: Peer): void {
    const local = this.#locals.get(storyId)?.get(peer)
    if (!local) return
    this.#locals.get(storyId)?.delete(peer)
    this.#moved.get(storyId)?.delete(peer)
    const gone = { socket: local.socket, user: peer.user, payload: null }
    entryOf(this.#left, storyId, () => [] as Sighting[]).push(gone)
    this.#flushLater()
    const room = this.#rooms.peek(storyId)
    if (room) this.#showAgain(room, peer.user.id)
  }

  /** Somebody here opened a story or closed it. */
  peopleChanged(storyId: string): void {
    this.#crowds.add(storyId)
    this.#flushLater()
  }

  close(): void {
    this.#bus.publish({ kind: 'bye' })
    for (const timer of this.#timers) clearInterval(timer)
    clearTimeout(this.#flush)
    for (const stop of this.#stops) stop()
  }

  // ── to others ──────────────────────────────────────────────────────────────────────────────────

  #introduce(isNew: boolean): void {
    this.#bus.publish({ kind: 'alive', isNew })
    if (isNew) {
      for (const { storyId } of this.#rooms.rooms()) this.#bus.publish({ kind: 'who', storyId })
    }
    this.#tellEverything()
  }

  #tellEverything(): void {
    for (const { storyId } of this.#rooms.rooms()) {
      this.#tellPeople(storyId)
      this.#tellAll(storyId)
    }
  }

  #flushLater(): void {
    this.#flush ??= setTimeout(() => this.#tellNews(), PACE_MS)
  }

  #tellNews(): void {
    this.#flush = undefined
    for (const storyId of new Set([...this.#moved.keys(), ...this.#left.keys()])) {
      const moved = [...(this.#moved.get(storyId) ?? [])].flatMap((peer) => {
        return this.#sightingOf(storyId, peer)
      })
      const people = [...(this.#left.get(storyId) ?? []), ...moved]
      this.#bus.publish({ kind: 'presence', storyId, isAll: false, people })
    }
    this.#moved.clear()
    this.#left.clear()
    for (const storyId of this.#crowds) this.#tellPeople(storyId)
    this.#crowds.clear()
  }

  #tellPeople(storyId: string): void {
    const peers = [...(this.#rooms.peek(storyId)?.peers ?? [])]
    const users = [...new Set(peers.map(({ user }) => user.id))]
    this.#bus.publish({ kind: 'people', storyId, users, upTo: this.#sockets })
  }

  #tellAll(storyId: string): void {
    const peers = [...(this.#locals.get(storyId)?.keys() ?? [])]
    const people = peers.flatMap((peer) => this.#sightingOf(storyId, peer))
    this.#bus.publish({ kind: 'presence', storyId, isAll: true, upTo: this.#sockets, people })
  }

  #sightingOf(storyId: string, peer: Peer): Sighting[] {
    const local = this.#locals.get(storyId)?.get(peer)
    return local ? [{ socket: local.socket, user: peer.user, payload: local.payload }] : []
  }

  // ── from others ────────────────────────────────────────────────────────────────────────────────

  #hear(message: BusMessage, node: string): void {
    if (message.kind === 'bye') return this.#forget(node)
    const neighbour = entryOf(this.#nodes, node, newNeighbour)
    neighbour.heardAt = performance.now()
    if (message.kind === 'alive' && message.isNew) this.#introduce(false)
    if (message.kind === 'who') this.#tellAll(message.storyId)
    if (message.kind === 'presence') this.#see(neighbour, message)
    if (message.kind === 'people') this.#count(neighbour, message)
  }

  #count({ people, far }: Neighbour, message: Extract<BusMessage, { kind: 'people' }>): void {
    const { storyId, users } = message
    const before = people.get(storyId)?.users ?? []
    if (users.length > 0) people.set(storyId, { users, at: performance.now() })
    else people.delete(storyId)
    const room = this.#rooms.peek(storyId)
    if (room) {
      far.get(storyId)?.forgetAbsent(room, message)
      for (const user of before) if (!users.includes(user)) this.#showAgain(room, user)
    }
    if (String(before) !== String(users)) this.#changed(storyId)
  }

  #see({ far }: Neighbour, message: Extract<BusMessage, { kind: 'presence' }>): void {
    const { storyId, people } = message
    const room = this.#rooms.peek(storyId)
    if (!room) return
    entryOf(far, storyId, () => new FarPeople()).see(room, message, performance.now())
    for (const { user, payload } of people) if (!payload) this.#showAgain(room, user.id)
  }

  /** Somebody's cursor here is gone; they may be at another node as well, or since. */
  #showAgain(room: Meeting, userId: string): void {
    for (const { far } of this.#nodes.values()) far.get(room.storyId)?.showAgain(room, userId)
  }

  #sweep(): void {
    const now = performance.now()
    for (const [node, neighbour] of this.#nodes) {
      if (neighbour.heardAt < now - SILENT_MS) this.#forget(node)
      else this.#forgetUnlisted(neighbour, now - UNLISTED_MS)
    }
  }

  #forgetUnlisted({ far, people }: Neighbour, since: number): void {
    for (const [storyId, { listedAt = Infinity }] of far) {
      if (listedAt < since) this.#forgetFar(storyId, far)
    }
    for (const [storyId, { at }] of people) {
      if (at >= since) continue
      people.delete(storyId)
      this.#changed(storyId)
    }
  }

  #forget(node: string): void {
    const neighbour = this.#nodes.get(node)
    if (!neighbour) return
    this.#nodes.delete(node)
    for (const storyId of neighbour.far.keys()) this.#forgetFar(storyId, neighbour.far)
    for (const storyId of neighbour.people.keys()) this.#changed(storyId)
  }

  #forgetFar(storyId: string, far: Map<string, FarPeople>): void {
    const people = far.get(storyId)
    const room = this.#rooms.peek(storyId)
    far.delete(storyId)
    if (room) for (const userId of people?.forgetAll(room) ?? []) this.#showAgain(room, userId)
  }
}

const newNeighbour = (): Neighbour => ({ heardAt: 0, people: new Map(), far: new Map() })

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const had = map.get(key)
  if (had !== undefined) return had
  const made = make()
  map.set(key, made)
  return made
}
