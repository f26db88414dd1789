import { escapeAttribute, scriptJson } from '@dateline/shared/export/escape'
import { renderArticleBody } from '@dateline/shared/export/html'
import { jsonLd } from '@dateline/shared/export/jsonld'
import { mediaFileName } from '@dateline/shared/export/media-file'
import type { FrozenMedia } from '@dateline/shared/export/media-schema'
import type { ExportPackage } from '@dateline/shared/export/package'
import { sha256Hex } from '@dateline/shared/facts/canonical'

/** A post as Ghost's Admin API answers it, of which we read this much. */
export interface GhostPost {
  readonly id: string
  readonly slug: string
  readonly status: string
  readonly url: string
  readonly title: string
  readonly custom_excerpt: string | null
  readonly lexical: string | null
  readonly updated_at: string
}

/** Ghost refuses a longer excerpt; the words then open the article instead. */
const EXCERPT_MOST = 300

/** Where a picture of the story lies on the site; undefined: not there yet. */
export type GhostImages = (file: FrozenMedia) => string | undefined

/** What Ghost keeps of a story's words. */
export function ghostWords(story: ExportPackage, images: GhostImages = () => undefined) {
  const { text } = story.standfirst
  const isShort = text.length <= EXCERPT_MOST
  const html = story.media.reduce(
    (body, file) =>
      body.replaceAll(
        `src="${mediaFileName(file)}"`,
        `src="${escapeAttribute(images(file) ?? imageName(file))}"`,
      ),
    renderArticleBody(story, { standfirst: !isShort }),
  )
  return { title: story.headline.text, custom_excerpt: isShort ? text : '', lexical: card(html) }
}

/** Ahead of its time: anybody could fetch the files of its pictures. */
export const preparedWords = (story: ExportPackage) =>
  ghostWords({ ...story, media: [], body: story.body.filter(({ type }) => type !== 'figure') })

/** What a picture is called there, by which it is known again; Ghost may add a number to it. */
export const imageName = ({ sha256 }: FrozenMedia): string => `nr-${sha256.slice(0, 16)}`

const OUR_IMAGE = /src="[^"]*\b(nr-[0-9a-f]{16})[^"]*"/g

/** Addresses of our pictures in a post, by their names. */
export function imagesIn(lexical: string | null): ReadonlyMap<string, string> {
  const found = ghostHtml(lexical).matchAll(/src="([^"]*\b(nr-[0-9a-f]{16})[^"]*)"/g)
  return new Map([...found].map(([, url = '', name = '']) => [name, url.replaceAll('&amp;', '&')]))
}

/** One HTML card: Ghost keeps its markup as it is, where its own converter would drop the facts. */
const card = (html: string): string =>
  JSON.stringify({
    root: {
      type: 'root',
      version: 1,
      direction: null,
      format: '',
      indent: 0,
      children: [{ type: 'html', version: 1, html }],
    },
  })

/** The tag that names the story there; one that begins with # is internal and seen by no reader. */
export const ghostTag = (storyId: string): string => `#nr-${storyId}`

export const ghostHead = (story: ExportPackage): string =>
  `<script type="application/ld+json">${scriptJson(jsonLd(story))}</script>`

type Words = Pick<GhostPost, 'title' | 'custom_excerpt' | 'lexical'>

/** Of what the post says; Ghost writes its own keys into the card, so only its HTML counts. */
export const ghostHash = ({ title, custom_excerpt, lexical }: Words): string =>
  sha256Hex(
    JSON.stringify([
      title,
      custom_excerpt ?? '',
      // Where a picture lies is the site's business; which one it is is not.
      ghostHtml(lexical).replaceAll(OUR_IMAGE, 'src="$1"'),
    ]),
  )

/** The HTML of the cards; anything else that somebody added there is part of what it says. */
export function ghostHtml(lexical: string | null): string {
  try {
    const { root } = JSON.parse(lexical ?? '') as { root: { children: readonly unknown[] } }
    return root.children
      .map((node) => {
        const { type, html } = node as { type?: unknown; html?: unknown }
        return type === 'html' && typeof html === 'string' ? html : JSON.stringify(node)
      })
      .join('\n')
  } catch {
    return lexical ?? ''
  }
}
