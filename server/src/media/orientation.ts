import { carefully, viewOf } from './bytes.ts'

const ORIENTATION = 0x0112

/**
 * How the camera was held, from EXIF data (a TIFF header and its first directory).
 * @returns 1 (upright) to 8; 1 when it does not say
 */
export function readOrientation(tiff: Uint8Array): number {
  return (
    carefully(() => {
      const view = viewOf(tiff)
      const little = view.getUint16(0) === 0x4949
      const directory = view.getUint32(4, little)
      const entries = view.getUint16(directory, little)
      for (let entry = 0; entry < entries; entry += 1) {
        const at = directory + 2 + entry * 12
        if (view.getUint16(at, little) !== ORIENTATION) continue
        const value = view.getUint16(at + 8, little)
        return value >= 1 && value <= 8 ? value : 1
      }
      return 1
    }) ?? 1
  )
}

/** EXIF data that says how the camera was held and nothing else. */
export function orientationOnly(orientation: number): Uint8Array {
  const tiff = Buffer.alloc(26) // big-endian header, a directory of one entry, none to follow
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

/** Those that lie on their side swap width and height when they are shown. */
export const isTurned = (orientation: number): boolean => orientation >= 5
