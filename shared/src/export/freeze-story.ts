import type * as Y from 'yjs'
import type { Fact } from '../facts/fact.ts'
import { mentionReader } from '../facts/mentions/mention-words.ts'
import type { MentionRef } from '../facts/mentions/render-mention.ts'
import { standingDispute, type FactRecord } from '../facts/status.ts'
import { FIELD_NAMES } from '../gate/text-fields.ts'
import { directionOf } from '../story/meta-doc.ts'
import type { StoryRecord } from '../story/record.ts'
import { slugOf } from '../story/slug.ts'
import { StoryDoc, type TextField } from '../story/story-doc.ts'
import { inlineText, leafBlocks } from './ast-text.ts'
import { freezeFacts } from './freeze-facts.ts'
import { freezeMedia, type StoredMedia } from './freeze-media.ts'
import { freezeBody, freezeLine, printable } from './freeze-text.ts'
import { exportPackageSchema, type ExportPackage, type Line } from './package.ts'
import { publicFact } from './public-fact.ts'
import type { Inline } from './story-ast.ts'

/** What a draft prints where a mention has nothing that may be printed. */
const NOTHING_TO_PRINT = '[?]'

export interface FreezeInput {
  /** A detached copy of the story's document. */
  readonly doc: Y.Doc
  readonly record: Pick<StoryRecord, 'id' | 'createdAt' | 'authors'>
  /** By fact id. */
  readonly factRecords: ReadonlyMap<string, FactRecord>
  readonly revision: number
  /** ms since epoch */
  readonly now: number
  /** In which the article dates itself, IANA. */
  readonly timeZone: string
  /** When it was first published, ms since epoch; left out: now is the first time. */
  readonly publishedAt?: number | undefined
  readonly override?: ExportPackage['override']
  readonly action?: ExportPackage['action']
  /** The notice that goes out with this revision. */
  readonly correction?: ExportPackage['correction']
  /** Those of earlier revisions, oldest first. */
  readonly earlierCorrections?: ExportPackage['corrections']
  /** ms since epoch */
  readonly embargoUntil?: number | null
  /** The files that are stored for this story, by hash. */
  readonly media?: ReadonlyMap<string, StoredMedia>
  /** Mentions without words are shown as such instead of being an error. */
  readonly draft?: boolean
}

/**
 * Freezes a story into the package that every export is made of (rules X1–X4). The gate comes
 * first: this builds what may leave, it does not decide whether it may.
 *
 * @throws UnknownNodeError when the copy holds what no export knows (X5)
 * @throws RangeError when a mention has nothing to print, or a picture no file, and this is no draft:
 *   the gate was skipped
 */
export function freezeStory(input: FreezeInput): ExportPackage {
  const { doc, record, revision, now, draft = false, override = null, correction = null } = input
  const story = new StoryDoc(doc)
  const meta = story.meta.read()
  const facts = freezeFacts(story.facts.list(), input.factRecords)
  const leaving = new Set(facts.map(({ id }) => id))
  const freezeMention = mentionFreezer(story, leaving, input.factRecords, draft)
  const line = (field: Exclude<TextField, 'body'>): Line => {
    const content = freezeLine(story.text(field), freezeMention(), FIELD_NAMES[field])
    return { text: inlineText(content).trim(), content }
  }
  const headline = line('headline')
  const lines = {
    headline,
    standfirst: line('standfirst'),
    seoTitle: line('seoTitle'),
    seoDescription: line('seoDescription'),
  }
  const body = freezeBody(story.text('body'), freezeMention(), FIELD_NAMES.body)
  const copy = [
    ...Object.entries(lines).map(([field, { content }]) => [field, [content]] as const),
    ['body', leafBlocks(body).map(({ content }) => content)] as const,
  ]
  return exportPackageSchema.parse({
    storyId: record.id,
    revision,
    action: input.action ?? 'publish',
    correction,
    corrections: [...(input.earlierCorrections ?? []), ...(correction ? [correction] : [])],
    withdrawalNote: null,
    embargoUntil: input.embargoUntil ?? null,
    draft,
    language: meta.language,
    dir: directionOf(meta.language),
    timeZone: input.timeZone,
    slug: (meta.slug ?? slugOf(headline.text)) || null,
    dateline: meta.dateline ? printable(meta.dateline) : null,
    byline: meta.byline ? printable(meta.byline) : null,
    tags: meta.tags.map(printable),
    categories: meta.categories.map(printable),
    ...lines,
    body,
    media: freezeMedia(body, input.media ?? new Map(), draft),
    facts,
    mentions: copy.flatMap(([textField, blocks]) =>
      blocks.flatMap((content, block) =>
        content.flatMap((node) =>
          node.type === 'mention' ? [{ textField, block, ...node.attrs }] : [],
        ),
      ),
    ),
    override,
    authors: record.authors,
    createdAt: record.createdAt,
    publishedAt: draft ? null : (input.publishedAt ?? now),
    modifiedAt: now,
  })
}

/**
 * A mention of a fact that leaves keeps its fact; any other becomes plain words (rule X2). To be
 * asked for once a text field: what is named in one is not named in the next (M5).
 */
function mentionFreezer(
  story: StoryDoc,
  leaving: ReadonlySet<string>,
  records: ReadonlyMap<string, FactRecord>,
  draft: boolean,
) {
  const dispute = (id: string) => standingDispute(records.get(id) ?? {})
  const { language } = story.meta.read()
  const open = new Map<string, Fact>()
  for (const fact of story.facts.list()) {
    const visible = publicFact(fact)
    if (visible) open.set(fact.id, visible)
  }
  return () => {
    const read = mentionReader({ language, fact: (id) => open.get(id), dispute })
    return ({ factId, field, format }: MentionRef): Inline => {
      const words = read({ factId, field, format })?.trim()
      if (!words) {
        if (draft) return { type: 'text', text: NOTHING_TO_PRINT }
        throw new RangeError(`nothing to print for ${field} of fact ${factId}`)
      }
      if (!leaving.has(factId)) return { type: 'text', text: printable(words) }
      return { type: 'mention', attrs: { factId, field, format, words: printable(words) } }
    }
  }
}
