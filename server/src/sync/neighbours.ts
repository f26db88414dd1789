import type { Bus, BusMessage, Sighting } from './bus.ts'
import type { Peer, PeerUser } from './peer.ts'

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
/** People who move are told of together, so often at most. */
const PACE_MS = 80

interface Local {
  readonly socket: number
  payload: Uint8Array
}

/** Another node, as far as it was heard of. */
interface Neighbour {
  heardAt: number
  /** User ids by story. */
  readonly people: Map<string, readonly string[]>
  /** By story, then by socket. */
  readonly peers: Map<string, Map<number, FarPeer>>
}

/** Somebody whose socket is at another node. */
class FarPeer implements Peer {
  readonly user: PeerUser
  readonly canWrite = true
  readonly ours = false
  readonly waiting = 0

  constructor(user: PeerUser) {
    this.user = user
  }

  send(): void {}
  close(): void {}
}

/**
 * Who is where on the other nodes (rule N7): passes on the newest state of everybody here, shows
 * theirs in our rooms, and forgets the people of a node that fell silent.
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
    const sweep = setInterval(() => this.#forgetSilent(), ALIVE_MS / 2)
    this.#timers = [beat.unref(), sweep.unref()]
    this.#introduce(true)
  }

  /** User ids of those who have a story open at other nodes. */
  people(storyId: string): readonly string[] {
    return [...this.#nodes.values()].flatMap(({ people }) => people.get(storyId) ?? [])
  }

  /** A room was opened here, and its story is followed: who is in it elsewhere? */
  opened(storyId: string): void {
    this.#bus.publish({ kind: 'who', storyId })
  }

  closed(storyId: string): void {
    this.#locals.delete(storyId)
    this.#moved.delete(storyId)
    for (const { peers } of this.#nodes.values()) peers.delete(storyId)
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
    for (const { storyId } of this.#rooms.rooms()) {
      if (isNew) this.#bus.publish({ kind: 'who', storyId })
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
    this.#bus.publish({ kind: 'people', storyId, users })
  }

  #tellAll(storyId: string): void {
    const peers = [...(this.#locals.get(storyId)?.keys() ?? [])]
    const people = peers.flatMap((peer) => this.#sightingOf(storyId, peer))
    this.#bus.publish({ kind: 'presence', storyId, isAll: true, people })
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

  #count(neighbour: Neighbour, message: Extract<BusMessage, { kind: 'people' }>): void {
    const { storyId, users } = message
    if (users.length > 0) neighbour.people.set(storyId, users)
    else neighbour.people.delete(storyId)
    this.#forgetAbsent(neighbour, message)
    this.#changed(storyId)
  }

  #see(
    { peers }: Neighbour,
    { storyId, isAll, people }: Extract<BusMessage, { kind: 'presence' }>,
  ): void {
    const room = this.#rooms.peek(storyId)
    if (!room) return
    const known = entryOf(peers, storyId, () => new Map<number, FarPeer>())
    const named = new Set(people.map(({ socket }) => socket))
    for (const socket of isAll ? known.keys() : []) {
      if (!named.has(socket)) forgetIn(room, known, socket)
    }
    for (const { socket, user, payload } of people) {
      if (!payload) {
        forgetIn(room, known, socket)
        continue
      }
      const had = known.get(socket)
      // A new role or name is a new peer: its state is stamped anew.
      if (had && JSON.stringify(had.user) !== JSON.stringify(user)) forgetIn(room, known, socket)
      const peer = entryOf(known, socket, () => new FarPeer(user))
      try {
        room.seeElsewhere(peer, payload)
      } catch {
        forgetIn(room, known, socket)
      }
    }
  }

  /** A leave is never lost, even where only who is there is still told, and not where. */
  #forgetAbsent({ peers }: Neighbour, { storyId, users }: Extract<BusMessage, { kind: 'people' }>) {
    const room = this.#rooms.peek(storyId)
    const known = peers.get(storyId)
    if (!room || !known) return
    for (const [socket, { user }] of known) {
      if (!users.includes(user.id)) forgetIn(room, known, socket)
    }
  }

  #forgetSilent(): void {
    const since = performance.now() - SILENT_MS
    for (const [node, { heardAt }] of this.#nodes) if (heardAt < since) this.#forget(node)
  }

  #forget(node: string): void {
    const neighbour = this.#nodes.get(node)
    if (!neighbour) return
    this.#nodes.delete(node)
    for (const [storyId, peers] of neighbour.peers) {
      const room = this.#rooms.peek(storyId)
      if (room) for (const socket of peers.keys()) forgetIn(room, peers, socket)
    }
    for (const storyId of neighbour.people.keys()) this.#changed(storyId)
  }
}

const newNeighbour = (): Neighbour => ({ heardAt: 0, people: new Map(), peers: new Map() })

function forgetIn(room: Meeting, peers: Map<number, FarPeer>, socket: number): void {
  const peer = peers.get(socket)
  if (!peer) return
  peers.delete(socket)
  room.forgetElsewhere(peer)
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const had = map.get(key)
  if (had !== undefined) return had
  const made = make()
  map.set(key, made)
  return made
}
