import { escapeAttribute } from './escape.ts'
import { captionWithCredit } from './html-figure.ts'
import { htmlTable } from './html-table.ts'
import { mediaFileName, mediaOf } from './media-file.ts'
import type { ExportPackage } from './package.ts'
import { publicSources, SOURCES_TITLE } from './public-sources.ts'
import type { Embed, Figure, TableCell, TableRow } from './story-ast.ts'
import { UnknownNodeError } from './unknown-node.ts'
import { wordPressBlock } from './wordpress-comment.ts'
import { wordPressInline, wordPressText } from './wordpress-inline.ts'

/** A file of the package in the site's media library; undefined: not there yet. */
export type RemoteMedia = (
  sha256: string,
) => { readonly id: number; readonly url: string } | undefined

const named = (className: string | undefined) => (className === undefined ? {} : { className })
const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ')

/** `core/image`: with its id, so that the desk there finds it in the library. */
export function imageBlock(
  { attrs, content }: Figure,
  story: ExportPackage,
  remote: RemoteMedia,
  className: string | undefined,
): string {
  const there = remote(attrs.media)
  const file = mediaOf(story, attrs.media)
  const source = there?.url ?? (file ? mediaFileName(file) : '')
  const id = there ? ` class="wp-image-${there.id}"` : ''
  const image = `<img src="${escapeAttribute(source)}" alt="${escapeAttribute(attrs.alt)}"${id}/>`
  const words = captionWithCredit(wordPressInline(content), wordPressText(attrs.credit))
  const caption = words && `<figcaption class="wp-element-caption">${words}</figcaption>`
  return wordPressBlock(
    'image',
    {
      ...(there && { id: there.id }),
      sizeSlug: 'full',
      linkDestination: 'none',
      ...named(className),
    },
    `<figure class="${classes('wp-block-image', 'size-full', className)}">${image}${caption}</figure>`,
  )
}

/** `core/table`. Its layout is named because sites of different ages take different ones for usual. */
export function tableBlock(rows: readonly TableRow[], className: string | undefined): string {
  const table = htmlTable(rows, cellText).replaceAll('\n', '')
  return wordPressBlock(
    'table',
    { hasFixedLayout: false, ...named(className) },
    `<figure class="${classes('wp-block-table', className)}">${table}</figure>`,
  )
}

function cellText({ content }: TableCell): string {
  return content
    .map((block) => {
      if (block.type === 'paragraph') return wordPressInline(block.content)
      throw new UnknownNodeError(String((block as { type?: unknown }).type), 'table')
    })
    .join('<br>')
}

/** What the block's JSON or the text around it would turn into something else. */
const CANNOT_BE_EMBEDDED = /[&<>"'[\]\\]|--/

/**
 * `core/embed`. An address with `&` would come back from the site as another (publishing rule X5
 * and wordpress-comment.ts), so it goes out as a link in a paragraph.
 */
export function embedBlock(
  { attrs: { url, title } }: Embed,
  paragraph: (html: string) => string,
  className: string | undefined,
): string {
  if (CANNOT_BE_EMBEDDED.test(url)) {
    const words = wordPressText(title || url)
    return paragraph(`<a href="${escapeAttribute(url)}" rel="noopener noreferrer">${words}</a>`)
  }
  const caption =
    title && `<figcaption class="wp-element-caption">${wordPressText(title)}</figcaption>`
  return wordPressBlock(
    'embed',
    { url, ...named(className) },
    `<figure class="${classes('wp-block-embed', className)}"><div class="wp-block-embed__wrapper">\n${url}\n</div>${caption}</figure>`,
  )
}

/** The sources as a numbered list that a reader opens: `core/details`; none when nothing may be said. */
export function sourcesBlock(story: ExportPackage): readonly string[] {
  const sources = publicSources(story)
  if (sources.length === 0) return []
  const items = sources.map(({ name, url }) => {
    const words = wordPressText(name)
    const link =
      url === undefined
        ? words
        : `<a href="${escapeAttribute(url)}" rel="noopener noreferrer">${words}</a>`
    return wordPressBlock('list-item', {}, `<li>${link}</li>`)
  })
  const list = `<ol class="wp-block-list">${items.join('\n\n')}</ol>`
  const inner = wordPressBlock('list', { ordered: true }, list)
  const summary = `<summary>${wordPressText(SOURCES_TITLE[story.language])}</summary>`
  const html = `<details class="wp-block-details nr-sources">${summary}${inner}</details>`
  return [wordPressBlock('details', { className: 'nr-sources' }, html)]
}
