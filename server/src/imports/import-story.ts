import type { ImportBody } from '@dateline/shared/api/contracts'
import { acceptProposals } from '@dateline/shared/facts/extract/accept-proposals'
import { putProposals } from '@dateline/shared/facts/extract/anchors'
import { importSource } from '@dateline/shared/facts/extract/import-source'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import type { StoryId } from '@dateline/shared/ids'
import type { StorySeed } from '@dateline/shared/story/seed-story'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Deps } from '../deps.ts'
import { createStory } from '../stories/create-story.ts'
import { blockWords } from './article.ts'
import { bodyJson } from './body-json.ts'
import { detectLanguage } from './detect-language.ts'
import { proposeForStory } from './propose-for-story.ts'
import { readImport, type Imported } from './read-import.ts'

/**
 * Makes a story of what was sent, with the facts found in it as proposals, or, when all are to be
 * accepted, as facts with their mentions (rules I1–I8, docs/rules/import.md).
 *
 * @returns the proposals as found, whether or not they were accepted
 * @throws HttpError those of `readImport`
 */
export async function importStory(
  deps: Deps,
  userId: string,
  request: ImportBody,
): Promise<{ id: StoryId; proposedFacts: readonly Proposal[] }> {
  const article = await readImport(request)
  const at = deps.now()
  const { seed, language } = seedOf(article, request)
  const date = dayOf(request.publishedAt) ?? dayOf(article.publishedAt) ?? isoDay(at)
  const publisher = request.publisher || article.publisher
  const source = importSource({ publisher, url: article.url, language, userId, at })
  let proposedFacts: readonly Proposal[] = []
  const id = await createStory(deps, userId, seed, (doc) => {
    const story = new StoryDoc(doc)
    proposedFacts = proposeForStory(story, date)
    putProposals(story, proposedFacts, 'import')
    story.imported.set({ publisher, url: article.url }, 'import')
    if (request.accept === 'all') acceptProposals(story, 'all', source, 'import')
  })
  return { id, proposedFacts }
}

function seedOf(
  article: Imported,
  request: ImportBody,
): { seed: StorySeed; language: ReturnType<typeof detectLanguage> } {
  const words = [article.headline ?? '', ...article.blocks.map(blockWords)].join('\n')
  const language = request.language ?? detectLanguage(words, article.language)
  const body = bodyJson(article.blocks)
  const seed: StorySeed = {
    ...(article.headline !== undefined && { headline: article.headline.slice(0, 500) }),
    ...(article.standfirst !== undefined && { standfirst: article.standfirst.slice(0, 1_000) }),
    ...(body && { body }),
    meta: {
      language,
      ...(article.byline !== undefined && { byline: article.byline.slice(0, 300) }),
      ...(article.dateline !== undefined && { dateline: article.dateline.slice(0, 120) }),
    },
  }
  return { seed, language }
}

/** The day as the source wrote it: its own zone's, not ours. */
function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const written = /^\d{4}-\d{2}-\d{2}/u.exec(text)?.[0]
  const time = Date.parse(written ?? text)
  return Number.isNaN(time) ? undefined : isoDay(time)
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
