import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { aSource, id } from '../testing/story-builder.ts'
import { ROLES, type Role } from '../users/role.ts'
import { factHash } from './canonical.ts'
import type { Fact } from './fact.ts'
import { FactsDoc } from './facts-doc.ts'
import { DECISIONS, factStatus, isUsable, judge, type Decision, type FactRecord } from './status.ts'

interface Person {
  readonly id: string
  readonly role: Role
}
const person: fc.Arbitrary<Person> = fc.record({
  id: fc.constantFrom('ann', 'bob', 'eve'),
  role: fc.constantFrom(...ROLES),
})

const act = fc.oneof(
  fc.record({
    kind: fc.constant('edit'),
    by: person,
    certainty: fc.constantFrom('planned', 'likely', 'certain'),
  }),
  fc.record({ kind: fc.constant('source'), by: person, put: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom(...DECISIONS),
    by: person,
    note: fc.constantFrom('', 'because'),
    /** Decides on what they saw before the last edit. */
    late: fc.boolean(),
  }),
)

/** A fact, everybody who touches it, and what the server would keep about it. */
class Desk {
  readonly #facts = new FactsDoc(new Y.Doc())
  record: FactRecord = {}
  seen: Fact | undefined

  get fact(): Fact {
    const fact = this.#facts.get('f')
    if (!fact) throw new Error('the fact is gone')
    return fact
  }

  constructor(by: string) {
    this.#facts.create({ id: id('f'), type: 'meeting', label: 'Next' }, by)
    this.record = { authorship: { createdBy: by, lastEditedBy: by, lastEditedAt: 0 } }
  }

  edit({ id: by, role }: Person, write: (facts: FactsDoc) => void): void {
    if (role === 'viewer') return // the guard lets no viewer write
    this.seen = this.fact
    write(this.#facts)
    if (this.fact === this.seen) return // nothing changed
    const createdBy = this.record.authorship?.createdBy ?? by
    this.record = { ...this.record, authorship: { createdBy, lastEditedBy: by, lastEditedAt: 0 } }
  }

  decide({ id: by, role }: Person, kind: Decision['kind'], note: string, late: boolean): boolean {
    const hash = factHash((late && this.seen) || this.fact)
    const judged = judge(this.fact, this.record, { kind, by, role, note, hash })
    if (!judged.ok) return false
    const latest: Decision = { kind, hash, by, at: 0, note, frozen: this.fact }
    this.record = { ...this.record, latest, ...(kind === 'approve' && { approval: latest }) }
    return true
  }
}

test.prop([fc.array(act, { maxLength: 40 })], { numRuns: 300 })(
  '[S4][A2] approved exactly while the hash is the approved one, never by who made or last edited it',
  (acts) => {
    const desk = new Desk('ann')
    for (const one of acts) {
      if ('certainty' in one) {
        desk.edit(one.by, (facts) => facts.setField('f', 'certainty', one.certainty, 'test'))
      } else if ('put' in one) {
        desk.edit(one.by, (facts) => {
          if (one.put) facts.putSource('f', aSource(), 'test')
          else facts.removeSource('f', 's1', 'test')
        })
      } else {
        const before = { fact: desk.fact, record: desk.record }
        const decided = desk.decide(one.by, one.kind, one.note, one.late)
        if (decided && one.kind === 'approve') {
          const { createdBy, lastEditedBy } = before.record.authorship ?? {}
          expect([createdBy, lastEditedBy]).not.toContain(one.by.id)
          expect(['editor', 'admin']).toContain(one.by.role)
          expect(before.fact.sources.some(isUsable)).toBe(true)
          expect(factStatus(before.fact, before.record)).not.toBe('retracted')
        }
        if (decided) expect(one.by.role).not.toBe('viewer')
      }
      const { latest } = desk.record
      const isApproved = latest?.kind === 'approve' && latest.hash === factHash(desk.fact)
      expect(factStatus(desk.fact, desk.record) === 'approved').toBe(isApproved)
      if (isApproved) expect(factHash(latest.frozen)).toBe(latest.hash)
    }
  },
)
