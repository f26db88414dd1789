import type { StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'

export type RecordPatch = Partial<
  Pick<
    StoryRecord,
    'status' | 'assignee' | 'deadline' | 'embargoUntil' | 'legal' | 'access' | 'team'
  >
>

/** Rows of `stories` as records. A StoryRecord is also the StoryAccess that `can` asks for. */
export interface StoryStore {
  get(id: StoryId): Promise<StoryRecord | undefined>
  /** Applies the patch and counts the version up. @throws when there is no such story */
  patch(id: StoryId, patch: RecordPatch): Promise<StoryRecord>
}
