import type { ImportBody } from '@dateline/shared/api/contracts'
import { dayIn } from '@dateline/shared/facts/dates/time-zone'
import { acceptProposals } from '@dateline/shared/facts/extract/accept-proposals'
import { putProposals } from '@dateline/shared/facts/extract/anchors'
import { placesOf } from '@dateline/shared/facts/extract/anchors'
import { importSource } from '@dateline/shared/facts/extract/import-source'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { sentenceAt } from '@dateline/shared/facts/extract/sentence-at'
import type { WireClaim } from '@dateline/shared/facts/wires/wire'
import { seedStory, type StorySeed } from '@dateline/shared/story/seed-story'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'
import { blockWords } from './article.ts'
import { bodyJson } from './body-json.ts'
import { detectLanguage } from './detect-language.ts'
import type { Page } from './fetch-page.ts'
import { proposeForStory } from './propose-for-story.ts'
import { readImport, type Imported } from './read-import.ts'

export interface DraftRequest {
  readonly request: ImportBody
  /** What `request.url` led to. */
  readonly page: Page | undefined
  readonly userId: string
  readonly at: number // ms since epoch
  /** The newsroom's, IANA. */
  readonly timeZone: string
  /** It is laid beside a story that is there: its claims are wanted with their sentences. */
  readonly asWire?: boolean
}

/** A story that has not been made yet. */
export interface StoryDraft {
  /** Its document, but for the slug, as a Yjs update. */
  readonly update: Uint8Array
  readonly headline: string
  /** As found, whether or not they were accepted. */
  readonly proposedFacts: readonly Proposal[]
  /** What a wire claims; none for a story of its own. */
  readonly claims: readonly WireClaim[]
  readonly publisher: string | undefined
  readonly url: string | undefined
}

/**
 * Reads what was sent and finds its facts: all of an import that is hard work, and none of it needs
 * the server. May take long for a text that was made to; drafting.ts sees to it that nobody waits.
 *
 * @throws HttpError 422 those of `readImport`
 */
export function draftStory(asked: DraftRequest): StoryDraft {
  const { request, page, userId, at, timeZone, asWire } = asked
  const article = readImport(request, page)
  const seed = seedOf(article, request)
  const date = dayOf(request.publishedAt) ?? dayOf(article.publishedAt) ?? dayIn(at, timeZone)
  const publisher = request.publisher || article.publisher
  const { url } = article
  const source = importSource({ publisher, url, language: seed.meta.language, userId, at })
  const doc = new Y.Doc()
  seedStory(doc, seed)
  const story = new StoryDoc(doc)
  const proposedFacts = proposeForStory(story, { date, tz: timeZone })
  putProposals(story, proposedFacts, 'import')
  story.imported.set({ publisher, url }, 'import')
  const claims = asWire ? claimsOf(story) : []
  if (request.accept === 'all') acceptProposals(story, 'all', source, 'import')
  const update = Y.encodeStateAsUpdate(doc)
  return { update, headline: seed.headline ?? '', proposedFacts, claims, publisher, url }
}

function claimsOf(story: StoryDoc): WireClaim[] {
  return story.proposals.list().map((entry) => {
    const place = placesOf(story, entry).find((one) => one !== undefined)
    const sentence = place ? sentenceAt(story, place) : entry.proposal.span.text
    return { proposal: entry.proposal, sentence: sentence.slice(0, 2_000) }
  })
}

function seedOf(article: Imported, request: ImportBody): StorySeed & { headline?: string } {
  const words = [article.headline ?? '', ...article.blocks.map(blockWords)].join('\n')
  const body = bodyJson(article.blocks)
  const byline = article.byline ?? request.publisher ?? article.publisher
  return {
    ...(article.headline !== undefined && { headline: article.headline.slice(0, 500) }),
    ...(article.standfirst !== undefined && { standfirst: article.standfirst.slice(0, 1_000) }),
    ...(body && { body }),
    meta: {
      language: request.language ?? detectLanguage(words, article.language),
      // Somebody else's words stand under their publisher's name before they stand under ours.
      ...(byline !== undefined && { byline: byline.slice(0, 300) }),
      ...(article.dateline !== undefined && { dateline: article.dateline.slice(0, 120) }),
    },
  }
}

/** The day as the source wrote it: its own zone's, not ours. */
function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const written = /^\d{4}-\d{2}-\d{2}/u.exec(text)?.[0]
  const time = Date.parse(written ?? text)
  const day = Number.isNaN(time) ? '' : isoDay(time)
  return /^\d{4}-/u.test(day) ? day : undefined // no news is of the year 20000
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
