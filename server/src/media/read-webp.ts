import { ascii, carefully, viewOf } from './bytes.ts'
import { isTurned, orientationOnly, readOrientation } from './orientation.ts'
import type { Picture } from './picture.ts'

const KEPT = ['VP8 ', 'VP8L', 'VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH']
const [EXIF_FLAG, XMP_FLAG] = [0x08, 0x04]

/** A WebP without EXIF (but for how it is turned), XMP and what is unknown. @returns undefined: not one */
export function readWebp(file: Uint8Array): Picture | undefined {
  if (ascii(file, 0, 4) !== 'RIFF' || ascii(file, 8, 4) !== 'WEBP') return undefined
  return carefully(() => {
    const view = viewOf(file)
    const end = 8 + view.getUint32(4, true)
    const kept: Uint8Array[] = []
    let size: { width: number; height: number } | undefined
    let orientation = 1
    if (end > file.length) return undefined
    for (let at = 12; at + 8 <= end;) {
      const [type, length] = [ascii(file, at, 4), view.getUint32(at + 4, true)]
      const next = at + 8 + length + (length % 2)
      if (at + 8 + length > end) return undefined
      const data = file.subarray(at + 8, at + 8 + length)
      if (type === 'EXIF') orientation = readOrientation(withoutPrefix(data))
      size ??= sizeOf(type, data)
      if (KEPT.includes(type)) kept.push(chunk(type, data))
      at = next
    }
    return size && assemble(kept, size, orientation)
  })
}

/** Some programs begin the chunk as a JPEG's segment begins. */
const withoutPrefix = (data: Uint8Array): Uint8Array =>
  ascii(data, 0, 6) === 'Exif\0\0' ? data.subarray(6) : data

function sizeOf(type: string, data: Uint8Array): { width: number; height: number } | undefined {
  const view = viewOf(data)
  if (type === 'VP8X') {
    const side = (at: number) => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 65_536
    return { width: side(4), height: side(7) }
  }
  if (type === 'VP8L') {
    if (view.getUint8(0) !== 0x2f) throw new RangeError('no VP8L')
    const bits = view.getUint32(1, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (type !== 'VP8 ') return undefined
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

function assemble(
  kept: readonly Uint8Array[],
  { width, height }: { width: number; height: number },
  orientation: number,
): Picture {
  const turned = orientation === 1 ? [] : [chunk('EXIF', orientationOnly(orientation))]
  const chunks = kept.map((bytes) =>
    ascii(bytes, 0, 4) === 'VP8X' ? withFlags(bytes, turned.length > 0) : bytes,
  )
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks, ...turned])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return {
    mediaType: 'image/webp',
    ...(isTurned(orientation) ? { width: height, height: width } : { width, height }),
    bytes: Buffer.concat([head, body]),
  }
}

/** The header says which chunks follow. */
function withFlags(vp8x: Uint8Array, hasExif: boolean): Uint8Array {
  const bytes = Buffer.from(vp8x)
  const flags = bytes.readUInt8(8) & ~(EXIF_FLAG | XMP_FLAG)
  bytes.writeUInt8(hasExif ? flags | EXIF_FLAG : flags, 8)
  return bytes
}
