import { expect, test } from 'vitest'
import { colorForNewcomer, colorOf, PALETTE } from './color.ts'

const channel = (hex: string) => {
  const value = Number.parseInt(hex, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
const luminance = (color: string) =>
  0.2126 * channel(color.slice(1, 3)) +
  0.7152 * channel(color.slice(3, 5)) +
  0.0722 * channel(color.slice(5, 7))
const contrast = (one: string, other: string) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(PALETTE)('%s stands out on white and on the dark theme', (color) => {
  expect(contrast(color, '#ffffff')).toBeGreaterThan(4)
  expect(contrast(color, '#14161a')).toBeGreaterThan(4)
})

test('one person keeps one colour, and people are spread over the palette', () => {
  expect(colorOf('u1')).toBe(colorOf('u1'))
  const ids = Array.from({ length: 200 }, (_, n) => `person-${n}`)
  expect(new Set(ids.map(colorOf)).size).toBe(PALETTE.length)
})

test('twelve people have twelve colours, and a thirteenth shares one', () => {
  const taken: string[] = []
  for (let n = 0; n < 13; n += 1) taken.push(colorForNewcomer(taken))
  expect(new Set(taken.slice(0, 12)).size).toBe(12)
  expect(taken[12]).toBe(taken[0])
})
