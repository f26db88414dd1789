import { escapeXml } from '../escape-xml.ts'
import type { ExportPackage } from '../package.ts'
import type { Inline, Mark } from '../story-ast.ts'
import { UnknownNodeError } from '../unknown-node.ts'
import type { DocxParts } from './docx-parts.ts'

type Dir = ExportPackage['dir']

export interface RunLook {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly isLink?: boolean
}

/** Words and marks of one block as runs. @throws UnknownNodeError (rule X5) */
export function docxInline(content: readonly Inline[], dir: Dir, parts: DocxParts): string {
  return content
    .map((node) => {
      switch (node.type) {
        case 'text': {
          const look = lookOf(node.marks ?? [])
          const href = node.marks?.find((mark) => mark.type === 'link')?.attrs.href
          return href === undefined
            ? docxRuns(node.text, dir, look)
            : docxLink(href, node.text, dir, parts, look)
        }
        case 'mention':
          return docxRuns(node.attrs.words, dir)
        case 'hardBreak':
          return '<w:r><w:br/></w:r>'
        default:
          throw new UnknownNodeError(String((node as { type?: unknown }).type), 'body')
      }
    })
    .join('')
}

export const docxLink = (
  href: string,
  words: string,
  dir: Dir,
  parts: DocxParts,
  look: RunLook = {},
): string =>
  `<w:hyperlink r:id="${parts.link(href)}">${docxRuns(words, dir, { ...look, isLink: true })}</w:hyperlink>`

function lookOf(marks: readonly Mark[]): RunLook {
  for (const { type } of marks) {
    if (!['bold', 'italic', 'link'].includes(type)) throw new UnknownNodeError(type, 'body')
  }
  const has = (type: Mark['type']) => marks.some((mark) => mark.type === type)
  return { bold: has('bold'), italic: has('italic') }
}

/** A stretch of words of the other script, with what belongs between them. */
const OTHER_SCRIPT: Readonly<Record<Dir, RegExp>> = {
  rtl: /(\p{Script=Latin}[\p{Script=Latin}\p{M}\p{N}'’.&/-]*(?: +[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{M}\p{N}'’.&/-]*)*)/u,
  ltr: /([\p{Script=Arabic}][\p{Script=Arabic}\p{M}\u200c\u200d]*(?:[ ،؛]+[\p{Script=Arabic}][\p{Script=Arabic}\p{M}\u200c\u200d]*)*)/u,
}

/**
 * Words as runs, each in the direction of its script: a run that is `w:rtl` throughout would set
 * Latin names, and one that is not would set Dari, in the wrong font and with the wrong brackets.
 */
export function docxRuns(text: string, dir: Dir, look: RunLook = {}): string {
  return text
    .split(OTHER_SCRIPT[dir])
    .map((piece, index) => {
      if (piece === '') return ''
      const isOther = index % 2 === 1
      const isRtl = (dir === 'rtl') !== isOther
      return `<w:r>${properties(look, isRtl)}<w:t xml:space="preserve">${escapeXml(piece)}</w:t></w:r>`
    })
    .join('')
}

/** In the order that the schema of the format demands. */
function properties({ bold, italic, isLink }: RunLook, isRtl: boolean): string {
  const inner = [
    isLink && '<w:rStyle w:val="Hyperlink"/>',
    bold && '<w:b/><w:bCs/>',
    italic && '<w:i/><w:iCs/>',
    isRtl && '<w:rtl/>',
  ].filter(Boolean)
  return inner.length > 0 ? `<w:rPr>${inner.join('')}</w:rPr>` : ''
}
