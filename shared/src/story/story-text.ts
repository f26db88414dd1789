import { mentionWords } from '../facts/mentions/mention-words.ts'
import type { StoryDoc, TextField } from './story-doc.ts'
import { blockText, textBlocks } from './text-blocks.ts'

/** What stands where a mention has lost its fact or value. The gate keeps it from going out. */
export const MISSING_VALUE = '[?]'

/**
 * One text field as a reader would read it: mentions written out in the story's language,
 * paragraphs parted by a blank line.
 */
export function fieldText(story: StoryDoc, field: TextField): string {
  const context = {
    language: story.meta.read().language,
    fact: (id: string) => story.facts.get(id),
  }
  const blocks = textBlocks(story.text(field))
  const words = mentionWords(blocks, context)
  return blocks
    .map((block) => blockText(block, (_, node) => words.get(node) ?? MISSING_VALUE))
    .join('\n\n')
    .trim()
}
