import type { DateValue } from '../dates/date-value.ts'
import { nativeDigits } from '../dates/month-names.ts'
import type { Fact } from '../fact.ts'
import type { ListItem } from '../field-spec.ts'
import { ordinalWord, PHRASE_WORDS } from './phrase-words.ts'
import { renderList } from './render-list.ts'
import type { MentionContext, renderField as RenderField } from './render-mention.ts'

/**
 * How a whole fact reads in running copy (rule M6): "the second round, in Istanbul on October
 * 25–30"; the status of a mechanism sets its verb, the certainty of a meeting its mood, a
 * statement never comes without its speaker, a figure not without who says so.
 *
 * @param renderField renders one field; handed in, since it renders phrases through this
 * @returns undefined where what the phrase cannot do without is missing
 */
export function renderPhrase(
  fact: Fact,
  context: MentionContext,
  renderField: typeof RenderField,
): string | undefined {
  const { language } = context
  const say = PHRASE_WORDS[language]
  const read = (field: string, format = 'auto') => renderField(fact, field, format, context)
  const day = language === 'en' ? 'day' : 'solar_hijri_day'
  const where = (date: string) => ({ place: read('place'), date: read(date, day) })
  switch (fact.type) {
    case 'round': {
      const { ordinal } = fact.fields
      if (typeof ordinal !== 'number') return undefined
      const word = ordinalWord(ordinal, language) ?? numbered(ordinal, language)
      return say.round(word, where('dates'))
    }
    case 'agreement': {
      const what =
        fact.fields['kind'] && fact.fields['kind'] !== 'other' ? read('kind') : read('name')
      const at = where('signedOn')
      return what && (at.place ?? at.date) ? say.agreement(what, at) : undefined
    }
    case 'mechanism': {
      const name = read('name', 'full')
      return name && say.mechanism[textOf(fact, 'status')]?.(name)
    }
    case 'meeting': {
      const at = where('date')
      const certainty = textOf(fact, 'certainty') || 'planned'
      return (at.place ?? at.date) && say.meeting[certainty]?.(at)
    }
    case 'statement':
      return spoken(fact, context, renderField)
    case 'issue':
      return positions(fact, context, renderField)
    case 'figure':
      return counted(fact, context, renderField)
    case 'person': {
      const [name, role] = [read('name', 'full'), currentRole(fact, context)]
      return name && role && say.withRole(name, role)
    }
    case 'party':
    case 'mediator':
    case 'date':
    case 'place':
      return undefined
    default:
      return fact.type satisfies never
  }
}

function textOf(fact: Fact, key: string): string {
  const value = fact.fields[key]
  return typeof value === 'string' ? value : ''
}

/** "12th" has no word of its own in our tables: the number says it. */
const numbered = (n: number, language: MentionContext['language']): string =>
  language === 'en' ? `${n}${suffix(n)}` : nativeDigits(String(n), language)

const suffix = (n: number): string => {
  const tens = n % 100
  if (tens >= 11 && tens <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'
}

function spoken(
  fact: Fact,
  context: MentionContext,
  renderField: typeof RenderField,
): string | undefined {
  const say = PHRASE_WORDS[context.language]
  const speaker = renderField(fact, 'speaker', 'auto', context)
  const isOwn = context.language === fact.fields['language'] || !fact.fields['translation']
  const words = renderField(fact, isOwn ? 'words' : 'translation', 'plain', context)?.trim()
  if (!speaker || !words) return undefined
  return fact.fields['kind'] === 'paraphrase'
    ? say.reported(words, speaker)
    : say.said(words, speaker)
}

function positions(
  fact: Fact,
  context: MentionContext,
  renderField: typeof RenderField,
): string | undefined {
  const say = PHRASE_WORDS[context.language]
  const rows = (fact.fields['positions'] ?? []) as readonly ListItem[]
  const clauses = rows.flatMap(({ party, statement }) => {
    const holder = typeof party === 'string' ? context.fact(party) : undefined
    const name = holder && (renderField(holder, 'name', 'auto', context) ?? holder.label)
    return name && typeof statement === 'string' ? [say.position(name, statement)] : []
  })
  return clauses.length > 0 ? clauses.join(say.between) : undefined
}

function counted(
  fact: Fact,
  context: MentionContext,
  renderField: typeof RenderField,
): string | undefined {
  const say = PHRASE_WORDS[context.language]
  const read = (field: string, format = 'plain') => renderField(fact, field, format, context)
  const [exact, min, max] = [read('exact'), read('min'), read('max')]
  const n =
    exact ??
    (min && max ? say.range(min, max) : min ? say.atLeast(min) : max ? say.upTo(max) : undefined)
  if (n === undefined) return undefined
  const what = read('what')
  const { claimedBy, confirmedBy } = fact.fields
  const ids = [claimedBy, ...((confirmedBy ?? []) as readonly string[])]
  const names = [...new Set(ids)].flatMap((id) => {
    const who = typeof id === 'string' ? context.fact(id) : undefined
    return who ? [renderField(who, 'name', 'full', context) ?? who.label] : []
  })
  const text = what ? `${n} ${what}` : n
  const who = renderList(names, context.language)
  return who ? say.accordingTo(text, who) : text
}

/**
 * What a person is: of their roles the newest that has not ended; when all have, the one that
 * ended last, as a former one.
 */
export function currentRole(fact: Fact, { language }: MentionContext): string | undefined {
  const rows = (fact.fields['roles'] ?? []) as readonly ListItem[]
  const titled = rows.filter(({ title }) => typeof title === 'string')
  const startOf = (row: ListItem, key: 'from' | 'to') =>
    (row[key] as DateValue | undefined)?.start ?? ''
  const open = titled.filter((row) => row['to'] === undefined)
  const key = open.length > 0 ? 'from' : 'to'
  const [role] = (open.length > 0 ? open : titled).toSorted((a, b) =>
    startOf(a, key) < startOf(b, key) ? 1 : startOf(a, key) > startOf(b, key) ? -1 : 0,
  )
  if (!role) return undefined
  const { title, organisation } = role
  return PHRASE_WORDS[language].role(
    typeof title === 'string' ? title : '',
    typeof organisation === 'string' ? organisation : undefined,
    open.length === 0,
  )
}
