import type { Authorship } from '@dateline/shared/facts/status'

/** What one tick adds to one story: the merged update and what the server learned with it. */
export interface Append {
  readonly storyId: string
  /** V1 encoding, as it came over the wire. */
  readonly update: Uint8Array
  /** Who wrote in it, user ids. */
  readonly authors: readonly string[]
  /**
   * Client ids seen for the first time, and whose they are from now on. One of somebody else refuses
   * the batch; the same person may have claimed it at another node meanwhile. */
  readonly claims: readonly Claim[]
  /** Facts it changed, with who made and who last changed them afterwards. */
  readonly authorship: readonly { factId: string; authorship: Authorship }[]
}

export interface Claim {
  readonly clientId: number
  readonly userId: string
}

/** The whole document as it stood after update `seq`: V2 encoding. Made anew from the log at will. */
export interface Snapshot {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** What a snapshot's document is sent as to somebody who has nothing; opaque here. Made anew at will. */
export interface StoredOpening {
  /** Of the snapshot that it goes with. */
  readonly seq: number
  readonly bytes: Uint8Array
}

/** A document's state: a snapshot, and the updates after it, oldest first, V1 encoding. */
export interface StoredState {
  readonly snapshot: Snapshot | null
  readonly updates: readonly Uint8Array[]
}

export interface StoredStory extends StoredState {
  /** Sequence number of the last update, readable or not. */
  readonly seq: number
  /** Client id → user id, in the order of first appearance. */
  readonly claims: ReadonlyMap<number, string>
  readonly authorship: ReadonlyMap<string, Authorship>
  /** Names the document's line of life: another one after a restore from a backup (rule U10). */
  readonly epoch: string
  /** What this state lacks because it could not be read (rule U5), oldest first. */
  readonly lost: readonly Quarantined[]
}

/** The state at a moment in the past. */
export interface PastState extends StoredState {
  /** Client id → user id: whose the words are. */
  readonly claims: ReadonlyMap<number, string>
  /** What could not be read on the way there. */
  readonly lost: readonly Quarantined[]
}

/** Something that was on disk and could not be read any more. Its bytes are kept aside. */
export interface Quarantined {
  readonly storyId: string
  /** `update`: one; `log`: a stretch of packed ones; `snapshot`: loses nothing, the log is there. */
  readonly kind: 'update' | 'log' | 'snapshot'
  readonly firstSeq: number
  readonly lastSeq: number
  /** When its updates were committed, ms since epoch, and by whom; null and [] where unknown. */
  readonly from: number | null
  readonly to: number | null
  readonly authors: readonly string[]
  readonly reason: 'damaged' | 'missing'
  /** Whether the story itself lacks it; otherwise only its history does. */
  readonly isLost: boolean
}

export interface LogEntry {
  readonly seq: number
  /** ms since epoch, server clock. */
  readonly at: number
  readonly authors: readonly string[]
}

/** Bytes on disk, of all stories together. */
export interface StoreSizes {
  /** Updates as they were written. */
  readonly logBytes: number
  /** Old updates, packed. */
  readonly packedBytes: number
  readonly snapshotBytes: number
  /** Rows in quarantine. */
  readonly quarantined: number
}

/** The store could not be reached: nothing was wrong with what it was given. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('The store cannot be reached.', { cause })
  }
}

/**
 * Durable, append-only log of Yjs updates, one log a story (rules U1–U12, docs/rules/sync.md). An
 * update is never changed; packing moves it, byte for byte, into the compressed old log. A second
 * engine is held to the same suite: update-store.contract.ts.
 */
export interface UpdateStore {
  /**
   * One commit for all entries, all or nothing; resolves once it would survive a crash (U1).
   * @param at ms since epoch, kept with every entry
   * @returns the sequence number of each entry in its story, from 1 without gaps
   */
  commit(batch: readonly Append[], at: number): Promise<readonly number[]>

  /**
   * The newest snapshot that can be read, and every update after it. An update that cannot be read
   * goes into quarantine with the same call, and the story begins a new epoch: what is left is
   * returned, and `lost` says what is not (U5).
   * @returns undefined for a story that was never written
   */
  load(storyId: string): Promise<StoredStory | undefined>

  /** User ids of everybody who ever wrote here, by first appearance; [] for an unknown story. */
  authors(storyId: string): Promise<readonly string[]>

  /**
   * What was committed at or before `time`, ms since epoch: the newest readable snapshot of then, and
   * the updates after it; nothing of what came later is read.
   */
  loadUntil(storyId: string, time: number): Promise<PastState>

  /** When a story was first written, ms since epoch; undefined for one that never was. */
  firstCommit(storyId: string): Promise<number | undefined>

  /** Every readable update, oldest first. */
  log(storyId: string): Promise<readonly LogEntry[]>

  /** When each story was last written, ms since epoch, by story id. */
  lastCommits(): Promise<ReadonlyMap<string, number>>

  /**
   * Keeps a snapshot; loading starts from it from now on. One that is there already, or stands
   * after the last update, is passed over. Older ones may be given up for it (U12).
   */
  saveSnapshot(storyId: string, snapshot: Snapshot): Promise<void>

  /** Keeps a story's opening instead of the one before; an older one than that is passed over (U11). */
  saveOpening(storyId: string, opening: StoredOpening): Promise<void>

  /** @returns undefined where there is none, or it cannot be read */
  opening(storyId: string): Promise<StoredOpening | undefined>

  /**
   * Moves the oldest updates that a snapshot covers into one compressed piece of old log, a bounded
   * number at a time, in one commit (U8). Call it until it has nothing to do.
   * @returns how many updates it moved
   */
  pack(storyId: string): Promise<number>

  /** Begins a new epoch of one story, or (null) of all of them, also those to come (U10). */
  renewEpoch(storyId: string | null): Promise<void>

  /** Everything in quarantine, by story, oldest first. */
  quarantined(): Promise<readonly Quarantined[]>

  sizes(): Promise<StoreSizes>

  close(): Promise<void>
}
