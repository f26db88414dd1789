import type { DateValue } from '../dates/date-value.ts'
import type { ParsedDate } from '../dates/parse-date.ts'
import { fieldsOf } from '../fact-types.ts'
import type { Fact } from '../fact.ts'
import type { ListItem } from '../field-spec.ts'
import { dateKey } from './dated.ts'

/** A field of a fact that the words name. */
export interface KnownFact {
  readonly fact: Fact
  readonly field: string
  readonly isShort: boolean
}

/** "the Taliban" and "Taliban", "TALKS" and "talks" name one thing. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^the\s+/iu, '')
    .toLowerCase()

/** The fact that some words already name: by its name, short form, a variant of it, or its title. */
export function factNamed(words: string, facts: readonly Fact[]): KnownFact | undefined {
  const wanted = bare(words)
  if (!wanted) return undefined
  for (const fact of facts) {
    const read = (key: string) => {
      const value = fact.fields[key]
      return typeof value === 'string' ? bare(value) : undefined
    }
    if (read('shortName') === wanted) return { fact, field: 'name', isShort: true }
    for (const field of ['name', 'title', 'nativeName']) {
      if (read(field) === wanted) return { fact, field, isShort: false }
    }
    const variants = fact.fields['variants']
    const names = Array.isArray(variants) ? (variants as readonly ListItem[]) : []
    if (names.some((item) => typeof item['name'] === 'string' && bare(item['name']) === wanted)) {
      return { fact, field: 'name', isShort: false }
    }
  }
  return undefined
}

/** The fact that already holds a date, one that is more than a bare date first. */
export function factDated(date: ParsedDate, facts: readonly Fact[]): KnownFact | undefined {
  const found = facts.flatMap((fact): KnownFact[] => {
    const field = Object.entries(fieldsOf(fact.type)).find(([key, spec]) => {
      const value = fact.fields[key] as DateValue | undefined
      return spec.kind === 'date' && value && dateKey({ ...date, value }) === dateKey(date)
    })
    return field ? [{ fact, field: field[0], isShort: false }] : []
  })
  return found.find(({ fact }) => fact.type !== 'date') ?? found[0]
}
