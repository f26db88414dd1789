import { isBlank } from '../ast-text.ts'
import { mediaFileName, mediaOf } from '../media-file.ts'
import type { ExportPackage } from '../package.ts'
import type { Block, Figure, ListItem } from '../story-ast.ts'
import type { MediaFiles } from '../target.ts'
import { UnknownNodeError } from '../unknown-node.ts'
import type { DocxParts } from './docx-parts.ts'
import { docxPicture } from './docx-picture.ts'
import { docxInline, docxLink, docxRuns } from './docx-runs.ts'
import { docxTable } from './docx-table.ts'

/** The list with dots; numbered ones have numbers of their own (docx-parts.ts). */
const DOTS = 1

interface Place {
  readonly style?: string
  /** Of a list line: which list, how deep; without a number it only stands in as far. */
  readonly list?: { readonly number: number | undefined; readonly level: number }
}

/** Writes the blocks of a story as paragraphs and tables of a word processor. */
export class DocxBody {
  readonly #story: ExportPackage
  readonly #parts: DocxParts
  readonly #files: MediaFiles | undefined
  #pictures = 0

  constructor(story: ExportPackage, parts: DocxParts, files: MediaFiles | undefined) {
    this.#story = story
    this.#parts = parts
    this.#files = files
  }

  /** @throws UnknownNodeError (rule X5) */
  blocks(content: readonly Block[], place: Place = {}): string {
    return content
      .filter((block) => !isBlank(block))
      .map((block) => this.#block(block, place))
      .join('')
  }

  /** @param runs as docx-runs.ts makes them */
  paragraph(runs: string, { style, list }: Place = {}): string {
    const isRtl = this.#story.dir === 'rtl'
    const indent = list && list.number === undefined ? 360 * (list.level + 1) : undefined
    const inner = [
      style && `<w:pStyle w:val="${style}"/>`,
      list?.number !== undefined &&
        `<w:numPr><w:ilvl w:val="${list.level}"/><w:numId w:val="${list.number}"/></w:numPr>`,
      isRtl && '<w:bidi/>',
      indent !== undefined && `<w:ind w:left="${indent}"/>`,
    ].filter(Boolean)
    const properties = inner.length > 0 ? `<w:pPr>${inner.join('')}</w:pPr>` : ''
    return `<w:p>${properties}${runs}</w:p>`
  }

  words(text: string, look: Parameters<typeof docxRuns>[2] = {}): string {
    return docxRuns(text, this.#story.dir, look)
  }

  link(href: string, text: string): string {
    return docxLink(href, text, this.#story.dir, this.#parts)
  }

  inline(content: Parameters<typeof docxInline>[0]): string {
    return docxInline(content, this.#story.dir, this.#parts)
  }

  #block(block: Block, place: Place): string {
    switch (block.type) {
      case 'paragraph':
        return this.paragraph(this.inline(block.content), place)
      case 'heading':
        return this.paragraph(this.inline(block.content), {
          ...place,
          style: `Heading${block.attrs.level}`,
        })
      case 'bulletList':
        return this.#list(block.content, DOTS, place)
      case 'orderedList':
        return this.#list(block.content, this.#parts.numbering(block.attrs.start), place)
      case 'blockquote':
        return this.blocks(block.content, { ...place, style: 'Quote' })
      case 'figure':
        return this.#figure(block)
      case 'table':
        return docxTable(block.content, this)
      case 'embed': {
        const { url, title } = block.attrs
        return this.paragraph(this.link(url, title || url), place)
      }
      default:
        throw new UnknownNodeError(String((block as { type?: unknown }).type), 'body')
    }
  }

  /** The first paragraph of a line has its number; what follows stands in as far. */
  #list(items: readonly ListItem[], number: number, place: Place): string {
    const level = Math.min(8, (place.list?.level ?? -1) + 1)
    return items
      .map(({ content }) => {
        const [first, ...rest] = content.filter((block) => !isBlank(block))
        const numbered = { ...place, list: { number, level } }
        const beside = { ...place, list: { number: undefined, level } }
        if (!first) return this.paragraph('', numbered)
        const isText = first.type === 'paragraph' || first.type === 'heading'
        return this.blocks([first], isText ? numbered : beside) + this.blocks(rest, beside)
      })
      .join('')
  }

  #figure({ attrs, content }: Figure): string {
    const file = mediaOf(this.#story, attrs.media)
    const bytes = file && this.#files?.(file.sha256)
    // Word processors older than a few years do not open WebP; its name is better than a hole.
    const isShown = file && bytes && file.mediaType !== 'image/webp'
    this.#pictures += 1
    const picture = isShown
      ? docxPicture(this.#parts.picture(file, bytes), this.#pictures, file, attrs.alt)
      : this.words(
          `[${[attrs.alt || '?', file && mediaFileName(file)].filter(Boolean).join(': ')}]`,
        )
    const caption = this.inline(content)
    const credit = attrs.credit
      ? this.words(`${caption ? ' ' : ''}${attrs.credit}`, { italic: true })
      : ''
    const below = caption || credit ? this.paragraph(caption + credit, { style: 'Caption' }) : ''
    return this.paragraph(picture) + below
  }

  get isRtl(): boolean {
    return this.#story.dir === 'rtl'
  }
}
