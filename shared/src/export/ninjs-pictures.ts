import { inlineText } from './ast-text.ts'
import { mediaFileName, mediaOf } from './media-file.ts'
import type { ExportPackage } from './package.ts'

/**
 * The pictures of the body as associations. Their files are named by hash: whoever may read the
 * story fetches them from the newsroom by it.
 */
export function ninjsPictures(story: ExportPackage): readonly Record<string, unknown>[] {
  const figures = story.body.filter((block) => block.type === 'figure')
  return figures.map(({ attrs, content }, index) => {
    const file = mediaOf(story, attrs.media)
    const caption = inlineText(content).trim()
    return {
      name: `picture-${index + 1}`,
      rel: 'picture',
      uri: `urn:dateline:media:${attrs.media}`,
      type: 'picture',
      ...(attrs.alt && {
        headlines: [{ role: 'alternative', contentType: 'text/plain', value: attrs.alt }],
      }),
      ...(caption && {
        descriptions: [{ role: 'caption', contentType: 'text/plain', value: caption }],
      }),
      ...(attrs.credit && { by: attrs.credit }),
      ...(file && {
        renditions: [
          {
            name: 'original',
            title: mediaFileName(file),
            contentType: file.mediaType,
            width: file.width,
            height: file.height,
            sizeInBytes: file.bytes,
          },
        ],
      }),
    }
  })
}
