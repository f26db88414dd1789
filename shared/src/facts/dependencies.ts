import type { FactId } from '../ids.ts'
import { fieldsOf } from './fact-types.ts'
import type { Fact } from './fact.ts'
import type { ListItem } from './field-spec.ts'

/**
 * References that only lead from one fact to another. What speaks for a party, or comes before and
 * after a round, can change without the fact itself saying anything else.
 */
const ONLY_LEADS_TO: ReadonlySet<string> = new Set([
  'party.spokespersons',
  'mediator.representative',
  'round.previousRound',
  'round.nextMeeting',
])

const known = new WeakMap<Fact, readonly FactId[]>()

/**
 * The facts that a fact rests on (rule S8): those that its fields point at (the speaker of a
 * statement, the parties and the place of a round) and those that somebody named in `dependsOn`.
 * Read from the fact, so that nobody has to fill anything in and nothing can be forgotten.
 */
export function dependenciesOf(fact: Fact): readonly FactId[] {
  const before = known.get(fact)
  if (before) return before
  const ids = new Set<string>(fact.dependsOn)
  for (const [key, spec] of Object.entries(fieldsOf(fact.type))) {
    const value = fact.fields[key]
    if (value === undefined || ONLY_LEADS_TO.has(`${fact.type}.${key}`)) continue
    if (spec.kind === 'ref') ids.add(value as string)
    if (spec.kind === 'refs') for (const id of value as readonly string[]) ids.add(id)
    if (spec.kind !== 'list') continue
    for (const row of value as readonly ListItem[]) {
      for (const [cell, inner] of Object.entries(spec.item)) {
        if (inner.kind === 'ref' && row[cell] !== undefined) ids.add(row[cell] as string)
      }
    }
  }
  ids.delete(fact.id)
  const found = [...ids] as FactId[]
  known.set(fact, found)
  return found
}
