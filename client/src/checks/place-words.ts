import type { CheckBlock } from '@dateline/shared/facts/checks/finding'
import { renderMention, type MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { MISSING_VALUE } from '@dateline/shared/story/story-text'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { mentionOf } from '../editor/mention/mention-ref.ts'
import type { StorySession } from '../sync/story-session.ts'

export interface Place {
  readonly from: number
  readonly to: number
}

/**
 * Where words of a checked block stand in the editor now. A block is known by its words: by its
 * number as well when that still fits, else when no other says the same.
 *
 * @returns null when the block was changed since: the next answer is on its way
 */
export function placeWords(
  doc: ProseNode,
  { block, text }: Pick<CheckBlock, 'block' | 'text'>,
  { start, end }: { start: number; end: number },
  session: StorySession,
): Place | null {
  const context: MentionContext = {
    language: session.story.meta.read().language,
    fact: (id) => session.story.facts.get(id),
  }
  const blocks: { node: ProseNode; pos: number }[] = []
  doc.descendants((node, pos) => {
    if (node.isTextblock) blocks.push({ node, pos })
    return !node.isTextblock
  })
  const says = ({ node }: { node: ProseNode }) => wordsOf(node, context) === text
  const there = blocks[block]
  const found = there && says(there) ? [there] : blocks.filter(says)
  const [only] = found
  if (!only || found.length > 1) return null
  return {
    from: positionOf(only.node, only.pos, start, context).before,
    to: positionOf(only.node, only.pos, end, context).after,
  }
}

const leafWords = (node: ProseNode, context: MentionContext): string =>
  node.type.name === 'mention' ? (renderMention(mentionOf(node), context) ?? MISSING_VALUE) : '\n'

const wordsOf = (block: ProseNode, context: MentionContext): string =>
  block.textBetween(0, block.content.size, undefined, (node) => leafWords(node, context))

/** The position of an offset in a block's words; within a mention, before and behind it. */
function positionOf(
  block: ProseNode,
  pos: number,
  offset: number,
  context: MentionContext,
): { before: number; after: number } {
  let left = offset
  let at = pos + 1
  for (const child of block.children) {
    const length = child.isText ? child.nodeSize : leafWords(child, context).length
    if (left === 0) break
    if (left < length) {
      return child.isText
        ? { before: at + left, after: at + left }
        : { before: at, after: at + child.nodeSize }
    }
    left -= length
    at += child.nodeSize
  }
  return { before: at, after: at }
}
