import type { Random } from '@dateline/shared/testing/random'
import { MemoryUpdateStore } from '../../store/memory-update-store.ts'
import type { Append, Snapshot, StoredStory } from '../../store/update-store.ts'
import type { Disk, Write } from './disk.ts'
import type { Faults } from './faults.ts'
import { never } from './sim-session.ts'
import type { SimProcess, VirtualTime } from './virtual-time.ts'

interface CrashingStoreOptions {
  readonly disk: Disk
  readonly process: SimProcess
  readonly time: VirtualTime
  readonly random: Random
  readonly faults: () => Faults
  /** A write is to kill this process. */
  readonly onKill: () => void
}

/** The store of one process: what it writes goes to the disk, late, torn or not at all. */
export class CrashingStore extends MemoryUpdateStore {
  readonly #options: CrashingStoreOptions

  constructor(options: CrashingStoreOptions) {
    super()
    this.#options = options
  }

  /** Reads what is on the disk. Call once, before anything else. */
  async recover(): Promise<void> {
    for (const write of this.#options.disk.recover()) await this.#redo(write)
  }

  override async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const { random, faults, time } = this.#options
    const { refuseChance, answersBeforeWriting } = faults()
    await this.#takeTime()
    if (random.chance(refuseChance)) throw new Error('The disk is full.')
    const copy = batch.map((entry) => ({ ...entry, update: entry.update.slice() }))
    const write: Write = { kind: 'commit', batch: copy, at }
    if (answersBeforeWriting) time.after(1 + random.below(200), () => this.#writeLate(write))
    else await this.#write(write)
    return super.commit(copy, at)
  }

  override async saveSnapshot(storyId: string, snapshot: Snapshot): Promise<void> {
    await this.#takeTime()
    await this.#write({ kind: 'snapshot', storyId, snapshot })
    await super.saveSnapshot(storyId, snapshot)
  }

  override async pack(storyId: string): Promise<number> {
    await this.#takeTime()
    await this.#write({ kind: 'pack', storyId })
    return super.pack(storyId)
  }

  override async load(storyId: string): Promise<StoredStory | undefined> {
    await this.#takeTime()
    return super.load(storyId)
  }

  async #write(write: Write): Promise<void> {
    const { disk, random, faults, onKill } = this.#options
    if (!random.chance(faults().killChance)) return disk.write(write)
    const when = random.pick(['before', 'torn', 'after'] as const)
    if (when === 'torn') disk.write(write, random.next())
    if (when === 'after') disk.write(write)
    onKill()
    await never()
  }

  #writeLate(write: Write): void {
    if (!this.#options.process.isDead) this.#options.disk.write(write)
  }

  async #takeTime(most = 8): Promise<void> {
    const { time, random, process } = this.#options
    await time.pause(1 + random.below(most))
    if (process.isDead) await never()
  }

  async #redo(write: Write): Promise<void> {
    if (write.kind === 'commit') await super.commit(write.batch, write.at)
    else if (write.kind === 'snapshot') await super.saveSnapshot(write.storyId, write.snapshot)
    else await super.pack(write.storyId)
  }
}
