import * as Y from 'yjs'
import type { MentionRef } from '../facts/mentions/render-mention.ts'
import { plainText } from './text-blocks.ts'

/** Fewer letters than this may well stand twice because somebody wrote them twice. */
const LEAST = 8

type Words = (mention: MentionRef) => string | undefined

/**
 * Takes out what stands twice in a block because two devices put mentions into the same words
 * unknown to each other (rule M10). A mention in the midst of a Y.XmlText makes a new text of what
 * stands behind it, so each device brings its own: `A B C D` becomes `A [B] C D [D]` or, when the
 * other comes first, `A [D] B C D`-like. Known by its signature alone: the words of one mention and
 * all that follows it are, letter for letter, the end of the other's text.
 *
 * Only deletes, and the same on every device that sees the same, so that all may do it. Letters are
 * deleted and not their text: what somebody is typing there unknown to us survives.
 *
 * @param words what a mention shows
 * @returns whether anything was taken out
 */
export function mendSplits(block: Y.XmlElement, words: Words): boolean {
  const nodes = block.toArray()
  for (const [index, mention] of nodes.entries()) {
    const [before, after] = [nodes[index - 1], nodes[index + 1]]
    if (!isMention(mention) || !(after instanceof Y.XmlText)) continue
    const twice = (words(refOf(mention)) ?? '') + plainText(after)
    if (twice.length < LEAST || plainText(after) === '') continue
    // A [B] C D [D]: the end of the text before is what the mention says and what follows it.
    if (isMention(nodes[index - 2]) && before instanceof Y.XmlText) {
      const text = plainText(before)
      if (text.endsWith(twice)) {
        before.delete(text.length - twice.length, twice.length)
        return true
      }
    }
    // A [D] [B] C D: the next text ends in the same, and has the other words before it.
    const [other, rest] = [nodes[index + 2], nodes[index + 3]]
    if (!isMention(other) || !(rest instanceof Y.XmlText)) continue
    const text = plainText(rest)
    const isSame =
      text.length >= LEAST &&
      text === plainText(after) &&
      words(refOf(other)) === words(refOf(mention))
    if (text.endsWith(twice) || isSame) {
      // Of two mentions of the same words the later goes, else the one whose words are still there.
      const [gone, letters] = isSame ? [index + 2, rest] : [index, after]
      letters.delete(0, letters.length)
      block.delete(gone, 1)
      return true
    }
  }
  return false
}

const isMention = (node: unknown): node is Y.XmlElement =>
  node instanceof Y.XmlElement && node.nodeName === 'mention'

function refOf(node: Y.XmlElement): MentionRef {
  const read = (key: string) => {
    const value: unknown = node.getAttribute(key)
    return typeof value === 'string' ? value : ''
  }
  return { factId: read('factId'), field: read('field'), format: read('format') }
}
