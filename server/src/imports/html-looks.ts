import { isSafeLink } from '@dateline/shared/editor-schema/editor-schema'
import type { Inline } from './article.ts'
import { attribute, elements, isElement, textOf, type Element } from './dom.ts'

export type Marks = Omit<Inline, 'text'>

/** Elements that begin and end a paragraph. */
export const BLOCKS =
  /^(?:address|article|body|center|dd|details|div|dl|dt|fieldset|header|hgroup|html|main|o:p|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr)$/u

/** The marks of what stands in an element: those around it and its own. */
export function marksOf(element: Element, marks: Marks, base: string | undefined): Marks {
  const { tagName } = element
  const style = attribute(element, 'style') ?? ''
  const weight = /font-weight\s*:\s*(\w+)/iu.exec(style)?.[1]?.toLowerCase()
  const slant = /font-style\s*:\s*(\w+)/iu.exec(style)?.[1]?.toLowerCase()
  const next: { -readonly [K in keyof Marks]: Marks[K] } = { ...marks }
  if (tagName === 'strong' || tagName === 'b') next.bold = true
  if (tagName === 'em' || tagName === 'i' || tagName === 'cite') next.italic = true
  // Google Docs marks with styles, and wraps everything in a <b> whose style says it is not bold.
  if (weight !== undefined) next.bold = weight === 'bold' || Number(weight) >= 600
  if (slant !== undefined) next.italic = slant === 'italic'
  const href = tagName === 'a' ? attribute(element, 'href')?.trim() : undefined
  const whole = href !== undefined && URL.canParse(href, base) ? new URL(href, base).href : ''
  if (isSafeLink(whole)) next.href = whole
  if (!next.bold) delete next.bold
  if (!next.italic) delete next.italic
  return next
}

/** Word's quotation styles, and an indent of a paragraph that is no list item. */
export function looksQuoted(element: Element): boolean {
  if (element.tagName !== 'p' && element.tagName !== 'div') return false
  const name = attribute(element, 'class') ?? ''
  if (/\bMso(?:Intense)?Quote/u.test(name)) return true
  if (/\bMsoList/u.test(name)) return false
  const style = attribute(element, 'style') ?? ''
  if (/mso-list/iu.test(style)) return false
  const indent =
    /(?:margin-(?:left|inline-start)|padding-left)\s*:\s*([\d.]+)\s*(pt|px|in|cm|em|rem)/iu.exec(
      style,
    )
  const PT = { pt: 1, px: 0.75, in: 72, cm: 28.35, em: 12, rem: 12 }
  const unit = indent?.[2]?.toLowerCase() as keyof typeof PT | undefined
  return unit !== undefined && Number(indent?.[1]) * PT[unit] >= 24 && !hasBlocks(element)
}

/** A wrapper that is indented as a whole is layout, not a quotation. */
const hasBlocks = (element: Element): boolean =>
  element.tagName === 'div' &&
  [...elements(element)].some(({ tagName }) => BLOCKS.test(tagName) || tagName === 'ul')

export const isWordListItem = (element: Element): boolean =>
  element.tagName === 'p' &&
  (/\bMsoListParagraph/u.test(attribute(element, 'class') ?? '') ||
    /mso-list\s*:\s*l\d/iu.test(attribute(element, 'style') ?? ''))

/** A list of nothing but links is a menu or "related stories". */
export function isMenu(list: Element): boolean {
  const items = list.childNodes.filter(isElement).filter((item) => textOf(item) !== '')
  return items.length > 1 && items.every((item) => textOf(item) === linkedText(item))
}

const linkedText = (item: Element): string =>
  [...elements(item)]
    .filter(({ tagName }) => tagName === 'a')
    .map(textOf)
    .join(' ')
