import type { MentionRef } from '@dateline/shared/facts/mentions/render-mention'
import type { Node as ProseNode } from '@tiptap/pm/model'

/** What a mention node points at. */
export function mentionOf(node: ProseNode): MentionRef {
  const { factId, field, format } = node.attrs as Record<keyof MentionRef, unknown>
  return { factId: String(factId), field: String(field), format: String(format) }
}
