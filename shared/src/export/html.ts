import { minuteIn } from '../facts/dates/time-zone.ts'
import { DRAFT_WORDS } from './draft-words.ts'
import { escapeAttribute, escapeText, scriptJson } from './escape.ts'
import { htmlBlocks, htmlInline } from './html-body.ts'
import { htmlFactBox, htmlNotices, htmlSources, lines } from './html-parts.ts'
import { jsonLd } from './jsonld.ts'
import { languageTag } from './language-tag.ts'
import type { ExportPackage } from './package.ts'
import type { ExportTarget, MediaFiles } from './target.ts'

/**
 * The story as one clean HTML page: semantic, in its language and direction, without scripts that
 * run and without anything to load: pictures lie within it. A draft is watermarked on screen and on
 * paper, and kept out of search engines (rule X7).
 */
export function renderHtml(story: ExportPackage, files?: MediaFiles): string {
  const { language, dir, draft } = story
  const title = story.seoTitle.text || story.headline.text
  const description = story.seoDescription.text || story.standfirst.text
  return `${lines(
    '<!doctype html>',
    `<html lang="${languageTag(language)}" dir="${dir}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${draft ? `${DRAFT_WORDS[language]} · ` : ''}${escapeText(title)}</title>`,
    description && `<meta name="description" content="${escapeAttribute(description)}">`,
    draft && '<meta name="robots" content="noindex, nofollow">',
    story.override !== null &&
      `<meta name="dateline:override" content="${escapeAttribute(story.override.codes.join(' '))}">`,
    `<style>${STYLE}${PRINT_STYLE}${draft ? DRAFT_STYLE : ''}</style>`,
    !draft && `<script type="application/ld+json">\n${scriptJson(jsonLd(story))}\n</script>`,
    '</head>',
    '<body>',
    draft && `<p class="nr-draft" role="note">${DRAFT_WORDS[language]}</p>`,
    '<main>',
    '<article>',
    header(story),
    htmlBlocks(story.body, story, files),
    htmlNotices(story),
    htmlFactBox(story),
    htmlSources(story),
    '</article>',
    '</main>',
    '</body>',
    '</html>',
  )}\n`
}

/**
 * The article without its page and without its headline, for a system that brings those: what
 * stands between them must be markup that it keeps as it is.
 */
export function renderArticleBody(
  story: ExportPackage,
  { standfirst, files }: { readonly standfirst: boolean; readonly files?: MediaFiles },
): string {
  return lines(
    `<div lang="${languageTag(story.language)}" dir="${story.dir}">`,
    standfirst && `<p class="nr-standfirst">${htmlInline(story.standfirst.content, story)}</p>`,
    byline(story),
    htmlBlocks(story.body, story, files),
    htmlNotices(story),
    htmlFactBox(story),
    htmlSources(story),
    '</div>',
  )
}

/** Who wrote it, and where from. */
function byline({ byline: by, dateline }: ExportPackage): string | undefined {
  const parts = [by, dateline].filter((part) => part !== null).map(escapeText)
  return parts.length > 0 ? `<p class="nr-byline">${parts.join(' · ')}</p>` : undefined
}

export const htmlTarget: ExportTarget = {
  format: 'html',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  render: renderHtml,
}

function header(story: ExportPackage): string {
  const { headline, standfirst, byline, dateline, publishedAt, modifiedAt, timeZone } = story
  const updated = publishedAt !== null && modifiedAt > publishedAt
  return lines(
    '<header>',
    `<h1>${htmlInline(headline.content, story)}</h1>`,
    standfirst.text && `<p class="nr-standfirst">${htmlInline(standfirst.content, story)}</p>`,
    (byline ?? dateline ?? publishedAt) !== null &&
      `<p class="nr-byline">${[
        byline && escapeText(byline),
        dateline && escapeText(dateline),
        publishedAt !== null && moment(publishedAt, timeZone),
        updated && `(${moment(modifiedAt, timeZone)})`,
      ]
        .filter(Boolean)
        .join(' · ')}</p>`,
    '</header>',
  )
}

/** Minutes on the newsroom's clock are enough for a reader; the machine has the exact time. */
const moment = (at: number, timeZone: string): string =>
  `<time datetime="${new Date(at).toISOString()}" dir="ltr">${minuteIn(at, timeZone)}</time>`

const STYLE = `
body{margin:0;background:#fff;color:#1a1a1a;font:1.125rem/1.6 system-ui,Vazirmatn,"Noto Sans Arabic","Segoe UI",sans-serif}
main{max-inline-size:42rem;margin-inline:auto;padding:2rem 1rem}
h1{line-height:1.2}
.nr-standfirst{font-size:1.25rem}
.nr-byline{color:#555;font-size:.9rem}
figure{margin:1.5rem 0}
figure img{display:block;max-inline-size:100%;block-size:auto}
figcaption{margin-block-start:.4rem;color:#555;font-size:.9rem}
.nr-credit{white-space:nowrap}
.nr-missing{margin:0;padding:2rem 1rem;border:1px dashed #999;color:#555;text-align:center}
table{border-collapse:collapse;inline-size:100%;font-size:1rem}
th,td{padding:.35rem .6rem;border:1px solid #bbb;text-align:start;vertical-align:top}
blockquote{margin-inline:1rem 0;padding-inline-start:1rem;border-inline-start:3px solid #999}
.nr-correction{padding-inline-start:.75rem;border-inline-start:3px solid #b06000;font-size:.95rem}
.nr-sources{margin-block-start:2rem;font-size:.9rem}
.nr-sources h2{font-size:1rem}
.nr-factbox{margin-block-start:2rem;padding:1rem;border:1px solid #bbb;border-radius:.25rem}
.nr-factbox h2{margin-block-start:0;font-size:1.1rem}
.nr-factbox h3{margin-block-end:.25rem;font-size:1rem}
.nr-factbox dl{margin:0}
.nr-factbox dl div{display:flex;gap:.75rem}
.nr-factbox dt{flex:0 0 7rem;color:#555}
.nr-factbox dd{margin:0}
`
const PRINT_STYLE = `@media print{main{max-inline-size:none;padding:0}h1,h2,h3{break-after:avoid}figure,.nr-factbox section,tr{break-inside:avoid}a{color:inherit}}
`
const DRAFT_STYLE = `.nr-draft{margin:0;padding:.5rem 1rem;background:#8a1f11;color:#fff;font-weight:600;text-align:center;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.nr-draft::after{content:"DRAFT";position:fixed;inset:0;display:grid;place-items:center;font-size:25vmin;color:#8a1f11;opacity:.12;transform:rotate(-30deg);pointer-events:none}
`
