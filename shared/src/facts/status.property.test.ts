import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { aSource, id } from '../testing/story-builder.ts'
import { ROLES, type Role } from '../users/role.ts'
import { factHash } from './canonical.ts'
import { disputeHash, type Dispute } from './dispute.ts'
import type { Fact } from './fact.ts'
import { FactsDoc } from './facts-doc.ts'
import {
  DECISIONS,
  factStatus,
  isUsable,
  judge,
  standingDispute,
  type Decision,
  type FactRecord,
} from './status.ts'

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
    /** With both sides: a dispute brings the other value, an approval takes the pair. */
    sides: fc.boolean(),
  }),
  /** Two who did not know of each other. */
  fc.record({
    kind: fc.constant('apart'),
    by: person,
    values: fc.constantFrom(['planned', 'likely'], ['certain', 'certain'], ['likely', 'certain']),
  }),
  fc.record({ kind: fc.constant('choose'), by: person }),
)

interface Asked {
  readonly kind: Decision['kind']
  readonly by: Person
  readonly note: string
  readonly late: boolean
  readonly sides: boolean
}

const { id: _id, ...elsewhere } = aSource()
const DENIAL: Dispute = {
  field: 'certainty',
  kind: 'denial',
  ours: 'A',
  theirs: 'B',
  source: elsewhere,
}

/** A fact, everybody who touches it, and what the server would keep about it. */
class Desk {
  readonly #doc = new Y.Doc()
  readonly #facts = new FactsDoc(this.#doc)
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

  apart(by: Person, values: readonly string[]): void {
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(this.#doc))
    this.edit(by, (facts) => {
      facts.setField('f', 'certainty', values[0], 'test')
      new FactsDoc(other).setField('f', 'certainty', values[1], 'test')
      Y.applyUpdate(this.#doc, Y.encodeStateAsUpdate(other))
    })
  }

  decide(
    { id: by, role }: Person,
    { kind, note, late, sides }: Pick<Asked, 'kind' | 'note' | 'late' | 'sides'>,
  ): boolean {
    const hash = factHash((late && this.seen) || this.fact)
    const standing = standingDispute(this.record)
    const request = {
      ...(kind === 'dispute' && sides && { dispute: DENIAL }),
      ...(kind === 'approve' && sides && { pair: standing ? disputeHash(standing) : 'none' }),
    }
    const judged = judge(this.fact, this.record, { kind, by, role, note, hash, ...request })
    if (!judged.ok) return false
    const dispute = request.dispute ?? (request.pair && standing)
    const latest: Decision = {
      kind,
      hash,
      by,
      at: 0,
      note,
      frozen: this.fact,
      ...(dispute && { dispute }),
    }
    this.record = { ...this.record, latest, ...(kind === 'approve' && { approval: latest }) }
    return true
  }
}

test.prop([fc.array(act, { maxLength: 40 })], { numRuns: 300 })(
  '[S4][A2][A9][F9] approved exactly while the hash is the approved one, never by who made or last edited it',
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
      } else if ('values' in one) {
        desk.apart(one.by, one.values)
      } else if (one.kind === 'choose') {
        const value = desk.fact.rivals?.['certainty']?.[0]
        if (value !== undefined) {
          desk.edit(one.by, (facts) => facts.choose('f', 'certainty', value, 'test'))
        }
      } else {
        const before = { fact: desk.fact, record: desk.record }
        const decided = desk.decide(one.by, one)
        if (decided && one.kind === 'approve') {
          const { createdBy, lastEditedBy } = before.record.authorship ?? {}
          expect([createdBy, lastEditedBy]).not.toContain(one.by.id)
          expect(['editor', 'admin']).toContain(one.by.role)
          expect(before.fact.sources.some(isUsable)).toBe(true)
          expect(factStatus(before.fact, before.record)).not.toBe('retracted')
          expect(before.fact.rivals).toBeUndefined()
          const settles = factStatus(before.fact, before.record) !== 'disputed'
          expect(settles || one.note !== '' || desk.record.latest?.dispute !== undefined).toBe(true)
        }
        if (decided) expect(one.by.role).not.toBe('viewer')
      }
      const { latest } = desk.record
      const isApproved = latest?.kind === 'approve' && latest.hash === factHash(desk.fact)
      expect(factStatus(desk.fact, desk.record) === 'approved').toBe(isApproved)
      if (isApproved) expect(factHash(latest.frozen)).toBe(latest.hash)
      if (isApproved) expect(desk.fact.rivals).toBeUndefined()
    }
  },
)
