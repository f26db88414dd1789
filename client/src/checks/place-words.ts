import type { CheckBlock } from '@dateline/shared/facts/checks/finding'
import { MISSING_VALUE } from '@dateline/shared/story/story-text'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { docMentions } from '../editor/mention/doc-mentions.ts'
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
  const { meta, facts } = session.story
  const words = docMentions(doc, { language: meta.read().language }, facts)
  const blocks: { node: ProseNode; pos: number }[] = []
  doc.descendants((node, pos) => {
    if (node.isTextblock) blocks.push({ node, pos })
    return !node.isTextblock
  })
  const says = ({ node, pos }: { node: ProseNode; pos: number }) =>
    wordsOf(node, pos, words) === text
  const there = blocks[block]
  const found = there && says(there) ? [there] : blocks.filter(says)
  const [only] = found
  if (!only || found.length > 1) return null
  return {
    from: positionOf(only.node, only.pos, start, words).before,
    to: positionOf(only.node, only.pos, end, words).after,
  }
}

type Words = ReturnType<typeof docMentions>

const leafWords = (node: ProseNode, pos: number, words: Words): string =>
  node.type.name === 'mention' ? (words.get(pos) ?? MISSING_VALUE) : '\n'

function wordsOf(block: ProseNode, pos: number, words: Words): string {
  let text = ''
  block.forEach((child, offset) => {
    text += child.isText ? (child.text ?? '') : leafWords(child, pos + 1 + offset, words)
  })
  return text
}

/** The position of an offset in a block's words; within a mention, before and behind it. */
function positionOf(
  block: ProseNode,
  pos: number,
  offset: number,
  words: Words,
): { before: number; after: number } {
  let left = offset
  let at = pos + 1
  for (const child of block.children) {
    const length = child.isText ? child.nodeSize : leafWords(child, at, words).length
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
