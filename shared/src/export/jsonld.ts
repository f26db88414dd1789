import { countWords } from '../story/text-blocks.ts'
import { blocksText } from './ast-text.ts'
import { coverage } from './jsonld-dates.ts'
import { aboutFacts } from './jsonld-facts.ts'
import { jsonLdImages } from './jsonld-images.ts'
import type { JsonLdNode } from './jsonld-node.ts'
import { citations, reportedSpeech } from './jsonld-speech.ts'
import { languageTag } from './language-tag.ts'
import { exportPackageSchema, type ExportPackage } from './package.ts'
import type { ExportTarget } from './target.ts'

/**
 * The story as a schema.org NewsArticle with its approved facts: talks and meetings as Event,
 * parties and mediators as Organization, statements as Quotation or Claim. Figures stay out: the
 * vocabulary has no honest place for a claimed number.
 */
export function jsonLd(story: ExportPackage): JsonLdNode {
  const { storyId, headline, standfirst, language, byline, publishedAt, modifiedAt } = story
  const articleId = `urn:dateline:story:${storyId}`
  const text = blocksText(story.body)
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': articleId,
    identifier: { '@type': 'PropertyValue', propertyID: 'dateline', value: storyId },
    headline: headline.text,
    ...(standfirst.text && { description: standfirst.text }),
    inLanguage: languageTag(language),
    ...(story.draft && { creativeWorkStatus: 'Draft' }),
    ...(publishedAt !== null && { datePublished: new Date(publishedAt).toISOString() }),
    dateModified: new Date(modifiedAt).toISOString(),
    version: String(story.revision),
    ...(byline && { author: authors(byline) }),
    ...(story.dateline && { dateline: story.dateline }),
    ...(story.tags.length > 0 && { keywords: story.tags }),
    ...some('articleSection', story.categories),
    ...some('image', jsonLdImages(story)),
    wordCount: countWords(text, languageTag(language)),
    articleBody: text,
    ...some('temporalCoverage', coverage(story.facts)),
    ...some('correction', corrections(story)),
    // A draft is read by people; no machine should take its facts for approved and published (X7).
    ...(!story.draft && {
      ...aboutFacts(story),
      ...some('hasPart', reportedSpeech(story, articleId)),
      ...some('citation', citations(story)),
    }),
  }
}

/** @throws when the package holds what its schema does not know (rules X1, X5) */
export function renderJsonLd(story: ExportPackage): string {
  return `${JSON.stringify(jsonLd(exportPackageSchema.parse(story)), null, 2)}\n`
}

export const jsonLdTarget: ExportTarget = {
  format: 'jsonld',
  mediaType: 'application/ld+json',
  extension: 'jsonld',
  render: renderJsonLd,
}

/** One Person a name, without "By" and without what is no name. */
function authors(byline: string): JsonLdNode[] {
  return byline
    .replace(/^\s*by\s+/i, '')
    .split(/\s*(?:,|،|;|&|\s(?:and|و|او)\s)\s*/i)
    .filter((name) => name !== '')
    .map((name) => ({ '@type': 'Person', name }))
}

/** The notices that readers were given; a draft has given none. */
const corrections = ({ corrections, language, draft }: ExportPackage): JsonLdNode[] =>
  draft
    ? []
    : corrections.map(({ text, at }) => ({
        '@type': 'CorrectionComment',
        text,
        inLanguage: languageTag(language),
        datePublished: new Date(at).toISOString(),
      }))

const some = <V>(key: string, value: V | undefined): Record<string, V> =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? {} : { [key]: value }
