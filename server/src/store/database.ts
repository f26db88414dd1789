import type { Generated, Kysely } from 'kysely'

/**
 * The relational side: everything but the update log (update-store.ts), which has a file of its own
 * so that a slow query never stands before a keystroke. Times are ms since epoch; JSON is text.
 * better-auth keeps its own tables (`user`, `session`, `account`, `verification`) beside these.
 */
export interface Tables {
  stories: {
    id: string
    status: string
    created_by: string
    created_at: number
    assignee: string | null
    deadline: number | null
    embargo_until: number | null
    /** It went out through a closed gate: by then somebody looks at it again. */
    review_due_at: number | null
    legal: string
    access: string
    /** Counts up with every change of the record. */
    version: number
    // what follows is an index of the document, made anew after it changes
    slug: string
    headline: string
    language: string
    words: number
    target_words: number | null
    facts_approved: number
    facts_open: number
    facts_at_risk: number
    proposals: number
    updated_at: number
  }
  story_team: { story_id: string; user_id: string }
  /** Append-only: one row a decision on a fact. */
  fact_decisions: {
    id: Generated<number>
    story_id: string
    fact_id: string
    kind: string
    hash: string
    by: string
    at: number
    note: string
    frozen: string // JSON of the fact as judged
    dispute: string | null // JSON of what stands against it
  }
  /** The newsroom's choices, JSON under a key each. */
  settings: { key: string; value: string; changed_by: string; changed_at: number }
  /** Questions about facts and their answers. */
  fact_queries: {
    id: Generated<number>
    story_id: string
    fact_id: string
    by: string
    at: number
    text: string
    answered_by: string | null
    answered_at: number | null
    answer: string | null
  }
  /** Who restricted sources are, for two people's eyes; `id` is all the document knows. */
  restricted_sources: {
    id: string
    story_id: string
    fact_id: string
    source_id: string
    /** AES-256-GCM under a key derived from AUTH_SECRET, bound to `id`. */
    sealed: string
    reporter: string
    editor: string
    created_at: number
    changed_at: number
  }
  /** Append-only. */
  restricted_views: { id: Generated<number>; restricted_id: string; by: string; at: number }
  /** An index of the documents' facts, made anew with that of their story. */
  fact_index: {
    story_id: string
    fact_id: string
    type: string
    label: string
    words: string
    status: string
    hash: string
    origin_story: string | null
    origin_fact: string | null
  }
  /** Append-only. */
  audit: {
    id: Generated<number>
    at: number
    by: string
    story_id: string | null
    action: string
    detail: string
  }
  /** Deletions held back for a person to decide; `state` is open, applied or dismissed. */
  held_deletions: {
    id: string
    story_id: string
    by: string
    at: number
    update: string // base64 of a Yjs update
    deleted: number // characters
    total: number
    state: string
    decided_by: string | null
    /** What smaller updates took away before it: base64 of an update that deletes the same. */
    removed: string | null
    /** Characters of it that others had written. */
    gone: number | null
    /** When the first of them came in, ms since epoch. */
    since: number | null
  }
  /** Which pictures belong to which story; their bytes are in the media store. */
  media: {
    story_id: string
    sha256: string
    media_type: string
    width: number
    height: number
    bytes: number // length of the file
    by: string
    at: number
  }
  targets: {
    id: string
    kind: string
    name: string
    url: string
    username: string
    /** AES-256-GCM under a key derived from AUTH_SECRET: version.iv.tag.ciphertext, base64url. */
    secret: string
    allow_private: number
    created_by: string
    created_at: number
    removed_at: number | null
    /** JSON of targetSettingsSchema; null: none. */
    settings: string | null
    /** The account there is refused: nothing is sent until an admin mends it (rule S6). */
    paused_at: number | null
    paused_reason: string | null
  }
  publications: {
    id: string
    story_id: string
    target_id: string
    revision: number
    state: string
    reason: string | null
    /** The frozen snapshot that is sent: JSON, written before anything leaves. */
    package: string
    package_hash: string
    override_by: string | null
    override_reason: string | null
    by: string
    at: number
    updated_at: number
    next_attempt_at: number | null
    lease_until: number | null
    remote_url: string | null
    /** publish, update, correct or withdraw; null, of old rows: publish. */
    action: string | null
    /** When a scheduled one goes live, ms since epoch. */
    due_at: number | null
    /** Of a conflict: hash of what the site held, which is all that "take ours" may overwrite. */
    seen_hash: string | null
    /** Of the worker that holds it; another's writes to the row are refused. */
    lease_token: string | null
  }
  publication_attempts: {
    id: Generated<number>
    publication_id: string
    at: number
    outcome: string
    detail: string
  }
  /** What we know of a story's copy in a target: its id there and the hash of what it held. */
  remote_copies: {
    story_id: string
    target_id: string
    remote_id: string
    remote_url: string | null
    content_hash: string | null
    updated_at: number
    /** draft, live, withdrawn; null: unknown. */
    state: string | null
    /** What a conditional write names, where the target has one. */
    etag: string | null
    /** Ours, of the publication that the copy holds. */
    revision: number | null
  }
  /** Every request to a webhook, for its log and for sending it again. */
  deliveries: {
    id: string
    target_id: string
    publication_id: string | null
    webhook_id: string
    at: number
    took_ms: number
    status: number | null
    outcome: string
    answer: string
    replayed_by: string | null
  }
}

export type Database = Kysely<Tables>
