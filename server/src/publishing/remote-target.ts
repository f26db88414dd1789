import type { ExportPackage } from '@dateline/shared/export/package'
import type { Goal } from './send-machine.ts'

/**
 * What came of asking another site. `lost` is the dangerous one: it may or may not have been carried
 * out, and only looking can tell (rule B3).
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** It will not change by itself; a person has to do what `reason` says. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The account is not let in, or may not do its work: no story would fare better (rule PS3). */
  | { readonly kind: 'account'; readonly reason: string }
  /** The target holds another version and says so; a person has to look. */
  | { readonly kind: 'conflict'; readonly reason: string }
  /** A conditional write met another version than the one that was read. Nothing was written. */
  | { readonly kind: 'moved' }
  /** Nothing was changed there; worth trying later. */
  | { readonly kind: 'busy'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'lost'; readonly reason: string; readonly retryAfterMs?: number }

export const ok = <T>(value: T): Answer<T> => ({ kind: 'ok', value })
export const refused = (reason: string): Answer<never> => ({ kind: 'refused', reason })

/** How a connection test went: it works, in words, and what an admin should still know. */
export interface Checked {
  readonly message: string
  readonly warning?: string
}

export interface CheckOptions {
  /** A person asks: a target that is only told things is told something harmless. */
  readonly isTest?: boolean
}

/** The copy of a story on a site, as it is there now. */
export interface RemoteCopy {
  /**
   * `hidden`: a draft, private, pending, scheduled. `locked`: there, but not for our account.
   * `blind`: this target cannot be looked at; what it accepted is what it holds.
   */
  readonly state: 'live' | 'hidden' | 'trashed' | 'gone' | 'locked' | 'blind'
  /** Of its normalised content; equal to `hashOf` a story when it holds what we send of it. */
  readonly hash: string
  readonly url: string | null
  /** Made by us and not yet published: still under its marker. */
  readonly isOurDraft: boolean
  /** In words, what else differs from what this target was asked to write; only after an update. */
  readonly differences?: readonly string[]
  /** In words, who else saved the copy between our look at it and our write. */
  readonly overtakenBy?: string
  /** Where somebody of the site's own desk edits it. */
  readonly editUrl?: string
  /** Its words, for a person who has to choose: plain text, paragraphs parted by a blank line. */
  readonly text?: { readonly headline: string; readonly standfirst: string; readonly body: string }
}

/**
 * One story's way into one target. Each call is one question or one act there. Every implementation
 * is held to remote-target.contract.ts.
 */
export interface RemoteTarget {
  /** Signs in and says in words whether the account can publish. */
  check(options?: CheckOptions): Promise<Answer<Checked>>
  /** Hash of what `update` to the goal makes of a copy, for this story or an earlier revision of it. */
  hashOf(story: ExportPackage, goal: Goal): Promise<string>
  /** Our copy by its marker, in any state. @returns its id there, or null */
  find(): Promise<Answer<string | null>>
  /** Makes a draft that no reader sees. @returns its id there */
  create(): Promise<Answer<string>>
  read(id: string): Promise<Answer<RemoteCopy>>
  /** Brings the copy to the goal; doing it twice is doing it once. */
  update(id: string, goal: Goal): Promise<Answer<null>>
}
