import { renderMention } from '../facts/mentions/render-mention.ts'
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
  return textBlocks(story.text(field))
    .map((block) => blockText(block, (ref) => renderMention(ref, context) ?? MISSING_VALUE))
    .join('\n\n')
    .trim()
}
