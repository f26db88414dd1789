import { isSafeLink } from '@dateline/shared/editor-schema/editor-schema'
import { parse } from 'parse5'
import { wordsOf, type Article, type Block, type Inline } from './article.ts'
import { attribute, elements, isElement, textOf, type ChildNode, type Element } from './dom.ts'
import { articleRoot, isPageFurniture } from './page-furniture.ts'
import { readPageMeta } from './page-meta.ts'

/**
 * HTML of a page, or pasted from Word, Google Docs, a mail or the web → blocks. Parsed, never run.
 * Paragraphs, headings, lists, quotations (marked up, styled or indented), links to the web, bold
 * and italic stay; scripts, styles, forms, pictures and the page's boxes go (rules I1, I3).
 *
 * @param base where the page was found, to make its relative links whole
 */
export function readHtml(html: string, base?: string): Article {
  const document = parse(html)
  const root = document.childNodes.find(isElement)
  if (!root) return { blocks: [] }
  const { blocks } = new BlockReader(base).read(articleRoot(root))
  return { ...readPageMeta(root), blocks }
}

type Marks = Omit<Inline, 'text'>

const HEADINGS = /^h([1-6])$/u
const BLOCKS =
  /^(?:address|article|body|center|dd|details|div|dl|dt|fieldset|header|hgroup|html|main|o:p|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr)$/u

/** Walks a tree once, collecting inline words until a block begins or ends. */
class BlockReader {
  readonly blocks: Block[] = []
  readonly #base: string | undefined
  #inlines: Inline[] = []

  constructor(base: string | undefined) {
    this.#base = base
  }

  read(element: Element): { blocks: readonly Block[] } {
    this.#children(element, {})
    this.#end()
    return { blocks: mergeQuotes(mergeLists(this.blocks)) }
  }

  #children(parent: Element, marks: Marks): void {
    for (const node of parent.childNodes) this.#node(node, marks)
  }

  #node(node: ChildNode, marks: Marks): void {
    if ('value' in node) {
      const text = node.value
        .replaceAll(/[\u200b\ufeff\u2060]/g, '')
        .replaceAll(/[\s\u00a0]+/gu, ' ')
      if (text) this.#inlines.push({ ...marks, text })
      return
    }
    if (!isElement(node) || isPageFurniture(node)) return
    const { tagName } = node
    if (tagName === 'br') this.#break()
    else if (tagName === 'hr') this.#end()
    else if (tagName === 'ul' || tagName === 'ol') this.#list(node)
    else if (tagName === 'blockquote' || looksQuoted(node)) this.#quote(node)
    else if (isWordListItem(node)) this.#wordItem(node)
    else if (HEADINGS.test(tagName)) this.#heading(node)
    else if (BLOCKS.test(tagName)) {
      this.#end()
      this.#children(node, marks)
      this.#end()
    } else if (tagName === 'q') {
      // Browsers draw these marks; the text has none.
      this.#inlines.push({ ...marks, text: '“' })
      this.#children(node, marks)
      this.#inlines.push({ ...marks, text: '”' })
    } else this.#children(node, marksOf(node, marks, this.#base))
  }

  /** Two breaks in a row part paragraphs, as in mail. */
  #break(): void {
    const last = this.#inlines.findLast(({ text }) => text.trim() !== '' || text === '\n')
    if (last?.text === '\n') this.#end()
    else this.#inlines.push({ text: '\n' })
  }

  #end(make: (inlines: readonly Inline[]) => Block = paragraph): void {
    const inlines = tidy(this.#inlines)
    this.#inlines = []
    if (wordsOf(inlines) !== '') this.blocks.push(make(inlines))
  }

  #heading(node: Element): void {
    this.#end()
    this.#children(node, {})
    const level = Number(HEADINGS.exec(node.tagName)?.[1])
    this.#end((inlines) => ({ kind: 'heading', level, inlines: inlines.map(withoutBold) }))
  }

  #quote(node: Element): void {
    this.#end()
    const inside = new BlockReader(this.#base)
    inside.#children(node, {})
    inside.#end()
    if (inside.blocks.length > 0) this.blocks.push({ kind: 'quote', blocks: inside.blocks })
  }

  #list(node: Element): void {
    this.#end()
    if (isMenu(node)) return
    const items = node.childNodes.filter(isElement).flatMap((child) => {
      if (isPageFurniture(child)) return []
      const inside = new BlockReader(this.#base)
      if (child.tagName === 'ul' || child.tagName === 'ol') inside.#node(child, {})
      else inside.#children(child, {})
      inside.#end()
      return inside.blocks.length > 0 ? [inside.blocks] : []
    })
    if (items.length > 0) {
      this.blocks.push({ kind: 'list', ordered: node.tagName === 'ol', items })
    }
  }

  /** Word writes list items as paragraphs with their bullet or number in the text. */
  #wordItem(node: Element): void {
    this.#end()
    const inside = new BlockReader(this.#base)
    inside.#children(node, {})
    const marker = /^\s*(?:([·•o§▪-])|(?:\d+|[a-z])[.)])\s+/u
    const [first, ...rest] = tidy(inside.#inlines)
    if (!first) return
    const ordered = !/^\s*[·•o§▪-]\s/u.test(first.text)
    const inlines = [{ ...first, text: first.text.replace(marker, '') }, ...rest]
    this.blocks.push({ kind: 'list', ordered, items: [[paragraph(tidy(inlines))]] })
  }
}

