import type { Authorship } from '@dateline/shared/facts/status'
import { lostIn } from './damage.ts'
import { epochOf, newEpoch } from './epoch.ts'
import type { LoggedUpdate } from './packed-log.ts'
import type { Added, SharedLog } from './shared-log.ts'
import { surplusOf } from './snapshot-ladder.ts'
import type {
  Append,
  LogEntry,
  PastState,
  Quarantined,
  Snapshot,
  StoredOpening,
  StoredStory,
  StoreSizes,
} from './update-store.ts'

interface Kept {
  readonly log: LoggedUpdate[]
  readonly claims: Map<number, string>
  readonly authorship: Map<string, Authorship>
  readonly snapshots: (Snapshot & { at: number })[]
  opening?: StoredOpening
  readonly quarantine: Quarantined[]
  /** Updates up to here are packed; in memory they stay where they are. */
  packed: number
}

/** Keeps nothing beyond the process: for tests of what stands on an UpdateStore. */
export class MemoryUpdateStore implements SharedLog {
  readonly #stories: Map<string, Kept>
  readonly #epochs: Map<string, string>
  /** Stories that nobody may add to now. */
  readonly #locks: Map<string, Promise<unknown>>
  readonly #listeners = new Set<(batch: readonly Append[], seqs: readonly number[]) => void>()

  /** @param other the store as another node sees it: the same log */
  constructor(other?: MemoryUpdateStore) {
    this.#stories = other ? other.#stories : new Map()
    this.#epochs = other ? other.#epochs : new Map()
    this.#locks = other ? other.#locks : new Map()
  }

