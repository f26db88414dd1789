import type { CopyBlock } from '@dateline/shared/facts/extract/copy-block'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { proposeFacts } from '@dateline/shared/facts/extract/propose-facts'
import { mintFactId } from '@dateline/shared/ids'
import type { StoryDoc } from '@dateline/shared/story/story-doc'
import { blockText, textBlocks } from '@dateline/shared/story/text-blocks'
import * as Y from 'yjs'

/** Where days are meant when a text does not say: the newsroom's. */
const NEWSROOM_ZONE = 'Asia/Kabul'

/** Facts stated in a fresh story's headline, standfirst and body, read against the day it appeared. */
export function proposeForStory(story: StoryDoc, date: string): Proposal[] {
  const blocks = (['headline', 'standfirst', 'body'] as const).flatMap((textField) =>
    textBlocks(story.text(textField)).map((block, index): CopyBlock => ({
      textField,
      block: index,
      text: blockText(block, () => ''),
      quoted: isInQuotation(block.node),
    })),
  )
  const { language } = story.meta.read()
  return proposeFacts({ blocks, language, reference: { date, tz: NEWSROOM_ZONE } }, mintFactId)
}

function isInQuotation(node: Y.XmlElement): boolean {
  for (let parent = node.parent; parent instanceof Y.XmlElement; parent = parent.parent) {
    if (parent.nodeName === 'blockquote') return true
  }
  return false
}
