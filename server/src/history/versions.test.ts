import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { VERSION_LENGTH_MS, VERSION_PAUSE_MS, versionsOf } from './versions.ts'

test('a pause of more than five minutes begins a new version', () => {
  const log = [
    { at: 0, authors: ['ann'] },
    { at: VERSION_PAUSE_MS, authors: ['bob', 'ann'] },
    { at: 2 * VERSION_PAUSE_MS + 1, authors: ['cem'] },
  ]
  expect(versionsOf(log)).toEqual([
    { from: 0, to: VERSION_PAUSE_MS, updates: 2, authors: ['ann', 'bob'] },
    { from: 2 * VERSION_PAUSE_MS + 1, to: 2 * VERSION_PAUSE_MS + 1, updates: 1, authors: ['cem'] },
  ])
  expect(versionsOf([])).toEqual([])
})

test.prop([fc.array(fc.nat(20 * 60_000))])(
  'every update is in one version, and a version ends at a pause or after a quarter of an hour',
  (gaps) => {
    let at = 0
    const log = gaps.map((gap) => ({ at: (at += gap), authors: ['ann'] }))
    const versions = versionsOf(log)
    expect(versions.reduce((sum, { updates }) => sum + updates, 0)).toBe(log.length)
    for (const [index, version] of versions.entries()) {
      const before = versions[index - 1]
      expect(version.to - version.from).toBeLessThan(VERSION_LENGTH_MS)
      if (!before) continue
      const isPause = version.from - before.to > VERSION_PAUSE_MS
      expect(isPause || version.from - before.from >= VERSION_LENGTH_MS).toBe(true)
    }
  },
)
