import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { readPicture } from './picture.ts'
import {
  GIF,
  JPEG,
  PNG,
  SECRET,
  talkativeGif,
  talkativeJpeg,
  talkativePng,
  talkativeWebp,
  WEBP,
} from './testing/sample-pictures.ts'

const CLEAN = { JPEG, PNG, WEBP, GIF }
const TALKATIVE = {
  JPEG: talkativeJpeg(),
  PNG: talkativePng(),
  WEBP: talkativeWebp(),
  GIF: talkativeGif(),
}
const names = ['JPEG', 'PNG', 'WEBP', 'GIF'] as const

test.each(names)('%s is known by its bytes', (name) => {
  const size = name === 'GIF' ? { width: 1, height: 1 } : { width: 3, height: 2 }
  expect(readPicture(CLEAN[name])).toMatchObject({
    mediaType: `image/${name.toLowerCase()}`,
    ...size,
  })
})

describe('[P5] where a picture was taken stays behind', () => {
  test.each(names)('%s', (name) => {
    expect(TALKATIVE[name].toString('latin1')).toContain(SECRET)
    const read = readPicture(TALKATIVE[name])
    expect(read).toBeDefined()
    expect(Buffer.from(read?.bytes ?? []).toString('latin1')).not.toContain(SECRET)
    expect(Buffer.from(read?.bytes ?? [])).toEqual(
      Buffer.from(readPicture(CLEAN[name])?.bytes ?? []),
    )
  })

  test.each([
    ['JPEG', talkativeJpeg],
    ['WEBP', talkativeWebp],
  ] as const)('but %s stays turned as the camera was held', (_name, make) => {
    const upright = readPicture(make(1))
    const turned = readPicture(make(6))
    expect([upright?.width, turned?.width]).toEqual([3, 2])
    expect(Buffer.from(turned?.bytes ?? []).toString('latin1')).not.toContain(SECRET)
    expect(readPicture(turned?.bytes ?? new Uint8Array())).toMatchObject({ width: 2, height: 3 })
  })
})

test.each(names)('%s that is cut off anywhere is no picture', (name) => {
  const file = CLEAN[name]
  for (let length = 0; length < file.length; length += 1) {
    expect(readPicture(file.subarray(0, length)), `${length} bytes`).toBeUndefined()
  }
})

test.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['HTML', '<!doctype html><script>alert(1)</script>'],
  ['nothing', ''],
])('%s is no picture', (_name, text) => {
  expect(readPicture(Buffer.from(text))).toBeUndefined()
})

test('more pixels than a browser should be asked to paint are refused', () => {
  const huge = Buffer.from(GIF)
  huge.writeUInt16LE(60_000, 6)
  huge.writeUInt16LE(60_000, 8)
  expect(readPicture(huge)).toBeUndefined()
})

property.prop([
  fc.constantFrom(...names),
  fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }),
])('a damaged file never throws, and never keeps what lay behind it', (name, damages) => {
  const file = Buffer.from(TALKATIVE[name])
  for (const [at, byte] of damages) if (at < file.length) file[at] = byte
  const read = readPicture(file)
  if (read) expect(read.bytes.length).toBeLessThanOrEqual(file.length)
})
