import { escapeAttribute, escapeText } from './escape.ts'
import { withMark } from './html-body.ts'
import type { Inline } from './story-ast.ts'
import { UnknownNodeError } from './unknown-node.ts'

/**
 * Words of a block: `strong`, `em`, `a`, `br` and the mention's span. `<time>` and `<bdi>` are
 * taken away by an author's filter, so they are not sent.
 */
export function wordPressInline(content: readonly Inline[]): string {
  return content
    .map((node) => {
      switch (node.type) {
        case 'text':
          return (node.marks ?? []).reduce(
            (inner, mark) => withMark(inner, mark),
            wordPressText(node.text),
          )
        case 'hardBreak':
          return '<br>'
        case 'mention': {
          const { factId, words } = node.attrs
          return `<span class="nr-fact" data-nr-fact="${escapeAttribute(factId)}">${wordPressText(words)}</span>`
        }
        default:
          throw new UnknownNodeError(String((node as { type?: unknown }).type), 'body')
      }
    })
    .join('')
}

/**
 * A square bracket would open a shortcode: somebody's words must not run `[gallery]`. Written as
 * WordPress itself writes it, so that it comes back the same.
 */
export const wordPressText = (text: string): string =>
  escapeText(text).replaceAll('[', '&#091;').replaceAll(']', '&#093;')
