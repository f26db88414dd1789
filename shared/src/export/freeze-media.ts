import { inlineText } from './ast-text.ts'
import type { FrozenMedia } from './media-schema.ts'
import type { Block } from './story-ast.ts'

/** What the store knows of a file. */
export type StoredMedia = Pick<FrozenMedia, 'mediaType' | 'width' | 'height' | 'bytes'>

/**
 * The files that the body's pictures show, each once, in reading order.
 * @throws RangeError when one is not stored and this is no draft: the gate was skipped (rule G13)
 */
export function freezeMedia(
  body: readonly Block[],
  stored: ReadonlyMap<string, StoredMedia>,
  draft: boolean,
): FrozenMedia[] {
  const byHash = new Map<string, FrozenMedia>()
  for (const block of body) {
    if (block.type !== 'figure' || byHash.has(block.attrs.media)) continue
    const { media: sha256, alt, credit } = block.attrs
    const file = stored.get(sha256)
    if (file) {
      const { mediaType, width, height, bytes } = file
      const caption = inlineText(block.content).trim()
      byHash.set(sha256, { sha256, mediaType, width, height, bytes, alt, credit, caption })
    } else if (!draft) {
      throw new RangeError(`no file ${sha256} is stored for this story`)
    }
  }
  return [...byHash.values()]
}
