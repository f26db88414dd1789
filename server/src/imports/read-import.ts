import { IMPORT_LIMIT, type ImportBody } from '@dateline/shared/api/contracts'
import { HttpError } from '../http/http-error.ts'
import { isForOneStory } from './article-size.ts'
import { blockWords, type Article } from './article.ts'
import { cleanArticle } from './clean-article.ts'
import type { Page } from './fetch-page.ts'
import { readHtml } from './read-html.ts'
import { readText } from './read-text.ts'

export interface Imported extends Article {
  /** Where it was fetched from. */
  readonly url?: string
}

/**
 * The article in what was sent: text, HTML, or the page that its URL led to.
 * @throws HttpError 422 `nothing-to-import` when cleaning leaves nothing, `too-large`
 */
export function readImport({ text, html }: ImportBody, page: Page | undefined): Imported {
  if (text !== undefined) return checked(readText(text))
  if (html !== undefined) return checked(readHtml(html))
  if (!page) throw new RangeError('an import of nothing')
  if (page.text.length > IMPORT_LIMIT * 10) {
    throw new HttpError(422, 'too-large', 'This page is too long. Paste the part that you need.')
  }
  const article = checked(page.isHtml ? readHtml(page.text, page.url) : readText(page.text))
  const publisher = article.publisher ?? new URL(page.url).hostname.replace(/^www\./u, '')
  return { ...article, publisher, url: page.url }
}

function checked(raw: Article): Article {
  if (!isForOneStory(raw.blocks)) throw tooLarge()
  const article = cleanArticle(raw)
  const words = article.blocks.map(blockWords).join('').trim()
  if (words === '' && article.headline === undefined) {
    throw new HttpError(
      422,
      'nothing-to-import',
      'Nothing is left after removing menus, share lines and the like. Paste the text of the article itself.',
    )
  }
  const size = article.blocks.reduce((sum, block) => sum + blockWords(block).length, 0)
  if (size > IMPORT_LIMIT) throw tooLarge()
  return article
}

const tooLarge = () =>
  new HttpError(422, 'too-large', 'This is too long for one story. Import it in parts.')
