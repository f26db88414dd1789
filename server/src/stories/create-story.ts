import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import { MetaDoc } from '@dateline/shared/story/meta-doc'
import { seedStory, type StorySeed } from '@dateline/shared/story/seed-story'
import { slugOf } from '@dateline/shared/story/slug'
import type * as Y from 'yjs'
import type { Deps } from '../deps.ts'
import { readIndex } from './read-index.ts'

type StoryDeps = Pick<Deps, 'accounts' | 'live' | 'stories' | 'records' | 'audit' | 'now'>

/**
 * Makes a story from a seed.
 * @param more writes what the seed has no words for (facts, proposals) into the fresh document
 */
export function createStory(
  deps: StoryDeps,
  userId: string,
  seed: StorySeed,
  more?: (doc: Y.Doc) => void,
): Promise<StoryId> {
  const headline = typeof seed.headline === 'string' ? seed.headline : ''
  const name = { headline, ...(seed.meta.slug !== undefined && { slug: seed.meta.slug }) }
  return makeStory(deps, userId, name, (doc, slug) => {
    seedStory(doc, { ...seed, meta: { ...seed.meta, slug } })
    more?.(doc)
  })
}

/**
 * Makes a story: its document first, then its row, so that a crash in between leaves nothing that
 * anybody can see. A slug is made from the headline where none is given, and whoever makes it has the
 * byline until somebody writes another (rule G15).
 *
 * @param write fills the fresh document, slug and all
 */
export async function makeStory(
  deps: StoryDeps,
  userId: string,
  name: { readonly headline: string; readonly slug?: string },
  write: (doc: Y.Doc, slug: string) => void,
): Promise<StoryId> {
  const id = mintStoryId()
  const slug = name.slug ?? (await freeSlug(deps, id, slugOf(name.headline)))
  const person = await deps.accounts.person(userId)
  await deps.live.create(id, userId, (doc) => {
    write(doc, slug)
    const meta = new MetaDoc(doc)
    if (!meta.read().byline) meta.set('byline', person?.name, 'seed')
  })
  const at = deps.now()
  await deps.stories.add(id, userId, at)
  const { row } = await readIndex(deps, id, at)
  await deps.stories.setIndexes(new Map([[id, row]]))
  await deps.audit.record({ by: userId, action: 'story.create', storyId: id, detail: { slug } })
  deps.live.announceRecord(id) // tells the desk, which found no row while the document was made
  return id
}

async function freeSlug(deps: Pick<Deps, 'stories'>, id: StoryId, wanted: string): Promise<string> {
  if (wanted === '') return `story-${id.slice(0, 6)}`
  if (!(await deps.stories.slugTaken(wanted, id))) return wanted
  return `${wanted}-${id.slice(0, 6)}`
}
