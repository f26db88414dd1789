import { perRoot } from '../../story/per-root.ts'
import { dayOf } from '../dates/civil-day.ts'
import type { DateValue } from '../dates/date-value.ts'
import { toSolarHijri } from '../dates/solar-hijri.ts'
import { fieldsOf, type FactType } from '../fact-types.ts'
import type { Fact } from '../fact.ts'
import type { ListItem } from '../field-spec.ts'
import type { CheckWorld } from './finding.ts'

/** The facts the rules may rely on: what was retracted is no longer known. */
export const knownFacts = perRoot((world: CheckWorld): readonly Fact[] =>
  world.facts.filter((fact) => world.statuses.get(fact.id) !== 'retracted'),
)

const factsById = perRoot(
  (world: CheckWorld): ReadonlyMap<string, Fact> =>
    new Map(knownFacts(world).map((fact) => [fact.id, fact])),
)

export const knownFact = (world: CheckWorld, id: string): Fact | undefined =>
  factsById(world).get(id)

export const factsOfType = (world: CheckWorld, type: FactType): readonly Fact[] =>
  knownFacts(world).filter((fact) => fact.type === type)

export const textOf = (fact: Fact, key: string): string | undefined => {
  const value = fact.fields[key]
  return typeof value === 'string' ? value : undefined
}

export const idsOf = (fact: Fact, key: string): readonly string[] => {
  const value = fact.fields[key]
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}

export const rowsOf = (fact: Fact, key: string): readonly ListItem[] => {
  const value = fact.fields[key]
  if (!Array.isArray(value)) return []
  return (value as readonly unknown[]).filter(
    (row): row is ListItem => typeof row === 'object' && row !== null,
  )
}

/** A date field, when it names days: months, years and "about" say too little to contradict. */
export function daysOf(fact: Fact, key: string): DateValue | undefined {
  if (fieldsOf(fact.type)[key]?.kind !== 'date') return undefined
  const value = fact.fields[key] as DateValue | undefined
  return value && (value.precision === 'day' || value.precision === 'time') ? value : undefined
}

/** First and last day of a date, YYYY-MM-DD. */
export const spanOfDays = ({ start, end }: DateValue): { start: string; end: string } => ({
  start: start.slice(0, 10),
  end: (end ?? start).slice(0, 10),
})

/** The Gregorian years in which the story's facts know a day, by `g MM-DD` and `s MM-DD` (Solar Hijri). */
export const knownYears = perRoot((world: CheckWorld): ReadonlyMap<string, readonly number[]> => {
  const years = new Map<string, number[]>()
  const add = (key: string, year: number) => {
    const known = years.get(key)
    if (!known) years.set(key, [year])
    else if (!known.includes(year)) known.push(year)
  }
  for (const fact of knownFacts(world)) {
    for (const key of Object.keys(fieldsOf(fact.type))) {
      const days = daysOf(fact, key)
      if (!days) continue
      for (const iso of Object.values(spanOfDays(days))) {
        const day = dayOf(iso)
        const solar = toSolarHijri(day.y, day.m, day.d)
        add(`g ${day.m}-${day.d}`, day.y)
        if (solar) add(`s ${solar.m}-${solar.d}`, solar.y)
      }
    }
  }
  return years
})
