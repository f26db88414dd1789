import { ascii, carefully, viewOf } from './bytes.ts'
import { isTurned, orientationOnly, readOrientation } from './orientation.ts'
import type { Picture } from './picture.ts'

const [SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COMMENT] = [
  0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe,
]

/**
 * A JPEG without EXIF (but for how it is turned), XMP, IPTC, comments, thumbnails, maker's notes and
 * what follows the picture, where phones put films and second pictures. @returns undefined: not one
 */
export function readJpeg(file: Uint8Array): Picture | undefined {
  if (file[0] !== 0xff || file[1] !== SOI || file[2] !== 0xff) return undefined
  return carefully(() => {
    const view = viewOf(file)
    const kept: Uint8Array[] = []
    let size: { width: number; height: number } | undefined
    let orientation = 1
    for (let at = 2; ;) {
      if (view.getUint8(at) !== 0xff) return undefined
      const marker = view.getUint8(at + 1)
      if (marker === 0xff) {
        at += 1 // a filler
        continue
      }
      if (marker === EOI) {
        return size && assemble(kept, size, orientation)
      }
      const end = at + 2 + view.getUint16(at + 2)
      if (end > file.length) return undefined
      const segment = file.subarray(at, end)
      if (marker === APP1 && ascii(segment, 4, 6) === 'Exif\0\0') {
        orientation = readOrientation(segment.subarray(10))
      }
      if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
      if (belongs(marker, segment)) kept.push(segment)
      at = end
      if (marker === SOS) {
        at = endOfScan(view, end)
        kept.push(file.subarray(end, at))
      }
    }
  })
}

/** Start of frame: the size is in it. The three left out are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function belongs(marker: number, segment: Uint8Array): boolean {
  if (marker === APP0) return ascii(segment, 4, 5) === 'JFIF\0'
  if (marker === APP2) return ascii(segment, 4, 12) === 'ICC_PROFILE\0'
  if (marker === APP14) return ascii(segment, 4, 5) === 'Adobe' // how its colours are stored
  return marker !== COMMENT && !(marker >= APP0 && marker <= APP15)
}

/** Where the entropy-coded data ends: at a marker that is no restart and no stuffed zero. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue
    const next = view.getUint8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
}

function assemble(
  segments: readonly Uint8Array[],
  { width, height }: { width: number; height: number },
  orientation: number,
): Picture {
  const exif = orientationOnly(orientation)
  const turned =
    orientation === 1
      ? []
      : [Uint8Array.of(0xff, APP1, 0, exif.length + 8), Buffer.from('Exif\0\0', 'latin1'), exif]
  const isJfif = segments[0]?.[1] === APP0
  const [first, rest] = isJfif ? [segments.slice(0, 1), segments.slice(1)] : [[], segments]
  return {
    mediaType: 'image/jpeg',
    ...(isTurned(orientation) ? { width: height, height: width } : { width, height }),
    bytes: Buffer.concat([
      Uint8Array.of(0xff, SOI),
      ...first,
      ...turned,
      ...rest,
      Uint8Array.of(0xff, EOI),
    ]),
  }
}
