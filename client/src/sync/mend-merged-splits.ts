import { renderMention } from '@dateline/shared/facts/mentions/render-mention'
import { mendSplits } from '@dateline/shared/story/mend-splits'
import { TEXT_FIELDS, type StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'

/**
 * Looks at every block to which somebody else's edit brought something, and takes out what stands
 * twice because two devices split the same words (rule M10). All who may write do it alike.
 *
 * @param may asked each time: whoever may not write must not delete either
 * @returns stop
 */
export function mendMergedSplits(story: StoryDoc, may: () => boolean, origin: unknown): () => void {
  const waiting = new Set<Y.XmlElement>()
  const mend = () => {
    const blocks = [...waiting].filter((block) => block.parent !== null)
    waiting.clear()
    const context = {
      language: story.meta.read().language,
      fact: (id: string) => story.facts.get(id),
    }
    const words = (ref: Parameters<typeof renderMention>[0]) => renderMention(ref, context)
    for (const block of blocks) {
      story.doc.transact(() => {
        // A block that three devices split has more than one thing twice.
        for (let left = block.length; left > 0 && mendSplits(block, words); left -= 1);
      }, origin)
    }
  }
  const look = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
    if (local || !may()) return
    const had = waiting.size
    for (const { target } of events) if (target instanceof Y.XmlElement) waiting.add(target)
    if (had === 0 && waiting.size > 0) queueMicrotask(mend) // not within their transaction
  }
  const fragments = TEXT_FIELDS.map((field) => story.text(field))
  for (const fragment of fragments) fragment.observeDeep(look)
  return () => {
    for (const fragment of fragments) fragment.unobserveDeep(look)
  }
}
