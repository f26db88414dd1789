import type { Logger } from 'pino'
import type { Accounts } from './accounts/accounts.ts'
import type { AuditLog } from './audit/audit-log.ts'
import type { Config } from './config.ts'
import type { Records } from './facts/records.ts'
import type { HeldDeletions } from './history/held-deletions.ts'
import type { Pasts } from './history/past.ts'
import type { Turns } from './keyed-queue.ts'
import type { MediaStore } from './media/media-store.ts'
import type { ApprovalPolicies } from './policy/approval-policies.ts'
import type { Database } from './store/database.ts'
import type { StoryStore } from './stories/story-store.ts'
import type { LiveStories } from './sync/live-stories.ts'

/** What the routes are made with. Built in one place (wire.ts); tests build their own. */
export interface Deps {
  readonly config: Config
  readonly log: Logger
  /** ms since epoch; the only clock. */
  readonly now: () => number
  /** 32 bytes or more: AUTH_SECRET, or the one made and kept in DATA_DIR. */
  readonly secret: string
  readonly db: Database
  readonly media: MediaStore
  readonly live: LiveStories
  readonly accounts: Accounts
  readonly stories: StoryStore
  readonly records: Records
  readonly policies: ApprovalPolicies
  readonly audit: AuditLog
  /** Taken together by all nodes on the database. */
  readonly turns: Turns
  readonly held: HeldDeletions
  readonly pasts: Pasts
}
