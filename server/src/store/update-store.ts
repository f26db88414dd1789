import type { Authorship } from '@dateline/shared/facts/status'

/** What one tick adds to one story: the merged update and what the server learned with it. */
export interface Append {
  readonly storyId: string
  readonly update: Uint8Array
  /** Who wrote in it, user ids. */
  readonly authors: readonly string[]
  /** Client ids seen for the first time, and whose they are from now on. */
  readonly claims: readonly Claim[]
  /** Facts it changed, with who made and who last changed them afterwards. */
  readonly authorship: readonly { factId: string; authorship: Authorship }[]
}

export interface Claim {
  readonly clientId: number
  readonly userId: string
}

export interface StoredStory {
  /** Oldest first. */
  readonly updates: readonly Uint8Array[]
  /** Sequence number of the last one. */
  readonly seq: number
  /** Client id → user id, in the order of first appearance. */
  readonly claims: ReadonlyMap<number, string>
  readonly authorship: ReadonlyMap<string, Authorship>
}

export interface LogEntry {
  readonly seq: number
  /** ms since epoch, server clock. */
  readonly at: number
  readonly authors: readonly string[]
}

/**
 * Durable, append-only log of Yjs updates, one log a story (rules U1–U6, docs/rules/sync.md).
 * Rows are never changed. A second engine is held to the same suite: update-store.contract.ts.
 */
export interface UpdateStore {
  /**
   * One commit for all entries, all or nothing; resolves once it would survive a crash (U1).
   * @param at ms since epoch, kept with every entry
   * @returns the sequence number of each entry in its story, from 1 without gaps
   */
  commit(batch: readonly Append[], at: number): Promise<readonly number[]>
  /** @returns undefined for a story that was never written @throws when a row is damaged (U5) */
  load(storyId: string): Promise<StoredStory | undefined>
  /** User ids of everybody who ever wrote here, by first appearance; [] for an unknown story. */
  authors(storyId: string): Promise<readonly string[]>
  /** Updates committed at or before `time`, oldest first. */
  loadUntil(storyId: string, time: number): Promise<readonly Uint8Array[]>
  log(storyId: string): Promise<readonly LogEntry[]>
  /** When each story was last written, ms since epoch, by story id. */
  lastCommits(): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}
