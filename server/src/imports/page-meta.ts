import type { ArticleMeta } from './article.ts'
import { attribute, elements, textOf, type Element } from './dom.ts'

/** What a page says of itself: in JSON-LD, meta elements, its first heading and its `time`. */
export function readPageMeta(root: Element): ArticleMeta {
  const all = [...elements(root)]
  const meta = (...names: string[]): string | undefined => {
    const found = all.find((one) => {
      const key = attribute(one, 'property') ?? attribute(one, 'name') ?? attribute(one, 'itemprop')
      return one.tagName === 'meta' && key !== undefined && names.includes(key)
    })
    return clean(found && attribute(found, 'content'))
  }
  const first = (test: (one: Element) => boolean): string | undefined => {
    const found = all.find(test)
    return clean(found && textOf(found))
  }
  const json = newsArticle(all)
  const site = meta('og:site_name') ?? nameIn(json['publisher'])
  const title = meta('og:title') ?? first((one) => one.tagName === 'title' && !inSvg(one))
  const headline =
    first((one) => one.tagName === 'h1') ?? clean(json['headline']) ?? withoutSite(title, site)
  const time = all.find((one) => one.tagName === 'time' && attribute(one, 'datetime'))
  const publishedAt =
    meta('article:published_time', 'datePublished', 'date', 'pubdate', 'DC.date.issued') ??
    clean(json['datePublished']) ??
    (time && attribute(time, 'datetime'))
  const byline =
    meta('author', 'article:author', 'byl') ??
    nameIn(json['author']) ??
    first((one) => attribute(one, 'rel') === 'author' || hasClass(one, /^(?:byline|author-name)$/u))
  const standfirst = first((one) =>
    hasClass(
      one,
      /^(?:standfirst|dek|deck|sub-?title|sub-?headline|article__summary|lead-?text)$/u,
    ),
  )
  const language = attribute(root, 'lang')
  return {
    ...(headline && { headline }),
    ...(standfirst && { standfirst }),
    ...(byline && !/^https?:/u.test(byline) && { byline: byline.replace(/^by:?\s+/iu, '') }),
    ...(site && { publisher: site }),
    ...(publishedAt && { publishedAt }),
    ...(language && { language }),
  }
}

const clean = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.replaceAll(/[\s\u00a0]+/gu, ' ').trim() : ''
  return text === '' ? undefined : text
}

const hasClass = (element: Element, name: RegExp): boolean =>
  (attribute(element, 'class') ?? '').split(/\s+/u).some((one) => name.test(one))

const inSvg = (element: Element): boolean => element.namespaceURI.endsWith('svg')

/** "Truce holds | The Daily" → "Truce holds": only the site's own name is cut off. */
function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  if (title === undefined) return undefined
  const [head = title, ...tail] = title.split(/\s+[|–—-]\s+/u)
  const isSite = tail.length === 1 && (site === undefined || tail[0] === site) && head.length > 20
  return isSite ? head : title
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** The first article in the page's JSON-LD, wherever it is nested. */
function newsArticle(all: readonly Element[]): Json {
  for (const element of all) {
    const isJsonLd = attribute(element, 'type')?.toLowerCase() === 'application/ld+json'
    if (element.tagName !== 'script' || !isJsonLd) continue
    const [text] = element.childNodes
    const found = text && 'value' in text ? findArticle(parseJson(text.value), 0) : undefined
    if (found) return found
  }
  return {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // pages have broken JSON; then they say nothing in it
  }
}

function findArticle(value: unknown, depth: number): Json | undefined {
  if (depth > 4) return undefined
  if (Array.isArray(value)) {
    return value.map((one) => findArticle(one, depth + 1)).find((one) => one !== undefined)
  }
  if (!isObject(value)) return undefined
  const types = [value['@type']].flat()
  if (types.some((type) => typeof type === 'string' && /(?:Article|BlogPosting)$/u.test(type))) {
    return value
  }
  return findArticle(value['@graph'], depth + 1)
}

function nameIn(value: unknown): string | undefined {
  const names = [value].flat().map((one) => clean(isObject(one) ? one['name'] : one))
  const known = names.filter((name) => name !== undefined)
  return known.length > 0 ? known.join(' and ') : undefined
}
