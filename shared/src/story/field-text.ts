import { renderMention } from '../facts/mentions/render-mention.ts'
import type { StoryDoc, TextField } from './story-doc.ts'
import { blockText, textBlocks } from './text-blocks.ts'

/**
 * One text field as plain words: its blocks parted by a blank line, its mentions written out in the
 * story's language, nothing where a mention has no value (rule M1).
 */
export function fieldText(story: StoryDoc, field: TextField): string {
  const { language } = story.meta.read()
  const context = { language, fact: (id: string) => story.facts.get(id) }
  return textBlocks(story.text(field))
    .map((block) => blockText(block, (mention) => renderMention(mention, context) ?? ''))
    .join('\n\n')
}
