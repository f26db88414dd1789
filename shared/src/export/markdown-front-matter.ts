import { FactView } from './fact-view.ts'
import { isoSpan } from './jsonld-dates.ts'
import { languageTag } from './language-tag.ts'
import type { ExportPackage } from './package.ts'

/** What a site generator wants to know, as YAML; every string is written as JSON, which YAML reads. */
export function frontMatter(story: ExportPackage): string {
  const { publishedAt, embargoUntil } = story
  const entries: Record<string, unknown> = {
    title: story.headline.text,
    description: story.seoDescription.text || story.standfirst.text,
    slug: story.slug ?? undefined,
    lang: languageTag(story.language),
    dir: story.dir,
    draft: story.draft || undefined,
    author: story.byline ?? undefined,
    dateline: story.dateline ?? undefined,
    date: publishedAt === null ? undefined : iso(publishedAt),
    lastmod: iso(story.modifiedAt),
    embargo: embargoUntil === null ? undefined : iso(embargoUntil),
    tags: story.tags.length > 0 ? story.tags : undefined,
    categories: story.categories.length > 0 ? story.categories : undefined,
    id: story.storyId,
    revision: story.revision,
    override: story.override?.codes,
    events: story.draft ? undefined : events(story),
  }
  const lines = Object.entries(entries)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}: ${onOneLine(value)}`)
  return `---\n${lines.join('\n')}\n---\n`
}

/** JSON as YAML reads it: three characters that JSON leaves as they are end a line there. */
const onOneLine = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\u0085\u2028\u2029]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The dated facts in ISO 8601. */
function events(story: ExportPackage): readonly Record<string, string>[] | undefined {
  const view = new FactView(story)
  const list = story.facts.flatMap((fact) => {
    const value = ['dates', 'date', 'signedOn'].map((key) => fact.fields[key]).find(Boolean)
    const span = isoSpan(value)
    if (!span) return []
    const end = span.end === span.start ? {} : { end: span.end }
    return [{ type: fact.type, name: view.name(fact), start: span.start, ...end }]
  })
  return list.length > 0 ? list : undefined
}

const iso = (at: number): string => new Date(at).toISOString()
