import { crc32 } from 'node:zlib'
import { ascii, carefully, viewOf } from './bytes.ts'
import type { Picture } from './picture.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** What a picture is made of; texts, EXIF and times are not among it. */
const KEPT =
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT'.split(' ')

/** A PNG without texts, EXIF, times and what follows its end. @returns undefined: not one */
export function readPng(file: Uint8Array): Picture | undefined {
  if (!SIGNATURE.equals(file.subarray(0, 8))) return undefined
  return carefully(() => {
    const view = viewOf(file)
    const kept: Uint8Array[] = [SIGNATURE]
    for (let at = 8; ;) {
      const length = view.getUint32(at)
      const end = at + 12 + length
      if (end > file.length) return undefined
      const type = ascii(file, at + 4, 4)
      if ((at === 8) !== (type === 'IHDR')) return undefined
      if (crc32(file.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return undefined
      if (KEPT.includes(type)) kept.push(file.subarray(at, end))
      at = end
      if (type !== 'IEND') continue
      return {
        mediaType: 'image/png',
        width: view.getUint32(16),
        height: view.getUint32(20),
        bytes: Buffer.concat(kept),
      }
    }
  })
}
