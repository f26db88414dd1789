import type { Authorship } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import type { Loss } from '@dateline/shared/story/held-deletion'
import type * as Y from 'yjs'
import type { PastState } from '../store/update-store.ts'

/** What one commit changed in a story, told after it is on disk. */
export interface StoryChange {
  readonly storyId: StoryId
  /**
   * `people`: somebody came or went. `document`: an update was committed. `record`: the server's
   * part was announced anew.
   */
  readonly kind: 'people' | 'document' | 'record'
}

/** Looks at a document with the authorship of exactly this state of it; see LiveStories.read. */
export type Reading = <V>(
  look: (doc: Y.Doc, authorship: ReadonlyMap<string, Authorship>) => V,
) => Promise<V>

/**
 * The living documents, for the rest of the server. Everything that reads or writes a story's
 * content goes through here, so that HTTP and sockets see one truth.
 */
export interface LiveStories {
  /** Makes a story's document, once, written by `userId`. @throws RangeError when it exists */
  create(storyId: StoryId, userId: string, seed: (doc: Y.Doc) => void): Promise<void>

  /**
   * Runs `look` on the document once everything accepted so far is on disk. `look` must be
   * synchronous and must not change the document. It is given the authorship of exactly this
   * state of the document, so that a judgement cannot mix two moments.
   */
  read<T>(
    storyId: StoryId,
    look: (doc: Y.Doc, authorship: ReadonlyMap<string, Authorship>) => T,
  ): Promise<T>

  /**
   * Runs `act` with a reading of the newest state of the story, and where several nodes share the
   * store nobody can add to the story until `act` is done (rule N6).
   */
  still<T>(storyId: StoryId, act: (read: Reading) => Promise<T>): Promise<T>

  /**
   * Changes the document on behalf of a person, like a client of theirs would: `change` runs on a
   * copy, and its update goes through the guard. Resolves when it is durable, and has been sent.
   */
  write<T>(storyId: StoryId, userId: string, change: (doc: Y.Doc) => T): Promise<T>

  /** Who made and who last changed each fact, by fact id. */
  authorship(storyId: StoryId): Promise<ReadonlyMap<string, Authorship>>

  /**
   * Whose the Yjs clients are that set a field of a fact to a value nobody has chosen yet (rule F9),
   * by client id.
   */
  writers(storyId: StoryId): Promise<Readonly<Record<string, string>>>

  /** Everybody who ever wrote into the story, by first appearance: user ids. */
  authors(storyId: StoryId): Promise<readonly string[]>

  /** Sends the record of every story that is open anew: something changed that concerns them all. */
  announceRecords(): void

  /** Sends the story's record anew to every `?v=1` client in it. */
  announceRecord(storyId: StoryId): void

  /**
   * It was decided about a deletion that was held back (rule H8): when this returns, whoever comes
   * back with it here is treated accordingly. The record is sent anew, and other nodes are told.
   */
  decided(storyId: StoryId): Promise<void>

  /** User ids of those who have the story open now. */
  people(storyId: StoryId): readonly string[]

  /** @returns stop */
  onChange(listener: (change: StoryChange) => void): () => void

  /** Ends or re-checks every open socket of a person (role changed, signed out, account closed). */
  recheckSessions(userId: string): Promise<void>

  /** What is on disk of the document as it stood at a moment, ms since epoch; see history/past.ts. */
  pastState(storyId: StoryId, time: number): Promise<PastState>

  /** What the server could not read of the story any more (rule U5), oldest first. */
  lost(storyId: StoryId): Promise<readonly Loss[]>

  /**
   * Takes in a person's update that was held back before (rule H4); the guard looks at it again, but
   * not at how much it deletes. @throws when it is refused or cannot be stored
   */
  merge(storyId: StoryId, userId: string, update: Uint8Array): Promise<void>

  /** When the story was first written, ms since epoch; undefined where it never was. */
  began(storyId: StoryId): Promise<number | undefined>

  /** When updates were committed and by whom, oldest first; `at` in ms since epoch. */
  log(storyId: StoryId): Promise<readonly { seq: number; at: number; authors: readonly string[] }[]>
}
