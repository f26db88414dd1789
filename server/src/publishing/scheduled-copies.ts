import type { ScheduledCopy } from '@dateline/shared/story/scheduled-copy'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../store/database.ts'

/** Not out, and nobody has to decide anything before it is. */
const UNDER_WAY = ['queued', 'sending', 'sent', 'unknown', 'scheduled', 'missed']

/** Of a package only this is read here: a whole one costs more than a desk's list should. */
const frozenSchema = z.object({
  override: z.unknown(),
  facts: z.array(z.object({ id: z.string(), label: z.string(), hash: z.string() })),
})

/**
 * What waits for its time to go out, by story, the next first.
 * @param storyId left out: of all stories
 */
export async function scheduledCopies(
  db: Pick<Kysely<Tables>, 'selectFrom'>,
  storyId?: string,
): Promise<ReadonlyMap<string, readonly ScheduledCopy[]>> {
  const all = db
    .selectFrom('publications')
    .innerJoin('targets', 'targets.id', 'publications.target_id')
    .select([
      'publications.id',
      'publications.story_id',
      'publications.due_at',
      'publications.package',
      'targets.name',
    ])
    .where('due_at', 'is not', null)
    .where('state', 'in', UNDER_WAY)
    .orderBy('due_at')
  const rows = await (storyId === undefined ? all : all.where('story_id', '=', storyId)).execute()
  const copies = new Map<string, ScheduledCopy[]>()
  for (const { id, story_id, due_at, name, ...row } of rows) {
    const { override, facts } = frozenSchema.parse(JSON.parse(row.package))
    const copy = { publicationId: id, target: name, dueAt: due_at ?? 0, facts }
    const known = copies.get(story_id) ?? []
    copies.set(story_id, [...known, { ...copy, overridden: override !== null }])
  }
  return copies
}