/** A list of nothing but links is a menu or "related stories". */
function isMenu(list: Element): boolean {
  const items = list.childNodes.filter(isElement).filter((item) => textOf(item) !== '')
  return items.length > 1 && items.every((item) => textOf(item) === linkedText(item))
}

const linkedText = (item: Element): string =>
  [...elements(item)]
    .filter(({ tagName }) => tagName === 'a')
    .map(textOf)
    .join(' ')

const paragraph = (inlines: readonly Inline[]): Block => ({ kind: 'paragraph', inlines })
const withoutBold = ({ bold: _bold, ...inline }: Inline): Inline => inline

function marksOf(element: Element, marks: Marks, base: string | undefined): Marks {
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
function looksQuoted(element: Element): boolean {
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

const isWordListItem = (element: Element): boolean =>
  element.tagName === 'p' &&
  (/\bMsoListParagraph/u.test(attribute(element, 'class') ?? '') ||
    /mso-list\s*:\s*l\d/iu.test(attribute(element, 'style') ?? ''))

/** One space between words, none at the ends, runs of the same marks together. */
function tidy(inlines: readonly Inline[]): Inline[] {
  const tidied: Inline[] = []
  for (const inline of inlines) {
    const last = tidied.at(-1)
    const afterSpace = !last || /\s$/u.test(last.text)
    const text = inline.text === '\n' ? '\n' : afterSpace ? inline.text.trimStart() : inline.text
    if (text === '') continue
    const isSame = last !== undefined && marksKey(last) === marksKey(inline)
    if (isSame) tidied[tidied.length - 1] = { ...last, text: last.text + text }
    else tidied.push({ ...inline, text })
  }
  while (tidied.length > 0) {
    const last = tidied.at(-1)
    const text = last?.text.trimEnd() ?? ''
    if (last && text !== '') {
      tidied[tidied.length - 1] = { ...last, text }
      break
    }
    tidied.pop()
  }
  return tidied
}

const marksKey = ({ bold, italic, href }: Inline): string => JSON.stringify([bold, italic, href])

function mergeLists(blocks: readonly Block[]): Block[] {
  return blocks.reduce<Block[]>((merged, block) => {
    const last = merged.at(-1)
    if (block.kind === 'list' && last?.kind === 'list' && last.ordered === block.ordered) {
      merged[merged.length - 1] = { ...last, items: [...last.items, ...block.items] }
    } else merged.push(block)
    return merged
  }, [])
}

/** Indented paragraphs under each other are one quotation. */
function mergeQuotes(blocks: readonly Block[]): Block[] {
  return blocks.reduce<Block[]>((merged, block) => {
    const last = merged.at(-1)
    if (block.kind === 'quote' && last?.kind === 'quote') {
      merged[merged.length - 1] = { ...last, blocks: [...last.blocks, ...block.blocks] }
    } else merged.push(block)
    return merged
  }, [])
}
