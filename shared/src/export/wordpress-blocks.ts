import { isBlank } from './ast-text.ts'
import { DRAFT_WORDS } from './draft-words.ts'
import { escapeAttribute } from './escape.ts'
import { factBox } from './fact-box.ts'
import { noticeLabel } from './notice-line.ts'
import type { ExportPackage } from './package.ts'
import type { Block, ListItem } from './story-ast.ts'
import type { ExportTarget } from './target.ts'
import { UnknownNodeError } from './unknown-node.ts'
import { wordPressBlock } from './wordpress-comment.ts'
import { wordPressInline, wordPressText } from './wordpress-inline.ts'
import {
  embedBlock,
  imageBlock,
  sourcesBlock,
  tableBlock,
  type RemoteMedia,
} from './wordpress-pieces.ts'

/** Finds our post again by its content alone (rule B3). */
export const contentMarker = (storyId: string): string => `nr-id-${storyId}`

interface Context {
  readonly story: ExportPackage
  readonly isRtl: boolean
  readonly remote: RemoteMedia
}

/**
 * The body as WordPress blocks: only what an author's filter lets through and the block editor keeps
 * when the desk there saves (measured on 6.8; publishing rules X5, X6). Direction goes on paragraphs
 * alone; on any other block it would make the block invalid.
 *
 * @param remote where a file of the package lies on the site; a picture whose file is not there yet
 *   names it
 * @param byline false: the site itself says who wrote it
 */
export function renderWordPressBlocks(
  story: ExportPackage,
  remote: RemoteMedia = () => undefined,
  byline = true,
): string {
  const context = { story, isRtl: story.dir === 'rtl', remote }
  const [first, ...rest] = story.body.filter((block) => !isBlank(block))
  const blocks = [
    ...(story.draft ? [paragraph(`<strong>${DRAFT_WORDS[story.language]}</strong>`, context)] : []),
    ...credits(context, byline),
    ...(first ? [block(first, context, contentMarker(story.storyId))] : []),
    ...rest.map((next) => block(next, context)),
    ...notices(context),
    ...box(context),
    ...sourcesBlock(story),
  ]
  return blocks.join('\n\n')
}

export const wordPressTarget: ExportTarget = {
  format: 'wordpress',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  render: (story) => renderWordPressBlocks(story),
}

function block(node: Block, context: Context, className?: string): string {
  const named = className === undefined ? {} : { className }
  const classes = (own = '') => [own, className].filter(Boolean).join(' ')
  const inner = (blocks: readonly Block[]) =>
    blocks
      .filter((child) => !isBlank(child))
      .map((child) => block(child, context))
      .join('\n\n')
  switch (node.type) {
    case 'paragraph':
      return paragraph(wordPressInline(node.content), context, className)
    case 'heading': {
      const { level } = node.attrs
      const attributes = level === 2 ? named : { level, ...named }
      const html = `<h${level} class="${classes('wp-block-heading')}">${wordPressInline(node.content)}</h${level}>`
      return wordPressBlock('heading', attributes, html)
    }
    case 'bulletList':
    case 'orderedList':
      return list(node, context, className)
    case 'blockquote': {
      const html = `<blockquote class="${classes('wp-block-quote')}">${inner(node.content)}</blockquote>`
      return wordPressBlock('quote', named, html)
    }
    case 'figure':
      return imageBlock(node, context.story, context.remote, className)
    case 'table':
      return tableBlock(node.content, className)
    case 'embed':
      return embedBlock(node, (html) => paragraph(html, context, className), className)
    default:
      throw new UnknownNodeError(String((node as { type?: unknown }).type), 'body')
  }
}

function paragraph(html: string, { isRtl }: Context, className?: string): string {
  const attributes = {
    ...(isRtl && { align: 'right' }),
    ...(className !== undefined && { className }),
    ...(isRtl && { direction: 'rtl' }),
  }
  const classes = [isRtl && 'has-text-align-right', className].filter(Boolean).join(' ')
  const tag = `<p${classes && ` class="${classes}"`}${isRtl ? ' dir="rtl"' : ''}>`
  return wordPressBlock('paragraph', attributes, `${tag}${html}</p>`)
}

