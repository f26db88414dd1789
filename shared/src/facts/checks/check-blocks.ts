import * as Y from 'yjs'
import { TEXT_FIELDS, type StoryDoc } from '../../story/story-doc.ts'
import { MISSING_VALUE } from '../../story/story-text.ts'
import { textBlocks, type TextBlock } from '../../story/text-blocks.ts'
import { mentionWords } from '../mentions/mention-words.ts'
import type { MentionContext } from '../mentions/render-mention.ts'
import type { CheckBlock, MentionSpan } from './finding.ts'

/** Every text block of a story as the rules read it: mentions written out, with their places. */
export function checkBlocks(story: StoryDoc): CheckBlock[] {
  const context: MentionContext = {
    language: story.meta.read().language,
    fact: (id) => story.facts.get(id),
  }
  return TEXT_FIELDS.flatMap((textField) => {
    const blocks = textBlocks(story.text(textField))
    const words = mentionWords(blocks, context)
    return blocks.map((block, index) => ({
      textField,
      block: index,
      ...readRuns(block, words),
      quoted: isInQuotation(block.node),
    }))
  })
}

function readRuns(
  { runs }: TextBlock,
  words: ReturnType<typeof mentionWords>,
): Pick<CheckBlock, 'text' | 'mentions'> {
  const mentions: MentionSpan[] = []
  let text = ''
  for (const run of runs) {
    const start = text.length
    if (run.kind === 'text') text += run.text
    else if (run.kind === 'break') text += '\n'
    else {
      text += words.get(run.node) ?? MISSING_VALUE
      mentions.push({ ...run.mention, start, end: text.length })
    }
  }
  return { text, mentions }
}

function isInQuotation(node: Y.XmlElement): boolean {
  for (let at = node.parent; at instanceof Y.XmlElement; at = at.parent) {
    if (at.nodeName === 'blockquote') return true
  }
  return false
}
