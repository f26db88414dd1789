import { toBase64 } from 'lib0/buffer'
import type { FrozenMedia } from './media-schema.ts'
import type { ExportPackage } from './package.ts'
import type { MediaFiles } from './target.ts'

const EXTENSIONS: Readonly<Record<FrozenMedia['mediaType'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
}

/** What a file of the package is called where it lies beside the story. */
export const mediaFileName = ({ sha256, mediaType }: FrozenMedia): string =>
  `${sha256}.${EXTENSIONS[mediaType]}`

/** undefined in a draft whose picture has no stored file. */
export const mediaOf = (story: ExportPackage, sha256: string): FrozenMedia | undefined =>
  story.media.find((file) => file.sha256 === sha256)

/** For `src`: the bytes themselves where they are at hand, or else the file's name. */
export function mediaSource(file: FrozenMedia, files: MediaFiles | undefined): string {
  const bytes = files?.(file.sha256)
  return bytes ? `data:${file.mediaType};base64,${toBase64(bytes)}` : mediaFileName(file)
}
