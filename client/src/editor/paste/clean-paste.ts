import { isSafeLink } from '@dateline/shared/editor-schema/editor-schema'
import { wordListsToLists } from './word-lists.ts'

/** Indents of this many points and more are how word processors set a quotation apart. */
const QUOTATION_INDENT_PT = 24

/**
 * HTML from anywhere → HTML the editor's schema can read without losing what matters: quotations
 * (marked up, styled, indented, or `<q>`), lists and links stay; scripts, styles and page furniture
 * go. Nothing in it runs: the document it is parsed into is inert.
 *
 * @param here the fact of this story that is meant: the very one, or the copy of one of another
 *   story; a mention of what is not here becomes its words (rule M7)
 */
export function cleanPaste(html: string, here: (factId: string) => string | undefined): string {
  const doc = new DOMParser().parseFromString(html, 'text/html')
  const { body } = doc
  for (const element of body.querySelectorAll('script,style,noscript,template,iframe,svg,title')) {
    element.remove()
  }
  unwrapGoogleDocs(body)
  wordListsToLists(body)
  markQuotations(body)
  for (const element of body.querySelectorAll('q')) {
    element.replaceWith(`“${element.textContent}”`) // browsers draw these marks; the text has none
  }
  for (const element of body.querySelectorAll('h1')) rename(element, 'h2')
  for (const element of body.querySelectorAll('h5,h6')) rename(element, 'h4')
  for (const link of body.querySelectorAll('a')) cleanLink(link)
  for (const mention of body.querySelectorAll<HTMLElement>('span[data-fact]')) {
    const id = here(mention.dataset['fact'] ?? '')
    if (id) mention.dataset['fact'] = id
    else mention.replaceWith(...mention.childNodes)
  }
  return body.innerHTML
}

/** Google Docs wraps everything in a `<b>` that is not bold. */
function unwrapGoogleDocs(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll('b[id^="docs-internal-guid"]')) {
    wrapper.replaceWith(...wrapper.childNodes)
  }
}

/** Turns quotations that only look like one into `<blockquote>`. */
function markQuotations(body: HTMLElement): void {
  for (const block of body.querySelectorAll<HTMLElement>('p,div')) {
    if (!looksQuoted(block) || block.closest('blockquote,li')) continue
    const holdsWords = block.tagName === 'DIV' && !block.querySelector('p,div')
    wrap(holdsWords ? rename(block, 'p') : block, 'blockquote')
  }
  for (const quote of body.querySelectorAll('blockquote')) {
    const before = quote.previousElementSibling
    if (before?.tagName === 'BLOCKQUOTE' && before.hasAttribute('data-made')) {
      before.append(...quote.childNodes)
      quote.remove()
    }
  }
}

function looksQuoted(block: HTMLElement): boolean {
  if (/\bMso(Intense)?Quote/.test(block.className)) return true
  const style = block.getAttribute('style') ?? ''
  if (/border-(left|inline-start)\s*:\s*(?!none|0)/.test(style) && /padding-left/.test(style)) {
    return true // how Outlook sets off the mail that is answered
  }
  const indent = /margin-left:\s*([\d.]+)(pt|px|in|cm)/.exec(style)
  if (!indent || block.tagName !== 'P' || /mso-list/.test(style)) return false
  const points = { pt: 1, px: 0.75, in: 72, cm: 28.35 }[indent[2] ?? 'pt'] ?? 1
  return Number(indent[1]) * points >= QUOTATION_INDENT_PT
}

function cleanLink(link: HTMLAnchorElement): void {
  const href = unwrapRedirect(link.getAttribute('href') ?? '')
  if (isSafeLink(href)) link.setAttribute('href', href)
  else link.replaceWith(...link.childNodes)
}

/** Google Docs copies links as redirects through its own server. */
function unwrapRedirect(href: string): string {
  if (!/^https:\/\/www\.google\.[a-z.]+\/url\?/.test(href)) return href
  return new URL(href).searchParams.get('q') ?? href
}

function rename(element: Element, tag: string): Element {
  const next = element.ownerDocument.createElement(tag)
  const style = element.getAttribute('style')
  if (style) next.setAttribute('style', style)
  next.append(...element.childNodes)
  element.replaceWith(next)
  return next
}

function wrap(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag)
  wrapper.setAttribute('data-made', '')
  element.replaceWith(wrapper)
  wrapper.append(element)
}
