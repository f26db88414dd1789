import type { StoredMedia } from '@dateline/shared/export/freeze-media'
import { readGif } from './read-gif.ts'
import { readJpeg } from './read-jpeg.ts'
import { readPng } from './read-png.ts'
import { readWebp } from './read-webp.ts'

/** A picture without anything in its file but the picture. */
export interface Picture {
  readonly mediaType: StoredMedia['mediaType']
  /** As it is shown, in pixels: turned as the camera was held. */
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** Pixels of one picture; more would take a reader's browser hundreds of megabytes. */
export const PIXEL_LIMIT = 100_000_000

/**
 * Reads a picture from its bytes, whatever it is called, and leaves behind what else the file
 * carries (rule P5): where and when it was taken, with what, by whom, thumbnails, whatever is
 * appended. A source can be found by where a picture was taken.
 *
 * @returns undefined when it is no JPEG, PNG, WebP or GIF, is damaged, or has too many pixels
 */
export function readPicture(file: Uint8Array): Picture | undefined {
  for (const read of [readJpeg, readPng, readWebp, readGif]) {
    const picture = read(file)
    if (!picture) continue
    const pixels = picture.width * picture.height
    return pixels > 0 && pixels <= PIXEL_LIMIT ? picture : undefined
  }
  return undefined
}
