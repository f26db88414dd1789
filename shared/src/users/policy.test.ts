import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { ACTIONS, can, type Action, type Actor, type StoryAccess } from './policy.ts'
import { ROLES } from './role.ts'

const open: StoryAccess = { createdBy: 'ann', assignee: null, access: 'newsroom', team: [] }
const team: StoryAccess = { createdBy: 'ann', assignee: 'bob', access: 'team', team: ['cem'] }

const WRITES = ACTIONS.filter((action) => !/read|list/.test(action))

/** Written out, so that a change of anybody's rights is a line in a diff. */
const MATRIX = `
action              viewer  reporter  editor  admin
desk.read           yes     yes       yes     yes
story.create        -       yes       yes     yes
story.read          yes     yes       yes     yes
story.write         -       yes       yes     yes
story.details       -       yes       yes     yes
story.status.edit   -       yes       yes     yes
story.status.ready  -       -         yes     yes
story.embargo       -       -         yes     yes
story.access        -       -         yes     yes
story.draft-export  -       yes       yes     yes
story.export        -       yes       yes     yes
story.publish       -       -         yes     yes
story.override      -       -         yes     yes
story.release       -       -         yes     yes
story.audit         -       -         yes     yes
fact.approve        -       -         yes     yes
fact.dispute        -       yes       yes     yes
fact.retract        -       yes       yes     yes
source.restrict     -       yes       yes     yes
fact.query          -       -         yes     yes
fact.answer         -       yes       yes     yes
users.list          yes     yes       yes     yes
users.manage        -       -         -       yes
policy.change       -       -         -       yes
targets.list        -       -         yes     yes
targets.manage      -       -         -       yes
`.trim()

const actor: fc.Arbitrary<Actor> = fc.record({
  id: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
  role: fc.constantFrom(...ROLES),
})
const story: fc.Arbitrary<StoryAccess> = fc.record({
  createdBy: fc.constantFrom('ann', 'bob'),
  assignee: fc.constantFrom('ann', 'bob', 'cem', null),
  access: fc.constantFrom('newsroom', 'team'),
  team: fc.subarray(['ann', 'bob', 'cem']),
})
const action: fc.Arbitrary<Action> = fc.constantFrom(...ACTIONS)

describe('can', () => {
  test('[P1] the whole table', () => {
    const rows = ACTIONS.map((name) => {
      const cells = ROLES.map((role) => (can({ id: 'dee', role }, name) ? 'yes' : '-'))
      return [name, ...cells].map((cell, index) => cell.padEnd([20, 8, 10, 8][index] ?? 0)).join('')
    })
    expect(rows).toEqual(MATRIX.split('\n').slice(1))
  })

  test.prop([actor, story])('[P2] a viewer never writes', (user, of) => {
    const viewer = { ...user, role: 'viewer' } as const
    for (const name of WRITES) expect(can(viewer, name, of)).toBe(false)
  })

  test.prop([actor, action, story])('[P1] a story never adds a right', (user, name, of) => {
    expect(can(user, name, of) && !can(user, name)).toBe(false)
  })

  test('[P3] a team’s story is its author’s, its assignee’s, its team’s and every editor’s', () => {
    const reads = (id: string, role: Actor['role']) => can({ id, role }, 'story.read', team)
    expect(['ann', 'bob', 'cem', 'dee'].map((id) => reads(id, 'reporter'))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(reads('cem', 'viewer')).toBe(true)
    expect(reads('dee', 'editor')).toBe(true)
  })

  test.prop([actor, action, story])('[P3] off the team, nothing at all', (user, name, of) => {
    const member = [of.createdBy, of.assignee, ...of.team].includes(user.id)
    const senior = user.role === 'editor' || user.role === 'admin'
    if (of.access === 'newsroom' || member || senior) return
    expect(can(user, name, of)).toBe(false)
  })

  test('[P4] nobody opens the gate for a story that is theirs', () => {
    expect(can({ id: 'ann', role: 'editor' }, 'story.override', open)).toBe(false)
    expect(can({ id: 'bob', role: 'admin' }, 'story.override', team)).toBe(false)
    expect(can({ id: 'eve', role: 'editor' }, 'story.override', open)).toBe(true)
    expect(can({ id: 'ann', role: 'editor' }, 'story.publish', open)).toBe(true)
  })
})
