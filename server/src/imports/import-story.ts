import type { ImportBody } from '@dateline/shared/api/contracts'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import type { StoryId } from '@dateline/shared/ids'
import { MetaDoc } from '@dateline/shared/story/meta-doc'
import * as Y from 'yjs'
import type { Deps } from '../deps.ts'
import { makeStory } from '../stories/create-story.ts'
import type { Drafting } from './drafting.ts'
import { fetchPage } from './fetch-page.ts'

/**
 * Makes a story of what was sent, with the facts found in it as proposals, or, when all are to be
 * accepted, as facts with their mentions (rules I1–I9, docs/rules/import.md).
 *
 * @returns the proposals as found, whether or not they were accepted
 * @throws HttpError those of `fetchPage` and of `Drafting.draft`
 */
export async function importStory(
  deps: Deps,
  drafting: Drafting,
  userId: string,
  request: ImportBody,
): Promise<{ id: StoryId; proposedFacts: readonly Proposal[] }> {
  const page = request.url === undefined ? undefined : await fetchPage(request.url)
  const draft = await drafting.draft({
    request,
    page,
    userId,
    at: deps.now(),
    timeZone: deps.config.timeZone,
  })
  const { headline, update, proposedFacts } = draft
  const id = await makeStory(deps, userId, { headline }, (doc, slug) => {
    Y.applyUpdate(doc, update)
    new MetaDoc(doc).set('slug', slug, 'import')
  })
  return { id, proposedFacts }
}
