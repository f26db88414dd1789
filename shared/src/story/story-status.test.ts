import { describe, expect, test } from 'vitest'
import { can } from '../users/policy.ts'
import { LENGTH_LIMITS, TEXT_FIELDS } from './story-doc.ts'
import { actionForStep, NEXT_STATUSES, STORY_STATUSES, type StoryStatus } from './story-status.ts'

const steps = STORY_STATUSES.flatMap((from) => NEXT_STATUSES[from].map((to) => [from, to] as const))

describe('steps', () => {
  test('[W1] only publishing publishes, and what is published is past these steps', () => {
    const publishing: readonly StoryStatus[] = ['published', 'updated', 'corrected']
    for (const [from, to] of steps) {
      expect(publishing).not.toContain(from)
      expect(publishing).not.toContain(to)
    }
  })

  test('[W1] every other status is reached from draft, and none is its own next', () => {
    const reached = new Set<StoryStatus>(['draft'])
    for (let round = 0; round < STORY_STATUSES.length; round += 1) {
      for (const [from, to] of steps) if (reached.has(from)) reached.add(to)
    }
    expect([...reached].toSorted()).toEqual(
      ['draft', 'in_edit', 'killed', 'legal', 'ready', 'revise'].toSorted(),
    )
    for (const [from, to] of steps) expect(from).not.toBe(to)
  })

  test('[W1] a reporter takes a draft into edit and back from revision; the rest is an editor’s', () => {
    const reporter = { id: 'ray', role: 'reporter' } as const
    const mine = steps.filter(([from, to]) => can(reporter, actionForStep(from, to)))
    expect(mine).toEqual([
      ['draft', 'in_edit'],
      ['revise', 'in_edit'],
    ])
    const editor = { id: 'eve', role: 'editor' } as const
    expect(steps.every(([from, to]) => can(editor, actionForStep(from, to)))).toBe(true)
  })
})

test('[W3] every line has a limit, the body the story’s own', () => {
  for (const field of TEXT_FIELDS) {
    const limit = LENGTH_LIMITS[field]
    expect(field === 'body' ? limit === null : (limit ?? 0) > 0).toBe(true)
  }
})
