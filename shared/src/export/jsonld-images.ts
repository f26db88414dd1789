import { inlineText } from './ast-text.ts'
import type { JsonLdNode } from './jsonld-node.ts'
import { mediaOf } from './media-file.ts'
import type { ExportPackage } from './package.ts'

/** The pictures of the body; each is named by its file's hash, for where it will lie we do not know. */
export function jsonLdImages(story: ExportPackage): JsonLdNode[] {
  return story.body.flatMap((block) => {
    if (block.type !== 'figure') return []
    const { media, alt, credit } = block.attrs
    const caption = inlineText(block.content).trim()
    const file = mediaOf(story, media)
    return [
      {
        '@type': 'ImageObject',
        '@id': `urn:dateline:media:${media}`,
        ...(alt && { description: alt }),
        ...(caption && { caption }),
        ...(credit && { creditText: credit }),
        ...(file && { encodingFormat: file.mediaType }),
      },
    ]
  })
}
