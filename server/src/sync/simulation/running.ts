import type { Random } from '@dateline/shared/testing/random'
import { pino } from 'pino'
import { readConfig, type Limits } from '../../config.ts'
import { KeyedQueue } from '../../keyed-queue.ts'
import { CompactingStore } from '../../store/compaction/compacting-store.ts'
import { makeSnapshot } from '../../store/compaction/make-snapshot.ts'
import { COMMITS_AT_ONCE } from '../../store/postgres/postgres-update-store.ts'
import type { StoredState, UpdateStore } from '../../store/update-store.ts'
import { Heartbeat } from '../heartbeat.ts'
import { LayeredBus } from '../layered-bus.ts'
import { LiveRooms } from '../live-rooms.ts'
import { CrashingStore } from './crashing-store.ts'
import { DatabaseStore, DatabaseTurns } from './database-store.ts'
import type { Ground } from './ground.ts'
import type { SimLine } from './sim-line.ts'
import { SimRecords, type Decisions } from './sim-records.ts'
import { never, SimSession, type SessionOptions } from './sim-session.ts'
import type { SimProcess } from './virtual-time.ts'

export interface NodeOptions extends Omit<SessionOptions, 'process' | 'database'> {
  readonly name: string
  readonly ground: Ground
  readonly decisions: Decisions
  /** For what is done off the hot path; null where that does not happen by itself. */
  readonly upkeep: Random | null
}

/** What a server is made of while it is up. */
export interface Running {
  readonly process: SimProcess
  readonly session: SimSession
  readonly store: UpdateStore
  readonly live: LiveRooms
  readonly heartbeat: Heartbeat
  readonly decisions: KeyedQueue
  readonly lines: Set<SimLine>
  /** What its connections keep to. */
  readonly limits: Limits
  readonly stop: () => void
}

const { limits } = readConfig({})
const ROOM_LIMITS = {
  maxDocumentBytes: limits.MAX_DOCUMENT_BYTES,
  slowPresenceBytes: limits.SLOW_PRESENCE_BYTES,
  slowUpdatesBytes: limits.SLOW_UPDATES_BYTES,
  slowCloseBytes: limits.SLOW_CLOSE_BYTES,
}
/** A story of this simulation is short: sent and read in parts all the same, also to slow readers. */
const SHORT_PARTS = { partBytes: 400, slowPresenceBytes: 600, slowUpdatesBytes: 1_200 }
const SLOW = {
  SLOW_PRESENCE_BYTES: SHORT_PARTS.slowPresenceBytes,
  SLOW_UPDATES_BYTES: SHORT_PARTS.slowUpdatesBytes,
}
const HEARTBEAT_MS = 15_000
/** And compacted as often as a long one that is much worked on. */
const HEAVY = { bytes: 400, share: 1 / 4, updates: 40 }
/** So long it takes at most to make a snapshot, ms. */
const MAKING_MS = 300
const log = pino({ level: 'silent' })

/** Wires one server together. Call it as the process that it is to be. @param name never used before */
export function startUp(options: NodeOptions & SessionOptions, name: string): Running {
  const { ground, process, upkeep } = options
  const database = ground.kind === 'shared' ? { database: ground.database } : {}
  const session = new SimSession({ ...options, ...database })
  const aside = upkeep ? asideOf({ ...options, ...database, random: upkeep }) : session
  const cluster = ground.kind === 'shared' ? clusterOf(ground, session, aside, process, name) : null
  const base = ground.kind === 'disk' ? new CrashingStore({ ...options, ...ground }) : cluster?.log
  if (!base) throw new RangeError('no ground')
  const store = upkeep ? compacting(base, { ...options, upkeep }) : base
  const records = new SimRecords(options.decisions, session, () => undefined)
  const live = new LiveRooms({
    store,
    now: Date.now,
    log,
    limits: upkeep ? { ...ROOM_LIMITS, ...SHORT_PARTS } : ROOM_LIMITS,
    record: (storyId) => records.message(storyId),
    ...(cluster && { nodes: cluster.nodes }),
  })
  return {
    process,
    session,
    store,
    live,
    heartbeat: new Heartbeat(HEARTBEAT_MS),
    decisions: new KeyedQueue(),
    lines: new Set(),
    limits: upkeep ? { ...limits, ...SLOW } : limits,
    stop: () => {
      session.die()
      aside.die()
      cluster?.stop()
    },
  }
}

/** The way to the database of what is done off the hot path. */
function asideOf(options: SessionOptions): SimSession {
  const faults = () => {
    const all = options.faults()
    return { ...all, killChance: all.upkeepKillChance }
  }
  return new SimSession({ ...options, faults })
}

/** As the server does it, but for the thread that snapshots are made on. */
function compacting(
  store: UpdateStore,
  { time, process, upkeep }: NodeOptions & SessionOptions & { upkeep: Random },
): CompactingStore {
  const make = async (state: StoredState) => {
    const made = await time.outside(() => makeSnapshot(state, SHORT_PARTS.partBytes))
    await time.pause(1 + upkeep.below(MAKING_MS)) // people go on meanwhile
    return process.isDead ? never() : made
  }
  return new CompactingStore(store, { log, heavy: HEAVY, makeSnapshot: make })
}

/** What a node shares with others: the log, the ways to them, and whose turn it is. */
function clusterOf(
  { database, notices, redis }: Extract<Ground, { kind: 'shared' }>,
  session: SimSession,
  upkeep: SimSession,
  process: SimProcess,
  name: string,
) {
  const shared = new DatabaseStore(database, session, upkeep, name)
  const sure = notices.bus(name, process)
  const fast = redis?.bus(name, process)
  return {
    log: shared,
    nodes: {
      log: shared,
      bus: new LayeredBus(fast, sure),
      turns: new DatabaseTurns(database, session),
      commitsAtOnce: COMMITS_AT_ONCE,
    },
    stop: () => {
      notices.leave(sure)
      if (fast) redis?.leave(fast)
    },
  }
}
