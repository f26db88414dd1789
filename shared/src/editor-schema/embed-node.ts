import { mergeAttributes, Node } from '@tiptap/core'

/** Longest address and title that an embed may have; a peer may have written anything. */
export const EMBED_LIMITS = { url: 2_000, title: 300 } as const

/** An embed leads to a public page over https and nowhere else: what it loads there, readers load. */
export function isSafeEmbed(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > EMBED_LIMITS.url) return false
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return protocol === 'https:' && username === '' && password === ''
}

/**
 * A post, film or page of somebody else's, shown by its address and title. Nothing of it is loaded
 * here: the editor shows a card, the CMS decides what becomes of the address.
 */
export const EmbedNode = Node.create({
  name: 'embed',
  group: 'piece',
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      url: {
        default: '',
        parseHTML: (element: HTMLElement) => {
          const url = element.querySelector('a')?.getAttribute('href')
          return isSafeEmbed(url) ? url : ''
        },
        rendered: false,
      },
      title: {
        default: '',
        parseHTML: (element: HTMLElement) => element.textContent?.trim() ?? '',
        rendered: false,
      },
    }
  },
  parseHTML: () => [{ tag: 'div[data-embed]' }],
  renderHTML({ node, HTMLAttributes }) {
    const { url, title } = node.attrs as { url: unknown; title: unknown }
    const href = isSafeEmbed(url) ? { href: url } : {}
    return [
      'div',
      mergeAttributes(HTMLAttributes, { 'data-embed': '' }),
      ['a', href, String(title) || String(url)],
    ]
  },
})
