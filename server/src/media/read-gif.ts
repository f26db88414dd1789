import { ascii, carefully, viewOf } from './bytes.ts'
import type { Picture } from './picture.ts'

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b]
const [APPLICATION, COMMENT] = [0xff, 0xfe]
/** How often it plays; the other applications' blocks are metadata. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0']

/** A GIF without comments, metadata and what follows its end. @returns undefined: not one */
export function readGif(file: Uint8Array): Picture | undefined {
  if (!['GIF87a', 'GIF89a'].includes(ascii(file, 0, 6))) return undefined
  return carefully(() => {
    const view = viewOf(file)
    let at = 13 + tableSize(view.getUint8(10))
    const kept: Uint8Array[] = [file.subarray(0, at)]
    for (;;) {
      const start = at
      const kind = view.getUint8(at)
      if (kind === TRAILER) break
      if (kind === EXTENSION) at += 2
      else if (kind === IMAGE) at += 11 + tableSize(view.getUint8(at + 9))
      else return undefined
      for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length
      at += 1
      if (kind === IMAGE || belongs(file, start)) kept.push(file.subarray(start, at))
    }
    return {
      mediaType: 'image/gif',
      width: view.getUint16(6, true),
      height: view.getUint16(8, true),
      bytes: Buffer.concat([...kept, Uint8Array.of(TRAILER)]),
    }
  })
}

/** Bytes of the colour table that a packed field announces. */
const tableSize = (packed: number): number =>
  (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1)

function belongs(file: Uint8Array, at: number): boolean {
  if (file[at + 1] === COMMENT) return false
  return file[at + 1] !== APPLICATION || LOOPS.includes(ascii(file, at + 3, 11))
}
