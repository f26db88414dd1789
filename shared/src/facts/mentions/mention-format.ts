import { fieldsOf, fieldSpec, type FactType } from '../fact-types.ts'

/**
 * How a date is written in prose (rule M2). The two `day` forms leave the year out: they are for
 * running copy, where only the first mention needs it.
 */
export const DATE_FORMATS = [
  'long', // October 25–30, 2025
  'day', // October 25–30
  'short', // Oct 25–30
  'weekday', // Thursday, November 6
  'solar_hijri', // 15 Aqrab 1404
  'solar_hijri_day', // 15 Aqrab
  'both', // November 6, 2025 (15 Aqrab 1404)
] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/**
 * How a name is written in prose: `auto` follows its place, full where the text first names it and
 * short from there on (rule M5). `short` is a date's word too.
 */
const NAME_FORMATS = ['auto', 'full', 'short'] as const

/** Every format a mention may ask for. `plain` is the value as it is; `list` joins with "and". */
export const MENTION_FORMATS = [...DATE_FORMATS, 'auto', 'full', 'list', 'plain'] as const
export type MentionFormat = (typeof MENTION_FORMATS)[number]

export const isMentionFormat = (value: unknown): value is MentionFormat =>
  MENTION_FORMATS.includes(value as MentionFormat)

/** The types that read as a phrase of their own in the copy (rule M6). */
const PHRASE_TYPES: readonly FactType[] = [
  'round',
  'person',
  'agreement',
  'mechanism',
  'statement',
  'issue',
  'figure',
  'meeting',
]

/** The formats that make sense for a field, the usual one first. Empty: it cannot be mentioned. */
export function formatsFor(type: FactType, field: string): readonly MentionFormat[] {
  if (field === 'label') return ['plain']
  if (field === 'phrase') return PHRASE_TYPES.includes(type) ? ['plain'] : []
  const spec = fieldSpec(type, field)
  switch (spec?.kind) {
    case 'date':
      return DATE_FORMATS
    case 'ref':
      return NAME_FORMATS
    case 'refs':
      return ['list', 'auto']
    case 'text':
      return field === 'name' ? NAME_FORMATS : ['plain']
    case 'prose':
    case 'number':
    case 'choice':
    case 'url':
      return ['plain']
    case 'list':
      return field === 'roles' ? ['plain'] : []
    case undefined:
      return []
    default:
      return spec satisfies never
  }
}

/** The field a mention of a whole fact shows: its name, its words, its date, or else its label. */
export function mainField(type: FactType): string {
  const fields = fieldsOf(type)
  for (const key of ['name', 'title', 'what', 'words', 'date']) if (key in fields) return key
  return 'label'
}