/** Who wrote it, and where from. */
function credits(context: Context, withByline: boolean): string[] {
  const { byline, dateline } = context.story
  const parts = [withByline ? byline : null, dateline].filter((part) => part !== null)
  const words = parts.map(wordPressText).join(' · ')
  return words ? [paragraph(words, context, 'nr-byline')] : []
}

/** What readers were told of changes, each in a paragraph of its own (rule C4). */
function notices(context: Context): string[] {
  return context.story.corrections.map((notice) => {
    const label = wordPressText(noticeLabel(notice, context.story))
    const html = `<strong>${label}:</strong> ${wordPressText(notice.text)}`
    return paragraph(html, context, `nr-correction nr-${notice.kind}`)
  })
}

function list(
  node: Extract<Block, { type: 'bulletList' | 'orderedList' }>,
  context: Context,
  className?: string,
): string {
  const items = node.content.map((item) =>
    wordPressBlock('list-item', {}, `<li>${itemHtml(item, context)}</li>`),
  )
  const named = className === undefined ? {} : { className }
  const classes = ['wp-block-list', className].filter(Boolean).join(' ')
  if (node.type === 'bulletList') {
    return wordPressBlock('list', named, `<ul class="${classes}">${items.join('\n\n')}</ul>`)
  }
  const { start } = node.attrs
  const attributes = { ordered: true, ...(start !== 1 && { start }), ...named }
  const tag = start === 1 ? '<ol' : `<ol start="${start}"`
  return wordPressBlock('list', attributes, `${tag} class="${classes}">${items.join('\n\n')}</ol>`)
}

/** A list item of WordPress holds one line and further lists, so other blocks become part of the line. */
function itemHtml({ content }: ListItem, context: Context): string {
  const line: string[] = []
  const lists: string[] = []
  for (const child of content) {
    if (isBlank(child)) continue
    if (child.type === 'bulletList' || child.type === 'orderedList') {
      lists.push(list(child, context))
    } else {
      line.push(asLine(child))
    }
  }
  return [line.join('<br>'), ...lists].join('')
}

function asLine(node: Block): string {
  switch (node.type) {
    case 'paragraph':
      return wordPressInline(node.content)
    case 'heading':
      return `<strong>${wordPressInline(node.content)}</strong>`
    case 'blockquote':
      return `<q>${node.content
        .filter((child) => !isBlank(child))
        .map(asLine)
        .join('<br>')}</q>`
    case 'bulletList':
    case 'orderedList':
      return node.content.map((item) => `– ${item.content.map(asLine).join('<br>')}`).join('<br>')
    case 'figure':
    case 'table':
    case 'embed': // stand at the top level alone
    default:
      throw new UnknownNodeError(String((node as { type?: unknown }).type), 'body')
  }
}

/** Approved key facts for readers: a group that renders as `<aside>`, of headings and lists. */
function box(context: Context): string[] {
  const facts = factBox(context.story)
  if (!facts) return []
  const heading = (level: number, text: string) =>
    wordPressBlock(
      'heading',
      { level },
      `<h${level} class="wp-block-heading">${wordPressText(text)}</h${level}>`,
    )
  const parts = facts.entries.flatMap(({ title, rows }) => [
    heading(4, title),
    wordPressBlock(
      'list',
      {},
      `<ul class="wp-block-list">${rows
        .map(({ term, words }) =>
          wordPressBlock(
            'list-item',
            {},
            `<li><strong>${wordPressText(term)}:</strong> ${wordPressText(words)}</li>`,
          ),
        )
        .join('\n\n')}</ul>`,
    ),
  ])
  const className = `nr-factbox nr-fb-${context.story.storyId}`
  const html = `<aside class="wp-block-group ${escapeAttribute(className)}">${[
    heading(3, facts.title),
    ...parts,
  ].join('\n\n')}</aside>`
  return [
    wordPressBlock('group', { tagName: 'aside', className, layout: { type: 'constrained' } }, html),
  ]
}
