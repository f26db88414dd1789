import { outlookOf, type Outlook, type Standing } from '@dateline/shared/gate/objection'
import type { StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import type { ScheduledCopy } from '@dateline/shared/story/scheduled-copy'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Deps } from '../deps.ts'

type OutlookDeps = Pick<Deps, 'live' | 'records'>

/** What a frozen copy of the story is judged by, read now. */
export async function standing(
  deps: OutlookDeps,
  storyId: StoryId,
  record: Standing['record'],
): Promise<Omit<Standing, 'at'>> {
  // Decisions first: one that is appended meanwhile is then judged by the next who looks.
  const factRecords = await deps.records.factRecords(storyId)
  const facts = await deps.live.read(storyId, (doc) => new StoryDoc(doc).facts.list())
  return { record, facts, factRecords }
}

/** What would become of each scheduled copy of a story as it stands (rule PS8). */
export async function scheduleOutlook(
  deps: OutlookDeps,
  story: Standing['record'] & Pick<StoryRecord, 'id'>,
  scheduled: readonly ScheduledCopy[],
): Promise<readonly Outlook[]> {
  if (scheduled.length === 0) return [] // most stories: their documents are not read
  const now = await standing(deps, story.id as StoryId, story)
  return scheduled.map((copy) => outlookOf(copy, now))
}
