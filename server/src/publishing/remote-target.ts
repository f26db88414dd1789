/**
 * What came of asking another site. `lost` is the dangerous one: it may or may not have been carried
 * out, and only looking can tell (rule B3).
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** It will not change by itself; a person has to do what `reason` says. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing was changed there; worth trying later. */
  | { readonly kind: 'busy'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'lost'; readonly reason: string; readonly retryAfterMs?: number }

export const ok = <T>(value: T): Answer<T> => ({ kind: 'ok', value })
export const refused = (reason: string): Answer<never> => ({ kind: 'refused', reason })

/** The copy of a story on a site, as it is there now. */
export interface RemoteCopy {
  /** `hidden`: a draft, private, pending, scheduled. */
  readonly state: 'live' | 'hidden' | 'trashed' | 'gone'
  /** Of its normalised content; equal to `payloadHash` when it holds what we send. */
  readonly hash: string
  readonly url: string | null
  /** Made by us and not yet published: still under its marker. */
  readonly isOurDraft: boolean
}

/** One story's way into one site. Each call is one question or one act there. */
export interface RemoteTarget {
  /** Signs in and says in words whether the account can publish. */
  check(): Promise<Answer<string>>
  /** Hash of what `update` would make of the copy. */
  readonly payloadHash: string
  /** Our post by its marker, in any state. @returns its id there, or null */
  find(): Promise<Answer<string | null>>
  /** Makes a draft that no reader sees. @returns its id there */
  create(): Promise<Answer<string>>
  read(id: string): Promise<Answer<RemoteCopy>>
  /** Writes everything and makes it public; doing it twice is doing it once. */
  update(id: string): Promise<Answer<null>>
}