  async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    for (const { storyId } of batch) {
      while (this.#locks.has(storyId)) await this.#locks.get(storyId)
    }
    for (const { storyId, claims } of batch) {
      const known = this.#stories.get(storyId)?.claims
      for (const { clientId, userId } of claims) {
        if ((known?.get(clientId) ?? userId) !== userId) throw new Error('claimed by somebody else')
      }
    }
    const seqs = batch.map((entry) => this.#append(entry, at))
    for (const listener of this.#listeners) listener(batch, seqs)
    return seqs
  }

  onCommitted(listener: (batch: readonly Append[], seqs: readonly number[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async heads(storyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const known = storyIds.flatMap((id) => {
      const story = this.#stories.get(id)
      return story ? [[id, headOf(story)] as const] : []
    })
    return new Map(known)
  }

  async since(storyId: string, seq: number): Promise<Added | undefined> {
    const story = this.#stories.get(storyId)
    if (!story) return undefined
    return {
      updates: story.log.filter((entry) => entry.seq > seq),
      seq: headOf(story),
      claims: new Map(story.claims),
      authorship: new Map(story.authorship),
      epoch: epochOf(this.#epochs.get(''), this.#epochs.get(storyId)),
    }
  }

  async locked<T>(storyId: string, act: (seq: number) => Promise<T>): Promise<T> {
    while (this.#locks.has(storyId)) await this.#locks.get(storyId)
    const story = this.#stories.get(storyId)
    const acting = act(story ? headOf(story) : 0)
    const done = acting.catch(() => undefined).then(() => this.#locks.delete(storyId))
    this.#locks.set(storyId, done)
    return acting
  }

  async load(storyId: string): Promise<StoredStory | undefined> {
    const story = this.#stories.get(storyId)
    if (!story) return undefined
    const snapshot = story.snapshots.at(-1) ?? null
    return {
      snapshot: snapshot && { seq: snapshot.seq, bytes: snapshot.bytes },
      updates: updatesOf(story.log.filter(({ seq }) => seq > (snapshot?.seq ?? 0))),
      seq: headOf(story),
      claims: new Map(story.claims),
      authorship: new Map(story.authorship),
      epoch: epochOf(this.#epochs.get(''), this.#epochs.get(storyId)),
      lost: lostIn(story.quarantine),
    }
  }

  async authors(storyId: string): Promise<readonly string[]> {
    return [...new Set(this.#stories.get(storyId)?.claims.values())]
  }

  async loadUntil(storyId: string, time: number): Promise<PastState> {
    const story = this.#stories.get(storyId)
    const snapshot = story?.snapshots.findLast(({ at }) => at <= time) ?? null
    const after = snapshot?.seq ?? 0
    const log = story?.log.filter(({ seq, at }) => seq > after && at <= time) ?? []
    const last = log.at(-1)?.seq ?? after
    return {
      snapshot: snapshot && { seq: snapshot.seq, bytes: snapshot.bytes },
      updates: updatesOf(log),
      claims: new Map(story?.claims),
      lost: (story?.quarantine ?? []).filter(({ firstSeq, lastSeq, isLost }) => {
        return firstSeq <= last && (isLost || lastSeq > after)
      }),
    }
  }

  async firstCommit(storyId: string): Promise<number | undefined> {
    const log = this.#stories.get(storyId)?.log ?? []
    return log.length > 0 ? Math.min(...log.map(({ at }) => at)) : undefined
  }

  async log(storyId: string): Promise<readonly LogEntry[]> {
    const log = this.#stories.get(storyId)?.log ?? []
    return log.map(({ seq, at, authors }) => ({ seq, at, authors }))
  }

  async lastCommits(): Promise<ReadonlyMap<string, number>> {
    return new Map(
      [...this.#stories].map(([storyId, { log }]) => [
        storyId,
        log.reduce((latest, { at }) => Math.max(latest, at), 0),
      ]),
    )
  }

  async saveSnapshot(storyId: string, { seq, bytes }: Snapshot): Promise<void> {
    const story = this.#stories.get(storyId)
    if (!story || seq < 1 || seq > headOf(story)) return
    if (story.snapshots.some((snapshot) => snapshot.seq === seq)) return
    const at = Math.max(
      0,
      ...story.log.filter((entry) => entry.seq <= seq).map((entry) => entry.at),
    )
    story.snapshots.push({ seq, bytes: bytes.slice(), at })
    story.snapshots.sort((a, b) => a.seq - b.seq)
    const rungs = story.snapshots.map((one) => ({ seq: one.seq, size: one.bytes.byteLength }))
    for (const gone of surplusOf(rungs)) {
      story.snapshots.splice(
        story.snapshots.findIndex((one) => one.seq === gone),
        1,
      )
    }
  }

  async saveOpening(storyId: string, opening: StoredOpening): Promise<void> {
    const story = this.#stories.get(storyId)
    if (story && opening.seq > (story.opening?.seq ?? 0)) story.opening = opening
  }

  async opening(storyId: string): Promise<StoredOpening | undefined> {
    return this.#stories.get(storyId)?.opening
  }

  async pack(storyId: string): Promise<number> {
    const story = this.#stories.get(storyId)
    const upTo = story?.snapshots.at(-1)?.seq ?? 0
    if (!story || upTo <= story.packed) return 0
    const count = story.log.filter(({ seq }) => seq > story.packed && seq <= upTo).length
    story.packed = upTo
    return count
  }

  async renewEpoch(storyId: string | null): Promise<void> {
    this.#epochs.set(storyId ?? '', newEpoch())
  }

  async quarantined(): Promise<readonly Quarantined[]> {
    return [...this.#stories.values()].flatMap(({ quarantine }) => quarantine)
  }

  async sizes(): Promise<StoreSizes> {
    const sum = (bytes: (story: Kept) => number) =>
      [...this.#stories.values()].reduce((total, story) => total + bytes(story), 0)
    const logBytes = (isPacked: boolean) => (story: Kept) =>
      story.log
        .filter(({ seq }) => seq <= story.packed === isPacked)
        .reduce((total, { update }) => total + update.byteLength, 0)
    return {
      logBytes: sum(logBytes(false)),
      packedBytes: sum(logBytes(true)),
      snapshotBytes: sum(({ snapshots }) =>
        snapshots.reduce((total, { bytes }) => total + bytes.byteLength, 0),
      ),
      quarantined: sum(({ quarantine }) => quarantine.length),
    }
  }

  async close(): Promise<void> {}

  /** For tests: an update cannot be read any more, as a real store would find out. */
  spoil(storyId: string, seq: number): void {
    const story = this.#stories.get(storyId)
    const index = story?.log.findIndex((entry) => entry.seq === seq) ?? -1
    const entry = story?.log[index]
    if (!story || !entry) throw new RangeError(`no update ${seq}`)
    const isLost = seq > (story.snapshots.at(-1)?.seq ?? 0)
    const { at, authors } = entry
    const range = { firstSeq: seq, lastSeq: seq, from: at, to: at }
    const what = { storyId, kind: 'update', ...range, authors, reason: 'damaged', isLost } as const
    story.quarantine.push(what)
    story.log.splice(index, 1)
    if (isLost) this.#epochs.set(storyId, newEpoch())
  }

  #append({ storyId, update, authors, claims, authorship }: Append, at: number): number {
    const story = this.#stories.get(storyId) ?? newStory()
    this.#stories.set(storyId, story)
    const seq = headOf(story) + 1
    story.log.push({ seq, at, authors, update: update.slice() })
    for (const { clientId, userId } of claims) story.claims.set(clientId, userId)
    for (const { factId, authorship: by } of authorship) {
      const createdBy = story.authorship.get(factId)?.createdBy ?? by.createdBy
      story.authorship.set(factId, { ...by, createdBy })
    }
    return seq
  }
}

const newStory = (): Kept => ({
  log: [],
  claims: new Map(),
  authorship: new Map(),
  snapshots: [],
  quarantine: [],
  packed: 0,
})

const headOf = ({ log, quarantine }: Kept): number =>
  Math.max(log.at(-1)?.seq ?? 0, ...quarantine.map(({ lastSeq }) => lastSeq))

const updatesOf = (log: readonly LoggedUpdate[]) => log.map(({ update }) => update)
