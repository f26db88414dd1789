import type { Language } from '../../story/meta-doc.ts'
import type { DateValue } from '../dates/date-value.ts'
import { renderDate } from '../dates/render-date.ts'
import type { Fact } from '../fact.ts'
import { choiceWords } from '../mentions/choice-words.ts'
import { renderField, type MentionContext } from '../mentions/render-mention.ts'
import { PICTURE_WORDS, type EventType } from './picture-words.ts'

/** One day or stretch of days of the talks. */
export interface TimelineEvent {
  readonly factId: string
  readonly type: EventType
  readonly field: string
  readonly date: DateValue
  readonly title: string
  readonly place: string | undefined
  /** The date in words: the calendar of the story's readers, and the other one. */
  readonly own: string
  readonly other: string
  /** What is not certain: "planned", "cancelled". */
  readonly note: string | undefined
  readonly isCancelled: boolean
}

/** The date fields that make an event, by type, and the word they add to its title. */
const EVENT_FIELDS: Readonly<
  Record<EventType, Readonly<Record<string, keyof typeof PICTURE_WORDS | undefined>>>
> = {
  round: { dates: undefined },
  agreement: { signedOn: undefined, effectiveFrom: 'inForce', expires: 'expires' },
  mechanism: { agreedOn: undefined, operationalFrom: 'working' },
  meeting: { date: undefined },
  date: { date: undefined },
}

/**
 * The talks in the order of their days, from the facts that have one: rounds, agreements,
 * mechanisms, meetings and bare dates (rule V1, docs/rules/pictures.md). Pure.
 *
 * @param facts those that may be drawn; what they point at is looked up among them
 */
export function timelineOf(facts: readonly Fact[], language: Language): readonly TimelineEvent[] {
  const byId = new Map<string, Fact>(facts.map((fact) => [fact.id, fact]))
  const context: MentionContext = { language, fact: (id) => byId.get(id) }
  return facts
    .flatMap((fact) => eventsOf(fact, context))
    .toSorted(
      (a, b) =>
        compare(a.date.start, b.date.start) ||
        compare(a.date.end ?? a.date.start, b.date.end ?? b.date.start) ||
        compare(a.factId + a.field, b.factId + b.field),
    )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function eventsOf(fact: Fact, context: MentionContext): TimelineEvent[] {
  const type = fact.type as EventType
  const fields = Object.hasOwn(EVENT_FIELDS, type) ? EVENT_FIELDS[type] : {}
  const { language } = context
  const seen = new Set<string>()
  return Object.entries(fields).flatMap(([field, word]) => {
    const date = fact.fields[field] as DateValue | undefined
    if (!date) return []
    const day = `${date.start} ${date.end ?? ''}`
    if (seen.has(day)) return [] // in force the day it was signed: one event
    seen.add(day)
    const { certainty } = fact.fields
    const isOpen = typeof certainty === 'string' && certainty !== 'certain'
    return [
      {
        factId: fact.id,
        type,
        field,
        date,
        title: word ? `${fact.label}: ${PICTURE_WORDS[word][language]}` : fact.label,
        place: renderField(fact, 'place', 'full', context),
        own: renderDate(date, language === 'en' ? 'long' : 'solar_hijri', language),
        other: renderDate(date, language === 'en' ? 'solar_hijri' : 'long', language),
        note: isOpen ? choiceWords(certainty, language) : undefined,
        isCancelled: certainty === 'cancelled',
      },
    ]
  })
}
