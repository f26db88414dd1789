import { escapeAttribute, escapeText } from './escape.ts'
import { factBox } from './fact-box.ts'
import { noticeLabel } from './notice-line.ts'
import type { ExportPackage } from './package.ts'
import { publicSources, SOURCES_TITLE } from './public-sources.ts'

/** Key facts in a box beside the copy; undefined when there are none. */
export function htmlFactBox(story: ExportPackage): string | undefined {
  const facts = factBox(story)
  if (!facts) return undefined
  return lines(
    '<aside class="nr-factbox" aria-labelledby="nr-factbox-title">',
    `<h2 id="nr-factbox-title">${escapeText(facts.title)}</h2>`,
    ...facts.entries.map(({ factId, title, rows }) =>
      lines(
        `<section data-nr-fact="${escapeAttribute(factId)}">`,
        `<h3>${escapeText(title)}</h3>`,
        '<dl>',
        ...rows.map(
          ({ term, words }) =>
            `<div><dt>${escapeText(term)}</dt><dd>${escapeText(words)}</dd></div>`,
        ),
        '</dl>',
        '</section>',
      ),
    ),
    '</aside>',
  )
}

/** What readers were told of changes since the first publication (rule C4). */
export function htmlNotices(story: ExportPackage): string | undefined {
  const { corrections } = story
  if (corrections.length === 0) return undefined
  return lines(
    ...corrections.map(
      (notice) =>
        `<p class="nr-correction nr-${notice.kind}"><strong>${escapeText(noticeLabel(notice, story))}:</strong> ${escapeText(notice.text)}</p>`,
    ),
  )
}

/** Where the facts come from, as far as a reader may know it; undefined when nothing may be said. */
export function htmlSources(story: ExportPackage): string | undefined {
  const sources = publicSources(story)
  if (sources.length === 0) return undefined
  return lines(
    '<section class="nr-sources" aria-labelledby="nr-sources-title">',
    `<h2 id="nr-sources-title">${escapeText(SOURCES_TITLE[story.language])}</h2>`,
    '<ol>',
    ...sources.map(({ name, url }) =>
      url === undefined
        ? `<li>${escapeText(name)}</li>`
        : `<li><a href="${escapeAttribute(url)}" rel="noopener noreferrer">${escapeText(name)}</a></li>`,
    ),
    '</ol>',
    '</section>',
  )
}

export const lines = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter(Boolean).join('\n')
