import { describe, expect, test } from 'vitest'
import type { DraftRequest } from './draft-story.ts'
import { Drafting } from './drafting.ts'

const asked = (text: string, userId = 'ann'): DraftRequest => ({
  request: { text, accept: 'none' },
  page: undefined,
  userId,
  at: Date.UTC(2026, 10, 23),
  timeZone: 'Asia/Kabul',
})
const QUICK = 'Talks resume\n\nNorland and Sudland met in Geneva on March 14, officials said.'

describe('[I9] an import that is hard to read', () => {
  test('is given up in time, keeps nobody waiting meanwhile, and the next one is read', async () => {
    const program = new URL('./testing/sometimes-stuck-worker.ts', import.meta.url)
    const drafting = new Drafting(2_000, program)
    await drafting.draft(asked(QUICK))
    let beats = 0
    const heart = setInterval(() => (beats += 1), 20)
    await expect(drafting.draft(asked('stuck'))).rejects.toMatchObject({
      status: 422,
      code: 'too-slow',
    })
    clearInterval(heart)
    expect(beats).toBeGreaterThan(20)
    expect((await drafting.draft(asked(QUICK))).headline).toBe('Talks resume')
  })

  test('names without an end are read within the time that is given', async () => {
    const drafting = new Drafting(60_000)
    const names = 'Doha دوحه '.repeat(40_000) // every rule that looks at a name looks at all the others
    expect(await drafting.draft(asked(names))).toHaveProperty('update')
  })

  test('one person has only so many waiting, and keeps nobody else out', async () => {
    const drafting = new Drafting(10_000)
    const drafts = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => drafting.draft(asked(QUICK, 'ann'))),
      drafting.draft(asked(QUICK, 'bob')),
    ])
    expect(drafts.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    await expect(drafting.draft(asked(QUICK, 'ann'))).resolves.toBeDefined()
  })

  test('what it refuses, it refuses in words', async () => {
    const drafting = new Drafting(10_000)
    const refused = (text: string) => drafting.draft(asked(text)).catch((error: unknown) => error)
    expect(await refused('Share\n\nMenu')).toMatchObject({ status: 422, code: 'nothing-to-import' })
    expect(await refused('- a\n'.repeat(50_000))).toMatchObject({ code: 'too-large' })
    expect(await refused(`${'> '.repeat(100_000)}A word.`)).toHaveProperty('update')
    expect(await refused(`a line\n`.repeat(50_000))).toMatchObject({ code: 'too-large' })
  })
})
