import { countWords } from '../story/text-blocks.ts'
import { blocksText } from './ast-text.ts'
import { DRAFT_WORDS } from './draft-words.ts'
import { editorsNote } from './editors-note.ts'
import { htmlBlocks } from './html-body.ts'
import { htmlFactBox, htmlNotices, htmlSources, lines } from './html-parts.ts'
import { languageTag } from './language-tag.ts'
import { ninjsPictures } from './ninjs-pictures.ts'
import { namedThings, ninjsEvents } from './ninjs-things.ts'
import { exportPackageSchema, type ExportPackage } from './package.ts'
import { publicSources } from './public-sources.ts'
import type { ExportTarget } from './target.ts'

export type Ninjs = Readonly<Record<string, unknown>>

/**
 * The story as ninjs 3.1. The standard takes no keys of our own anywhere, so the approved facts go
 * as a JSON body of the role `facts`, beside the things they name. The `uri` stays over all
 * revisions; a correction is the next version with an `edNote`; a withdrawal is `canceled`.
 */
export function ninjs(story: ExportPackage): Ninjs {
  const { storyId, headline, standfirst, draft, language } = story
  const text = blocksText(story.body)
  const body = lines(htmlBlocks(story.body, story), htmlNotices(story), htmlSources(story))
  const box = htmlFactBox(story)
  return {
    standard: {
      name: 'ninjs',
      version: '3.1',
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
    },
    uri: `urn:dateline:story:${storyId}`,
    type: 'text',
    representationType: 'full',
    version: String(story.revision),
    firstCreated: iso(story.createdAt),
    versionCreated: iso(story.modifiedAt),
    contentCreated: iso(story.publishedAt ?? story.modifiedAt),
    ...(story.embargoUntil !== null && { embargoedUntil: iso(story.embargoUntil) }),
    pubStatus: story.action === 'withdraw' ? 'canceled' : draft ? 'withheld' : 'usable',
    language: languageTag(language),
    ...(editorsNote(story) && { edNote: editorsNote(story) }),
    headlines: [
      plain('main', draft ? `${DRAFT_WORDS[language]}: ${headline.text}` : headline.text),
      ...(story.seoTitle.text ? [plain('seo', story.seoTitle.text)] : []),
    ],
    ...(standfirst.text && {
      descriptions: [plain('summary', standfirst.text)],
    }),
    bodies: [
      {
        role: 'main',
        contentType: 'text/html',
        charCount: text.length,
        wordCount: countWords(text, languageTag(language)),
        value: body,
      },
      ...(box && !draft ? [{ role: 'factbox', contentType: 'text/html', value: box }] : []),
      ...(draft ? [] : [{ role: 'facts', contentType: 'application/json', value: facts(story) }]),
    ],
    ...(story.byline && { by: story.byline }),
    ...(story.dateline && { located: story.dateline }),
    ...(story.slug && { slugline: story.slug }),
    ...some(
      'subjects',
      [...story.categories, ...story.tags].map((name) => ({ name })),
    ),
    ...(draft ? {} : namedThings(story)),
    ...some(
      'infoSources',
      publicSources(story).map(({ name, url }) => ({ name, role: 'source', ...uri(url) })),
    ),
    ...some('associations', [...ninjsPictures(story), ...(draft ? [] : ninjsEvents(story))]),
    altIds: [
      { role: 'dateline-story', value: storyId },
      { role: 'dateline-revision', value: String(story.revision) },
      ...(story.override
        ? [{ role: 'dateline-override', value: story.override.codes.join(' ') }]
        : []),
    ],
  }
}

/** @throws when the package holds what its schema does not know (rules X1, X5) */
export function renderNinjs(story: ExportPackage): string {
  return `${JSON.stringify(ninjs(exportPackageSchema.parse(story)), null, 2)}\n`
}

export const ninjsTarget: ExportTarget = {
  format: 'ninjs',
  mediaType: 'application/json; charset=utf-8',
  extension: 'ninjs.json',
  render: renderNinjs,
}

/** As approved, for machines; who approved them is nobody's business outside. */
const facts = ({ facts, mentions }: ExportPackage): string =>
  JSON.stringify({
    facts: facts.map(({ id, type, label, fields, sources, hash, approvedAt }) => ({
      id,
      type,
      label,
      fields,
      sources,
      hash,
      approvedAt: iso(approvedAt),
    })),
    mentions,
  })

const plain = (role: string, value: string) => ({ role, contentType: 'text/plain', value })

const uri = (url: string | undefined) =>
  url !== undefined && URL.canParse(url) ? { uri: new URL(url).href } : {}

const iso = (at: number): string => new Date(at).toISOString()

const some = <V>(key: string, values: readonly V[]): Record<string, readonly V[]> =>
  values.length > 0 ? { [key]: values } : {}
