import type { DateValue } from '../facts/dates/date-value.ts'
import { isBlank } from './ast-text.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { htmlFigure } from './html-figure.ts'
import { htmlTable } from './html-table.ts'
import type { ExportPackage } from './package.ts'
import type { Block, Inline, Mark, MentionNode, TextNode } from './story-ast.ts'
import type { MediaFiles } from './target.ts'
import { UnknownNodeError } from './unknown-node.ts'

/** The body as semantic HTML, one block a line. */
export function htmlBlocks(
  blocks: readonly Block[],
  story: ExportPackage,
  files?: MediaFiles,
): string {
  return blocks
    .filter((block) => !isBlank(block))
    .map((block) => htmlBlock(block, story, files))
    .join('\n')
}

function htmlBlock(block: Block, story: ExportPackage, files: MediaFiles | undefined): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${htmlInline(block.content, story)}</p>`
    case 'heading': {
      const tag = `h${block.attrs.level}`
      return `<${tag}>${htmlInline(block.content, story)}</${tag}>`
    }
    case 'bulletList':
      return `<ul>\n${htmlItems(block.content, story)}\n</ul>`
    case 'orderedList': {
      const start = block.attrs.start === 1 ? '' : ` start="${block.attrs.start}"`
      return `<ol${start}>\n${htmlItems(block.content, story)}\n</ol>`
    }
    case 'blockquote':
      return `<blockquote>\n${htmlBlocks(block.content, story)}\n</blockquote>`
    case 'figure':
      return htmlFigure(block, htmlInline(block.content, story), story, files)
    case 'table':
      return htmlTable(block.content, (cell) => htmlLines(cell.content, story))
    case 'embed': {
      const { url, title } = block.attrs
      return `<p class="nr-embed"><a href="${escapeAttribute(url)}" rel="noopener noreferrer">${escapeText(title || url)}</a></p>`
    }
    default:
      throw unknown(block)
  }
}

function htmlItems(items: readonly { content: Block[] }[], story: ExportPackage): string {
  return items
    .map(({ content }) => {
      const [first, ...rest] = content
      // A line of one paragraph needs no paragraph; that also keeps the list tight.
      const lead = first?.type === 'paragraph' ? htmlInline(first.content, story) : undefined
      const others = lead === undefined ? content : rest
      return `<li>${[lead, htmlBlocks(others, story)].filter(Boolean).join('\n')}</li>`
    })
    .join('\n')
}

/** The paragraphs of a table cell as lines of one text. @throws UnknownNodeError for other blocks */
function htmlLines(blocks: readonly Block[], story: ExportPackage): string {
  return blocks
    .map((block) => {
      if (block.type === 'paragraph') return htmlInline(block.content, story)
      throw unknown(block)
    })
    .join('<br>')
}

export function htmlInline(content: readonly Inline[], story: ExportPackage): string {
  return content
    .map((node) => {
      switch (node.type) {
        case 'text':
          return markedText(node)
        case 'hardBreak':
          return '<br>'
        case 'mention':
          return htmlMention(node, story)
        default:
          throw unknown(node)
      }
    })
    .join('')
}

function markedText({ text, marks = [] }: TextNode): string {
  return marks.reduce((inner, mark) => withMark(inner, mark), escapeText(text))
}

/** One mark around HTML; links lead out, so they tell the other site nothing of us. */
export function withMark(inner: string, mark: Mark): string {
  switch (mark.type) {
    case 'bold':
      return `<strong>${inner}</strong>`
    case 'italic':
      return `<em>${inner}</em>`
    case 'link':
      return `<a href="${escapeAttribute(mark.attrs.href)}" rel="noopener noreferrer">${inner}</a>`
    default:
      throw unknown(mark)
  }
}

function htmlMention({ attrs }: MentionNode, story: ExportPackage): string {
  const words = escapeText(attrs.words)
  const moment = dateTime(story, attrs.factId, attrs.field)
  const inner = moment
    ? `<time datetime="${moment}">${words}</time>`
    : isForeign(attrs.words, story.dir)
      ? `<bdi>${words}</bdi>`
      : words
  return `<span class="nr-fact" data-nr-fact="${escapeAttribute(attrs.factId)}">${inner}</span>`
}

/** For `<time>`, which knows a day, a month, a year or a moment, but no range and no "about". */
function dateTime(story: ExportPackage, factId: string, field: string): string | undefined {
  const value = story.facts.find(({ id }) => id === factId)?.fields[field]
  if (typeof value !== 'object' || value === null || !('precision' in value)) return undefined
  const { start, end, precision } = value as DateValue
  if (end !== undefined || precision === 'approx') return undefined
  if (precision === 'year') return start.slice(0, 4)
  return precision === 'month' ? start.slice(0, 7) : start
}

const OTHER_WAY = {
  ltr: /[\p{Script=Arabic}\p{Script=Hebrew}]/u,
  rtl: /\p{Script=Latin}/u,
} as const

/** Do the words run, in part, against the direction of the story? */
const isForeign = (words: string, dir: ExportPackage['dir']): boolean => OTHER_WAY[dir].test(words)

const unknown = (node: unknown): UnknownNodeError =>
  new UnknownNodeError(String((node as { type?: unknown }).type), 'body')
