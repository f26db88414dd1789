/**
 * Word puts lists on the clipboard as paragraphs whose bullets are letters: `<p style="mso-list:l0
 * level1 lfo1"><span style="mso-list:Ignore">·</span>words</p>`. Turns runs of them into lists.
 * Deeper levels come out flat: the words are kept, the nesting is not.
 */
export function wordListsToLists(body: HTMLElement): void {
  let list = body.ownerDocument.createElement('ul')
  for (const paragraph of body.querySelectorAll<HTMLElement>('p[style*="mso-list"]')) {
    const style = paragraph.getAttribute('style') ?? ''
    if (/mso-list:\s*none/i.test(style)) continue
    const marker = [...paragraph.querySelectorAll('span')].find((span) =>
      /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
    )
    const tag = /^\s*(\d|[a-z]{1,3}[.)])/i.test(marker?.textContent ?? '') ? 'ol' : 'ul'
    marker?.remove()
    if (list.tagName.toLowerCase() !== tag || list.nextElementSibling !== paragraph) {
      list = body.ownerDocument.createElement(tag)
      paragraph.before(list)
    }
    const item = body.ownerDocument.createElement('li')
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}
