import { wordsOf, blockWords, type Article, type Block, type Inline } from './article.ts'
import { isFurniture } from './furniture.ts'
import { readDateline, readPageLine } from './page-lines.ts'

/** A headline is a line, not a paragraph. */
const HEADLINE_LIMIT = 150 // characters
const STANDFIRST_LIMIT = 250 // characters
/** Bylines and dates stand at the top. */
const TOP_LINES = 6

/**
 * An article without the page it came from (rules I2–I4): furniture gone, the headline and a clear
 * standfirst out of the body, byline, date line and dateline recognised instead of left in the copy.
 * What cannot be told from news stays: leaving a line to delete costs less than losing one.
 */
export function cleanArticle(article: Article): Article {
  const blocks = article.blocks.flatMap(withoutFurniture)
  return withoutDateline(withStandfirst(withoutPageLines(withHeadline({ ...article, blocks }))))
}

function withoutFurniture(block: Block): Block[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return isFurniture(wordsOf(block.inlines)) ? [] : [block]
    case 'quote': {
      const blocks = block.blocks.flatMap(withoutFurniture)
      return blocks.length > 0 ? [{ ...block, blocks }] : []
    }
    case 'list': {
      const items = block.items
        .map((item) => item.flatMap(withoutFurniture))
        .filter((item) => item.length > 0)
      return items.length > 0 ? [{ ...block, items }] : []
    }
    default:
      return block satisfies never
  }
}

const isLine = (block: Block | undefined): block is Block & { inlines: readonly Inline[] } =>
  block?.kind === 'paragraph' || block?.kind === 'heading'

/** A short line without a final stop, with something after it. */
function readsLikeHeadline(text: string, limit: number): boolean {
  const words = text.split(/\s+/u).length
  return text.length <= limit && words >= 2 && !/[.!?:;,…؟۔]["”’»)]?$/u.test(text)
}

const same = (a: string, b: string): boolean => {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return plain(a) === plain(b)
}

function withHeadline(article: Article): Article {
  const [first, second] = article.blocks
  const given = article.headline && !isFurniture(article.headline) ? article.headline : undefined
  if (given !== undefined) {
    const blocks = article.blocks.filter(
      (block, index) => index > TOP_LINES || !isLine(block) || !same(wordsOf(block.inlines), given),
    )
    return { ...article, headline: given, blocks }
  }
  const { headline: _, ...rest } = article
  if (!isLine(first) || !second) return rest
  const text = wordsOf(first.inlines)
  const isHeadline = first.kind === 'heading' || readsLikeHeadline(text, HEADLINE_LIMIT)
  if (!isHeadline || readPageLine(text)) return rest
  return { ...rest, headline: text, blocks: article.blocks.slice(1) }
}

/** Bylines and bare dates at the top become what they are; further down a name may be news. */
function withoutPageLines(article: Article): Article {
  let found: Article = article
  const blocks = article.blocks.filter((block, index) => {
    if (index >= TOP_LINES || !isLine(block)) return true
    const line = readPageLine(wordsOf(block.inlines))
    if (!line) return true
    found = { ...line, ...found }
    return false
  })
  return { ...found, blocks }
}

function withStandfirst(article: Article): Article {
  const [first, second] = article.blocks
  const { standfirst } = article
  if (standfirst !== undefined) {
    const blocks = article.blocks.filter(
      (block, index) =>
        index > TOP_LINES || !isLine(block) || !same(wordsOf(block.inlines), standfirst),
    )
    return { ...article, blocks }
  }
  // Only where there is a headline above it and copy below: else it is a paragraph or a subheading.
  if (
    article.headline === undefined ||
    first?.kind !== 'paragraph' ||
    second?.kind !== 'paragraph'
  ) {
    return article
  }
  const text = wordsOf(first.inlines)
  const isStandfirst =
    readsLikeHeadline(text, STANDFIRST_LIMIT) && blockWords(second).length > text.length
  return isStandfirst ? { ...article, standfirst: text, blocks: article.blocks.slice(1) } : article
}

function withoutDateline(article: Article): Article {
  const [first, ...rest] = article.blocks
  if (first?.kind !== 'paragraph') return article
  const [inline, ...inlines] = first.inlines
  const line = inline && readDateline(inline.text)
  if (!inline || !line) return article
  const text = inline.text.slice(line.length)
  const left = text === '' ? inlines : [{ ...inline, text }, ...inlines]
  if (left.length === 0) return article
  return {
    ...(line.agency !== undefined && { publisher: line.agency }),
    dateline: line.dateline,
    ...article,
    blocks: [{ ...first, inlines: left }, ...rest],
  }
}
