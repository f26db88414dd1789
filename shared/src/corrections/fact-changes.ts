import canonicalize from 'canonicalize'
import type { Change } from '../api/contracts.ts'
import type { PublishedFact } from '../export/package.ts'
import type { DateValue } from '../facts/dates/date-value.ts'
import { fieldsOf } from '../facts/fact-types.ts'
import { fieldWords } from './field-words.ts'
import type { ReaderCopy } from './reader-copy.ts'

/** Every difference in what the facts say to readers, in the order of the facts (rules C1, C2). */
export function factChanges(before: ReaderCopy, after: ReaderCopy): Change[] {
  const changed = [...before.facts.values()].flatMap((fact) => {
    const now = after.facts.get(fact.id)
    return now ? changedFields(fact, now, before, after) : gone(fact, before)
  })
  const added = [...after.facts.values()]
    .filter(({ id }) => !before.facts.has(id))
    .flatMap((fact) => newcomer(fact, after))
  return [...changed, ...added]
}

function changedFields(
  was: PublishedFact,
  now: PublishedFact,
  before: ReaderCopy,
  after: ReaderCopy,
): Change[] {
  return Object.keys(fieldsOf(was.type)).flatMap((field): Change[] => {
    const called = fieldWords(field, before.language)
    if (called === undefined) return []
    if (isSame(was.fields[field], now.fields[field])) return []
    const old = before.view.words(was, field)
    const value = after.view.words(now, field)
    if (old === value) return []
    return [
      {
        kind: kindOf(field, was, now, old, value),
        what: 'fact',
        factId: was.id,
        label: `${before.view.name(was)}: ${called}`,
        before: old ?? null,
        after: value ?? null,
        places: placesOf(was, before, field),
      },
    ]
  })
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalize(a) === canonicalize(b))

function kindOf(
  field: string,
  was: PublishedFact,
  now: PublishedFact,
  before: string | undefined,
  after: string | undefined,
): Change['kind'] {
  if (before === undefined) return 'update' // it was not known then
  if (after === undefined) return 'correction' // what readers were told is not said any more
  // The world moved on, the copy was right when it appeared.
  if (field === 'status' || field === 'state' || field === 'outcome') return 'update'
  if (isFigure(field) && !isSame(was.fields['date'], now.fields['date'])) return 'update'
  if (isSharper(was.fields[field], now.fields[field])) return 'clarification'
  return 'correction'
}

const isFigure = (field: string): boolean => ['exact', 'min', 'max'].includes(field)

/** "October 2025" that becomes "25 October 2025", "about the 25th" that becomes "the 25th". */
function isSharper(was: unknown, now: unknown): boolean {
  if (!isDate(was) || !isDate(now)) return false
  if (was.precision === 'approx') return was.start === now.start && was.end === now.end
  if (was.precision !== 'month' && was.precision !== 'year') {
    return was.precision === 'day' && now.precision === 'time' && now.start.startsWith(was.start)
  }
  const length = was.precision === 'month' ? 7 : 4
  const first = was.start.slice(0, length)
  const last = (was.end ?? was.start).slice(0, length)
  const from = now.start.slice(0, length)
  const to = (now.end ?? now.start).slice(0, length)
  return from >= first && to <= last
}

const isDate = (value: unknown): value is DateValue =>
  typeof value === 'object' && value !== null && 'precision' in value

/** A fact that is not among those that leave any more: a correction where readers met it. */
function gone(fact: PublishedFact, before: ReaderCopy): Change[] {
  const places = placesOf(fact, before)
  if (places.length === 0) return []
  return [
    {
      kind: 'correction',
      what: 'fact',
      factId: fact.id,
      label: before.view.name(fact),
      before: places[0]?.words ?? null,
      after: null,
      places,
    },
  ]
}

/** A new fact is told where readers meet it. */
function newcomer(fact: PublishedFact, after: ReaderCopy): Change[] {
  const places = placesOf(fact, after)
  if (places.length === 0) return []
  return [
    {
      kind: 'update',
      what: 'fact',
      factId: fact.id,
      label: after.view.name(fact),
      before: null,
      after: places[0]?.words ?? null,
      places: [],
    },
  ]
}

/** Where the copy shows a fact, or one field of it. */
function placesOf(fact: PublishedFact, copy: ReaderCopy, field?: string): Change['places'] {
  return copy.mentions
    .filter((mention) => mention.factId === fact.id)
    .filter((mention) => field === undefined || mention.field === field)
    .map(({ textField, block, words }) => ({ textField, block, words }))
}
