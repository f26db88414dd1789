import type * as Y from 'yjs'
import { TEXT_FIELDS, type StoryDoc } from '../../story/story-doc.ts'
import { MISSING_VALUE } from '../../story/story-text.ts'
import { blockText, plainText, textBlocks } from '../../story/text-blocks.ts'
import { mentionWords } from '../mentions/mention-words.ts'
import type { MentionRef } from '../mentions/render-mention.ts'
import type { Place } from './anchors.ts'
import { sentenceRanges } from './sentence-ranges.ts'

/** The sentence around a place in the copy, as a reader reads it: what a source's excerpt quotes. */
export function sentenceAt(story: StoryDoc, { node, start }: Place): string {
  const blocks = TEXT_FIELDS.map((field) => textBlocks(story.text(field))).find((field) =>
    field.some((one) => one.node === node.parent),
  )
  const block = blocks?.find((one) => one.node === node.parent)
  if (!blocks || !block) return plainText(node)
  const context = {
    language: story.meta.read().language,
    fact: (id: string) => story.facts.get(id),
  }
  const words = mentionWords(blocks, context)
  const show = (_: MentionRef, mention: Y.XmlElement) => words.get(mention) ?? MISSING_VALUE
  const before = block.runs.slice(
    0,
    block.runs.findIndex((run) => run.kind === 'text' && run.node === node),
  )
  const at = blockText({ ...block, runs: before }, show).length + start
  const text = blockText(block, show)
  const range = sentenceRanges(text).find((one) => one.start <= at && at < one.end)
  return (range ? text.slice(range.start, range.end) : text).trim()
}
