import { attribute, elements, textOf, type Element } from './dom.ts'

const DROPPED =
  'script style noscript template nav aside form footer button input select textarea label dialog iframe object embed video audio canvas svg math figure picture img map link meta head title menu'.split(
    ' ',
  )
const ROLES =
  'navigation complementary contentinfo search dialog alert alertdialog banner menu toolbar form'.split(
    ' ',
  )
const HIDDEN_CLASS = /(?:^|\s)(?:sr-only|screen-reader-text|visually-hidden|hidden|d-none)(?:\s|$)/u
const BOX =
  /(?:^|[\s_-])(?:share|shares|sharing|social|sharedaddy|related|recommended|newsletter|subscribe|subscription|signup|cookie|cookies|consent|gdpr|breadcrumbs?|promo|advert(?:isement|s)?|ads?|sidebar|widget|paywall|popup|modal|comments?|respond|tags|tag-links|byline|post-meta|entry-meta|author-box|jp-relatedposts|follow|trending|most-read)(?:[\s_-]|$)/iu

/** An element that is never copy: machinery, what readers cannot see, and boxes named for what they are. */
export function isPageFurniture(element: Element): boolean {
  if (DROPPED.includes(element.tagName)) return true
  if (ROLES.includes(attribute(element, 'role') ?? '')) return true
  if (attribute(element, 'hidden') !== undefined) return true
  if (attribute(element, 'aria-hidden') === 'true') return true
  const style = attribute(element, 'style') ?? ''
  if (/(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/iu.test(style)) return true
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
  if (HIDDEN_CLASS.test(names)) return true
  const isBox = ['div', 'section', 'ul', 'ol', 'p', 'span', 'header'].includes(element.tagName)
  return isBox && BOX.test(names)
}

/** Where the article is on a page: its largest `article`, else `main`, else all of it. */
export function articleRoot(document: Element): Element {
  const all = [...elements(document)]
  const largest = (found: readonly Element[]) =>
    found.toSorted((a, b) => textOf(b).length - textOf(a).length)[0]
  const article = largest(
    all.filter((one) => one.tagName === 'article' || attribute(one, 'itemprop') === 'articleBody'),
  )
  const main = all.find((one) => one.tagName === 'main' || attribute(one, 'role') === 'main')
  const body = all.find((one) => one.tagName === 'body') ?? document
  return article ?? main ?? body
}
