import { escapeAttribute, escapeText } from './escape.ts'
import { mediaOf, mediaSource } from './media-file.ts'
import type { ExportPackage } from './package.ts'
import type { Figure } from './story-ast.ts'
import type { MediaFiles } from './target.ts'

/**
 * A picture, its caption and its credit.
 * @param caption as HTML
 */
export function htmlFigure(
  { attrs }: Figure,
  caption: string,
  story: ExportPackage,
  files: MediaFiles | undefined,
): string {
  const file = mediaOf(story, attrs.media)
  const alt = escapeAttribute(attrs.alt)
  const image = file
    ? `<img src="${escapeAttribute(mediaSource(file, files))}" width="${file.width}" height="${file.height}" alt="${alt}">`
    : `<p class="nr-missing">[${alt || '?'}]</p>` // a draft whose file is not there
  const words = captionWithCredit(caption, escapeText(attrs.credit))
  return [
    '<figure>',
    image,
    ...(words ? [`<figcaption>${words}</figcaption>`] : []),
    '</figure>',
  ].join('\n')
}

/** The caption and who made the picture, both and the answer as HTML; empty when there is neither. */
export function captionWithCredit(caption: string, credit: string): string {
  const by = credit && `<span class="nr-credit">(${credit})</span>`
  return [caption.trim(), by].filter(Boolean).join(' ')
}
