import type { DateReference } from '@dateline/shared/facts/dates/parse-date'
import type { CopyBlock } from '@dateline/shared/facts/extract/copy-block'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { proposeFacts } from '@dateline/shared/facts/extract/propose-facts'
import { mintFactId } from '@dateline/shared/ids'
import type { StoryDoc } from '@dateline/shared/story/story-doc'
import { blockText, textBlocks } from '@dateline/shared/story/text-blocks'
import * as Y from 'yjs'

/**
 * Facts stated in a fresh story's headline, standfirst and body.
 * @param reference the day it appeared, and where days are meant when a text does not say
 */
export function proposeForStory(story: StoryDoc, reference: DateReference): Proposal[] {
  const blocks = (['headline', 'standfirst', 'body'] as const).flatMap((textField) =>
    textBlocks(story.text(textField)).map((block, index): CopyBlock => ({
      textField,
      block: index,
      text: blockText(block, () => ''),
      quoted: isInQuotation(block.node),
    })),
  )
  const { language } = story.meta.read()
  return proposeFacts({ blocks, language, reference }, mintFactId)
}

function isInQuotation(node: Y.XmlElement): boolean {
  for (let parent = node.parent; parent instanceof Y.XmlElement; parent = parent.parent) {
    if (parent.nodeName === 'blockquote') return true
  }
  return false
}
