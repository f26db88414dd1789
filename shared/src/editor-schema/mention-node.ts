import { mergeAttributes, Node } from '@tiptap/core'
import { isMentionFormat } from '../facts/mentions/mention-format.ts'

/**
 * A mention of a fact: `factId.field + format`, without a copy of the value (rule M1). In HTML (the
 * clipboard, a paste into another story) it is `<span data-fact data-field data-format>words</span>`,
 * so elsewhere it degrades to its words.
 */
export const MentionNode = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  marks: '_', // a mention can be bold or lie in a link like any word
  addAttributes() {
    return {
      factId: dataAttribute('factId', 'fact', ''),
      field: dataAttribute('field', 'field', 'label'),
      format: {
        ...dataAttribute('format', 'format', 'plain'),
        parseHTML: (element: HTMLElement) => {
          const format = element.dataset['format']
          return isMentionFormat(format) ? format : 'plain'
        },
      },
    }
  },
  parseHTML: () => [{ tag: 'span[data-fact]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes)],
})

const dataAttribute = (name: string, data: string, fallback: string) => ({
  default: fallback,
  parseHTML: (element: HTMLElement) => element.dataset[data] ?? fallback,
  renderHTML: (attributes: Record<string, unknown>) => ({
    [`data-${data}`]: String(attributes[name]),
  }),
})
