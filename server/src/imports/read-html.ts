import { parse } from 'parse5'
import { wordsOf, type Article, type Block, type Inline } from './article.ts'
import { isElement, isTooDeep, type ChildNode, type Element } from './dom.ts'
import { BLOCKS, isMenu, isWordListItem, looksQuoted, marksOf, type Marks } from './html-looks.ts'
import { articleRoot, isPageFurniture } from './page-furniture.ts'
import { readPageMeta } from './page-meta.ts'
import { mergeBlocks, tidy } from './tidy-blocks.ts'

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
  if (!root || isTooDeep(document)) return { blocks: [] }
  const { blocks } = new BlockReader(base).read(articleRoot(root))
  return { ...readPageMeta(root), blocks }
}

const HEADINGS = /^h([1-6])$/u
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
    return { blocks: mergeBlocks(this.blocks) }
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

const paragraph = (inlines: readonly Inline[]): Block => ({ kind: 'paragraph', inlines })
const withoutBold = ({ bold: _bold, ...inline }: Inline): Inline => inline
