import { MemoryUpdateStore } from '../../store/memory-update-store.ts'
import type { Append, Snapshot } from '../../store/update-store.ts'

/** One transaction. */
export type Write =
  | { readonly kind: 'commit'; readonly batch: readonly Append[]; readonly at: number }
  | { readonly kind: 'snapshot'; readonly storyId: string; readonly snapshot: Snapshot }
  | { readonly kind: 'pack'; readonly storyId: string }

interface Frame {
  readonly write: Write
  readonly size: number
  written: number
}

/**
 * What outlives a crash, as a write-ahead log does: transactions one behind the other, each counted
 * only when all of its bytes are there. The last one may be torn; then it never was.
 */
export class Disk {
  readonly #frames: Frame[] = []
  readonly #committed: (updates: readonly Uint8Array[]) => void

  /** @param committed told of what is there, as soon as it is */
  constructor(committed: (updates: readonly Uint8Array[]) => void) {
    this.#committed = committed
  }

  /** @param portion of the bytes that reach the disk: less than 1 is a write torn by a crash */
  write(write: Write, portion = 1): void {
    const size = sizeOf(write)
    const written = portion >= 1 ? size : Math.floor(size * portion)
    this.#frames.push({ write, size, written })
    if (written === size && write.kind === 'commit') {
      this.#committed(write.batch.map(({ update }) => update))
    }
  }

  /** What a new process finds, oldest first. The torn end is cut off for good. */
  recover(): readonly Write[] {
    const torn = this.#frames.findIndex(({ written, size }) => written < size)
    if (torn >= 0) this.#frames.length = torn
    return this.#frames.map(({ write }) => write)
  }

  /** The same as a store that one can look into. */
  async look(): Promise<MemoryUpdateStore> {
    const store = new MemoryUpdateStore()
    for (const write of this.recover()) {
      if (write.kind === 'commit') await store.commit(write.batch, write.at)
      else if (write.kind === 'snapshot') await store.saveSnapshot(write.storyId, write.snapshot)
      else await store.pack(write.storyId)
    }
    return store
  }
}

function sizeOf(write: Write): number {
  if (write.kind === 'commit') {
    return write.batch.reduce((sum, { update }) => sum + update.byteLength + 32, 0)
  }
  return write.kind === 'snapshot' ? write.snapshot.bytes.byteLength : 32
}
