import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import { seedStory, type StorySeed } from '@dateline/shared/story/seed-story'
import { slugOf } from '@dateline/shared/story/slug'
import type * as Y from 'yjs'
import type { Deps } from '../deps.ts'
import { readIndex } from './read-index.ts'

/**
 * Makes a story: its document first, then its row, so that a crash in between leaves nothing that
 * anybody can see. A slug is made from the headline where the seed brings none.
 *
 * @param more writes what the seed has no words for (facts, proposals) into the fresh document
 */
export async function createStory(
  deps: Pick<Deps, 'live' | 'stories' | 'records' | 'audit' | 'now'>,
  userId: string,
  seed: StorySeed,
  more?: (doc: Y.Doc) => void,
): Promise<StoryId> {
  const id = mintStoryId()
  const words = typeof seed.headline === 'string' ? seed.headline : ''
  const slug = seed.meta.slug ?? (await freeSlug(deps, id, slugOf(words)))
  await deps.live.create(id, userId, (doc) => {
    seedStory(doc, { ...seed, meta: { ...seed.meta, slug } })
    more?.(doc)
  })
  const at = deps.now()
  await deps.stories.add(id, userId, at)
  await deps.stories.setIndex(id, await readIndex(deps, id, at))
  await deps.audit.record({ by: userId, action: 'story.create', storyId: id, detail: { slug } })
  deps.live.announceRecord(id) // tells the desk, which found no row while the document was made
  return id
}

async function freeSlug(deps: Pick<Deps, 'stories'>, id: StoryId, wanted: string): Promise<string> {
  if (wanted === '') return `story-${id.slice(0, 6)}`
  if (!(await deps.stories.slugTaken(wanted, id))) return wanted
  return `${wanted}-${id.slice(0, 6)}`
}
