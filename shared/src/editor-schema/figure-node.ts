import { mergeAttributes, Node } from '@tiptap/core'

/** How a stored picture is named: the SHA-256 of its bytes, in hex. */
export const isMediaHash = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** What people type into the fields of a picture. */
export const FIGURE_TEXTS = ['alt', 'credit'] as const

/**
 * A picture with its caption. The node names the stored file by hash and holds the two texts that
 * belong to it, one attribute each, so that two people filling in one each both keep theirs; the
 * caption is its content, so words and mentions in it live like any others. It stands at the top
 * level of the body only: no target has a place for a picture within a quotation or a list.
 */
export const FigureNode = Node.create({
  name: 'figure',
  group: 'piece',
  content: 'inline*',
  draggable: true,
  isolating: true, // Backspace at its edge must not pour the next paragraph into the caption
  defining: true,
  addAttributes() {
    return {
      media: {
        default: '',
        parseHTML: (element: HTMLElement) => {
          const hash = element.dataset['media']
          return isMediaHash(hash) ? hash : ''
        },
        renderHTML: ({ media }: Record<string, unknown>) => ({ 'data-media': String(media) }),
      },
      // Written on the <img> by renderHTML below, where every reader of the clipboard knows them.
      alt: {
        default: '',
        parseHTML: (element: HTMLElement) => element.querySelector('img')?.alt ?? '',
        rendered: false,
      },
      credit: {
        default: '',
        parseHTML: (element: HTMLElement) => element.dataset['credit'] ?? '',
        renderHTML: ({ credit }: Record<string, unknown>) => ({ 'data-credit': String(credit) }),
      },
    }
  },
  parseHTML: () => [{ tag: 'figure[data-media]', contentElement: 'figcaption' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'figure',
    mergeAttributes(HTMLAttributes),
    ['img', { alt: String(node.attrs['alt']) }],
    ['figcaption', 0],
  ],
})
