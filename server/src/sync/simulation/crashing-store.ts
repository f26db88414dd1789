import type { Random } from '@dateline/shared/testing/random'
import { packLog } from '../../store/packed-log.ts'
import { SqliteUpdateStore } from '../../store/sqlite/sqlite-update-store.ts'
import type {
  Append,
  PastState,
  Snapshot,
  StoredOpening,
  StoredStory,
} from '../../store/update-store.ts'
import type { Disk } from './disk.ts'
import type { Faults } from './faults.ts'
import { never } from './sim-session.ts'
import type { SimProcess, VirtualTime } from './virtual-time.ts'

interface CrashingStoreOptions {
  readonly disk: Disk
  readonly process: SimProcess
  readonly time: VirtualTime
  readonly random: Random
  /** For what is done off the hot path, where that happens by itself. */
  readonly upkeep: Random | null
  readonly faults: () => Faults
  /** Told of what is on disk, as soon as it is. */
  readonly committed: (batch: readonly Append[], at: number) => void
  /** A write is to kill this process. */
  readonly onKill: () => void
}

/** More than a commit, and as many as a piece of packing, changes rows one after the other. */
const COMMIT_CHANGES = 5
const PACK_CHANGES = 2
/** So long it takes to compress a piece of log, ms. */
const PACKING_MS = 100

/** The real store of one process, on a disk to which it writes late, in part or not at all. */
export class CrashingStore extends SqliteUpdateStore {
  readonly #options: CrashingStoreOptions
  /** How many rows it changes in a piece of packing before it dies of it. */
  #packsLast: number | null = null
  #lateWrites = 0

  constructor(options: CrashingStoreOptions) {
    const { disk, process, time, upkeep } = options
    super(disk.connect(process), async (log) => {
      const packed = await time.outside(() => packLog(log))
      if (upkeep) await time.pause(1 + upkeep.below(PACKING_MS))
      if (process.isDead) await never()
      disk.dieAfter(this.#packsLast)
      return packed
    })
    this.#options = options
  }

  override async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const { random, faults } = this.#options
    const { refuseChance, killChance, answersBeforeWriting } = faults()
    await this.#takeTime(random)
    if (random.chance(refuseChance)) throw new Error('The disk is full.')
    const copy = batch.map((entry) => ({ ...entry, update: entry.update.slice() }))
    if (answersBeforeWriting) return this.#answer(copy, at)
    const commit = () => this.#commit(copy, at)
    return this.#write(random, killChance, commit, async (portion) => {
      this.#options.disk.dieAfter(Math.floor(portion * COMMIT_CHANGES))
      const died = commit().catch(() => undefined) // all of it happens within the call
      this.#options.disk.dieAfter(null)
      await died
    })
  }

  override async saveSnapshot(storyId: string, snapshot: Snapshot): Promise<void> {
    const { disk, faults } = this.#options
    await this.#takeTime(this.#aside)
    const save = () => super.saveSnapshot(storyId, snapshot)
    const tear = async (portion: number) => {
      await save()
      disk.tear('snapshots', storyId, snapshot.seq, portion)
    }
    return this.#write(this.#aside, faults().upkeepKillChance, save, tear)
  }

  override async saveOpening(storyId: string, opening: StoredOpening): Promise<void> {
    const { disk, faults } = this.#options
    await this.#takeTime(this.#aside)
    const save = () => super.saveOpening(storyId, opening)
    const tear = async (portion: number) => {
      await save()
      disk.tear('openings', storyId, opening.seq, portion)
    }
    return this.#write(this.#aside, faults().upkeepKillChance, save, tear)
  }

  override async pack(storyId: string): Promise<number> {
    await this.#takeTime(this.#aside)
    const chance = this.#options.faults().upkeepKillChance
    const pack = () => super.pack(storyId)
    return this.#write(this.#aside, chance, pack, async (portion) => {
      this.#packsLast = Math.floor(portion * (PACK_CHANGES + 1))
      await pack().catch(() => undefined)
      this.#options.disk.dieAfter(null)
    })
  }

  override async load(storyId: string): Promise<StoredStory | undefined> {
    await this.#takeTime(this.#options.random)
    return super.load(storyId)
  }

  override async loadUntil(storyId: string, time: number): Promise<PastState> {
    await this.#takeTime(this.#aside)
    return super.loadUntil(storyId, time)
  }

  override async opening(storyId: string): Promise<StoredOpening | undefined> {
    await this.#takeTime(this.#aside)
    return super.opening(storyId)
  }

  get #aside(): Random {
    return this.#options.upkeep ?? this.#options.random
  }

  /** @param tear writes a portion of it, less than 1 */
  async #write<T>(
    random: Random,
    killChance: number,
    write: () => Promise<T>,
    tear: (portion: number) => Promise<void>,
  ): Promise<T> {
    if (!random.chance(killChance)) return write()
    const when = random.pick(['before', 'torn', 'after'] as const)
    if (when === 'torn') await tear(random.next())
    if (when === 'after') await write()
    this.#options.onKill()
    return never()
  }

  #commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const { disk, committed } = this.#options
    const before = disk.commits
    const seqs = super.commit(batch, at)
    if (disk.commits > before) committed(batch, at)
    return seqs
  }

  /** Answers now, and writes some time later, if it lives. */
  async #answer(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const { time, random, process } = this.#options
    const seqs = batch.map(() => (this.#lateWrites += 1))
    const head = (await super.load(batch[0]?.storyId ?? ''))?.seq ?? 0
    time.after(1 + random.below(200), () => {
      this.#lateWrites -= batch.length
      if (!process.isDead) void this.#commit(batch, at).catch(() => undefined)
    })
    return seqs.map((seq) => head + seq)
  }

  async #takeTime(random: Random, most = 8): Promise<void> {
    const { time, process } = this.#options
    await time.pause(1 + random.below(most))
    if (process.isDead) await never()
  }
}
