import type { Authorship } from '@dateline/shared/facts/status'
import type { Append, LogEntry, StoredStory, UpdateStore } from './update-store.ts'

interface Entry extends LogEntry {
  readonly update: Uint8Array
}

/** Keeps nothing beyond the process: for tests of what stands on an UpdateStore. */
export class MemoryUpdateStore implements UpdateStore {
  readonly #logs = new Map<string, Entry[]>()
  readonly #claims = new Map<string, Map<number, string>>()
  readonly #authorship = new Map<string, Map<string, Authorship>>()

  async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    for (const { storyId, claims } of batch) {
      const known = this.#claims.get(storyId)
      if (claims.some(({ clientId }) => known?.has(clientId))) throw new Error('claimed already')
    }
    return batch.map((entry) => this.#append(entry, at))
  }

  async load(storyId: string): Promise<StoredStory | undefined> {
    const log = this.#logs.get(storyId)
    if (!log) return undefined
    return {
      updates: log.map(({ update }) => update),
      seq: log.length,
      claims: new Map(this.#claims.get(storyId)),
      authorship: new Map(this.#authorship.get(storyId)),
    }
  }

  async authors(storyId: string): Promise<readonly string[]> {
    return [...new Set(this.#claims.get(storyId)?.values())]
  }

  async loadUntil(storyId: string, time: number): Promise<readonly Uint8Array[]> {
    return (this.#logs.get(storyId) ?? [])
      .filter(({ at }) => at <= time)
      .map(({ update }) => update)
  }

  async log(storyId: string): Promise<readonly LogEntry[]> {
    return (this.#logs.get(storyId) ?? []).map(({ seq, at, authors }) => ({ seq, at, authors }))
  }

  async lastCommits(): Promise<ReadonlyMap<string, number>> {
    return new Map([...this.#logs].map(([storyId, log]) => [storyId, log.at(-1)?.at ?? 0]))
  }

  async close(): Promise<void> {}

  #append({ storyId, update, authors, claims, authorship }: Append, at: number): number {
    const log = this.#logs.get(storyId) ?? []
    this.#logs.set(storyId, log)
    const seq = log.push({ seq: log.length + 1, at, authors, update: update.slice() })
    const claimed = this.#claims.get(storyId) ?? new Map<number, string>()
    this.#claims.set(storyId, claimed)
    for (const { clientId, userId } of claims) claimed.set(clientId, userId)
    const made = this.#authorship.get(storyId) ?? new Map<string, Authorship>()
    this.#authorship.set(storyId, made)
    for (const { factId, authorship: by } of authorship) {
      made.set(factId, { ...by, createdBy: made.get(factId)?.createdBy ?? by.createdBy })
    }
    return seq
  }
}
