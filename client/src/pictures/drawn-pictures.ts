import type { PictureKind } from '@dateline/shared/facts/pictures/picture-kind'
import type { StoryDoc } from '@dateline/shared/story/story-doc'
import { textBlocks } from '@dateline/shared/story/text-blocks'
import { derived, type Snapshots } from '../sync/snapshots.ts'

/** A picture in the copy that was drawn from the facts. */
export interface InCopy {
  readonly media: string
  /** All it says. */
  readonly words: string
}

/** The pictures in the copy that were drawn from the facts, the first of each kind (rule V6). */
export function drawnPictures(
  story: StoryDoc,
  text: Snapshots<number>,
): Snapshots<ReadonlyMap<PictureKind, InCopy>> {
  return derived([text, story.drawn], () => {
    const found = new Map<PictureKind, InCopy>()
    for (const { node } of textBlocks(story.text('body'))) {
      const media: unknown = node.nodeName === 'figure' ? node.getAttribute('media') : undefined
      const drawn = typeof media === 'string' ? story.drawn.get(media) : undefined
      if (typeof media !== 'string' || !drawn || found.has(drawn.kind)) continue
      found.set(drawn.kind, { media, words: drawn.words })
    }
    return found
  })
}
