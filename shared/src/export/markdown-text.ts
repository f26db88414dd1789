import type { Inline, Mark } from './story-ast.ts'
import { UnknownNodeError } from './unknown-node.ts'

/** Words and marks of one block as Markdown. @throws UnknownNodeError (rule X5) */
export const markdownInline = (content: readonly Inline[]): string =>
  grouped(content, ['link', 'bold', 'italic'])

type MarkName = Mark['type']

/** Outermost mark first, so that each mark opens once for all the words it covers. */
function grouped(content: readonly Inline[], marks: readonly MarkName[]): string {
  const [mark, ...inner] = marks
  if (mark === undefined) return content.map(plain).join('')
  const out: string[] = []
  for (let at = 0; at < content.length;) {
    const key = markOf(content[at], mark)
    let end = at + 1
    while (end < content.length && markOf(content[end], mark) === key) end += 1
    const words = grouped(content.slice(at, end), inner)
    out.push(key === undefined ? words : around(words, mark, key))
    at = end
  }
  return out.join('')
}

/** What tells one mark from another of its kind: a link's address. */
function markOf(node: Inline | undefined, name: MarkName): string | undefined {
  if (node?.type !== 'text') return undefined
  const mark = node.marks?.find(({ type }) => type === name)
  return mark && (mark.type === 'link' ? mark.attrs.href : mark.type)
}

/** A mark must touch the words it marks: blanks at its edges go outside. */
function around(words: string, mark: MarkName, href: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? []
  if (core === '') return words
  const sign = mark === 'bold' ? '**' : '*'
  const marked = mark === 'link' ? `[${core}](${markdownAddress(href)})` : `${sign}${core}${sign}`
  return `${before}${marked}${after}`
}

function plain(node: Inline): string {
  switch (node.type) {
    case 'text':
      for (const { type } of node.marks ?? []) {
        if (!['bold', 'italic', 'link'].includes(type)) throw new UnknownNodeError(type, 'body')
      }
      return markdownText(node.text)
    case 'mention':
      return markdownText(node.attrs.words)
    case 'hardBreak':
      return '\\\n'
    default:
      throw new UnknownNodeError(String((node as { type?: unknown }).type), 'body')
  }
}

/** Words that stay words: whatever Markdown or HTML would make of them (rule X6). */
export const markdownText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#!$]/g, (sign) => `\\${sign}`)
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')

/** At the start of a line also these make a list, a heading or a rule of a paragraph. */
export const markdownLine = (line: string): string =>
  line
    .replace(/^(\s*)([-+=>])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2')
    .replace(/^\s+/, '')

export const markdownAddress = (href: string): string =>
  href.replaceAll(/[\s<>()\\]/g, (sign) =>
    encodeURIComponent(sign).replace(/[()]/, (bracket) => (bracket === '(' ? '%28' : '%29')),
  )
