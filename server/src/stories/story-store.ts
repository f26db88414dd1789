import type { StorySummary } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'

export type RecordPatch = Partial<
  Pick<
    StoryRecord,
    | 'status'
    | 'assignee'
    | 'deadline'
    | 'embargoUntil'
    | 'reviewDueAt'
    | 'legal'
    | 'access'
    | 'team'
  >
>

/**
 * What the desk lists of a story, with its team for `can`; who has it open now, and what its
 * schedule comes to, is not stored.
 */
export type StoryCard = Omit<StorySummary, 'people' | 'schedule'> & {
  readonly team: readonly string[]
}

/** What is read off a story's document and records after they change. */
export type StoryIndexRow = Pick<
  StorySummary,
  'slug' | 'headline' | 'language' | 'words' | 'targetWords' | 'facts' | 'proposals' | 'updatedAt'
>

/** Rows of `stories` as records. A StoryRecord is also the StoryAccess that `can` asks for. */
export interface StoryStore {
  get(id: StoryId): Promise<StoryRecord | undefined>
  /** Applies the patch and counts the version up. @throws when there is no such story */
  patch(id: StoryId, patch: RecordPatch): Promise<StoryRecord>
  /** Adds the row of a story whose document was just made. */
  add(id: StoryId, createdBy: string, at: number): Promise<void>
  /** Newest change first. */
  cards(): Promise<readonly StoryCard[]>
  card(id: StoryId): Promise<StoryCard | undefined>
  /** Writes the index of several in one commit; a story that is not there is passed over. */
  setIndexes(indexes: ReadonlyMap<StoryId, StoryIndexRow>): Promise<void>
  /** Is there another story of that slug? */
  slugTaken(slug: string, except: StoryId): Promise<boolean>
}
