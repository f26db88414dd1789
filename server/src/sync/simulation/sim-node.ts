import { EDITOR_SCHEMA_HASH } from '@dateline/shared/editor-schema/editor-schema'
import type { Decision } from '@dateline/shared/facts/status'
import { DEFAULT_APPROVAL_POLICY } from '@dateline/shared/facts/status'
import type { FactId, StoryId } from '@dateline/shared/ids'
import type { Result } from '@dateline/shared/result'
import * as Y from 'yjs'
import type { SessionUser } from '../../accounts/accounts.ts'
import { decide, type DecisionAsked, type Undecided } from '../../facts/decide.ts'
import { replay } from '../../store/replay.ts'
import { Connection } from '../connection.ts'
import type { LiveRooms } from '../live-rooms.ts'
import type { Room } from '../room.ts'
import { startUp, type NodeOptions, type Running } from './running.ts'
import type { SimClient } from './sim-client.ts'
import { SimLine } from './sim-line.ts'
import { SimRecords } from './sim-records.ts'

/** One of so many lines is slow; so long the slowest takes for a byte, and a round of the loop; ms. */
const SLOW_CHANCE = 0.3
const SLOWEST_MS = 3
const ROUND_MS = 30
/** So far apart are the wall clocks of two nodes at most, ms. */
const SKEW_MS = 1_000

/** One server: a process that can be killed and started again. */
export class SimNode {
  readonly name: string
  readonly #options: NodeOptions
  #running: Running | null = null
  #starts = 0
  readonly #skew: number

  constructor(options: NodeOptions) {
    this.#options = options
    this.name = options.name
    this.#skew = options.upkeep ? options.upkeep.below(SKEW_MS) - SKEW_MS / 2 : 0
  }

  get isUp(): boolean {
    return this.#running !== null
  }

  /** Client ids of all whose cursors come from here. */
  get cursors(): readonly number[] {
    return [...(this.#running?.lines ?? [])].flatMap(({ cursor }) => cursor ?? [])
  }

  get records(): SimRecords {
    return new SimRecords(this.#options.decisions, this.#up.session, () => undefined)
  }

  /** @throws when it is down */
  get live(): LiveRooms {
    return this.#up.live
  }

  start(): void {
    const process = this.#options.time.process({ skew: this.#skew, round: () => this.#round() })
    const name = `${this.name}.${(this.#starts += 1)}`
    process.run(() => {
      this.#running = startUp({ ...this.#options, process }, name)
    })
  }

  /** SIGKILL: nothing is said, nothing is written any more. */
  kill(): void {
    const running = this.#running
    this.#running = null
    if (!running) return
    running.process.kill()
    running.stop()
    for (const line of running.lines) line.cut()
  }

  /** SIGTERM: writes what waits, says good-bye. Resolves when it is down. */
  async drain(): Promise<void> {
    const running = this.#running
    if (!running) return
    await new Promise<void>((resolve) => {
      running.process.run(() => void running.live.close().then(resolve, resolve))
    })
    if (this.#running === running) this.kill()
  }

  connect(storyId: StoryId, client: SimClient): void {
    const running = this.#up
    const enter = async () => {
      const room = await running.live.room(storyId)
      if (room) this.#enter(running, room, client)
    }
    // The database is away, or the node goes down: they come back.
    running.process.run(() => void enter().catch(() => undefined))
  }

  /** One decision, as the route makes it. */
  decide(
    storyId: StoryId,
    factId: FactId,
    user: SessionUser,
    asked: DecisionAsked,
    appended: (factId: FactId, decision: Decision) => void,
  ): Promise<Result<Decision, Undecided>> {
    const { live, session, decisions } = this.#up
    const records = new SimRecords(this.#options.decisions, session, appended)
    const policies = { read: async () => DEFAULT_APPROVAL_POLICY }
    return this.ask(async () => {
      const deps = { live, records, policies, now: Date.now }
      const decided = await decide(deps, decisions, storyId, factId, user, asked)
      if (decided.ok) live.announceRecord(storyId)
      return decided
    })
  }

  /** Has the node do something. Never settles when it dies meanwhile. */
  ask<T>(act: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#up.process.run(() => void act().then(resolve, reject))
    })
  }

  /** A snapshot and packing, as the compacting store does. */
  async compact(storyId: StoryId): Promise<void> {
    const { store } = this.#up
    const stored = await store.load(storyId)
    if (!stored) return
    const doc = new Y.Doc()
    replay(doc, stored)
    await store.saveSnapshot(storyId, { seq: stored.seq, bytes: Y.encodeStateAsUpdateV2(doc) })
    await store.pack(storyId)
  }

  #enter(
    { process, live, heartbeat, lines, limits }: Running,
    room: Room,
    client: SimClient,
  ): void {
    if (process.isDead || client.isOnline || client.refusal !== null) return
    const line = new SimLine({ ...this.#options, ...this.#speed(), client, process })
    lines.add(line)
    client.connected(line.client, this.#options.upkeep?.chance(0.5) ?? false)
    const { userId: id } = client
    const connection = new Connection(line.asSocket, room, {
      user: { id, name: id, color: '#000', role: 'reporter' },
      canWrite: true,
      ours: true,
      shared: {
        schemaHash: EDITOR_SCHEMA_HASH,
        limits,
        limitsOn: true,
        heartbeat,
        metrics: undefined,
      },
    })
    if (room.peers.includes(connection)) live.welcome(room)
  }

  /** How fast somebody reads, where that is told. */
  #speed(): { msPerByte?: number } {
    const { upkeep } = this.#options
    if (!upkeep) return {}
    return { msPerByte: upkeep.chance(SLOW_CHANCE) ? upkeep.next() * SLOWEST_MS : 0 }
  }

  /** A long document is read in the rounds of the loop, and may never be read to its end. */
  #round(): number {
    const { upkeep, faults, time, onKill } = this.#options
    if (!upkeep) return 0
    const at = upkeep.below(ROUND_MS)
    if (upkeep.chance(faults().upkeepKillChance / 6)) time.after(at, onKill)
    return at
  }

  get #up(): Running {
    if (!this.#running) throw new Error('down')
    return this.#running
  }
}
