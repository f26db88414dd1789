import { dayNumber, dayOf } from '../dates/civil-day.ts'
import type { BlockDate } from './block-dates.ts'
import type { Spotted } from './finding.ts'
import type { Reading } from './reading.ts'
import { showDays } from './show-days.ts'

/** A verb of what is to come, then the date, with nothing between that speaks of something else. */
const FUTURE =
  /\b(?:will|(?:is|are)\s+(?:to|due\s+to|set\s+to|scheduled\s+to|expected\s+to|going\s+to)|(?:plans?|hopes?)\s+to)\s(?:(?!\b(?:after|since|following|before|which|that|who|until|of\s+the)\b|\b\p{Ll}+ed\b)[^,;:.“”"«»()]){0,70}$/iu
const FUTURE_LOCAL = {
  prs: /(?:قرار است)[^،؛:.«»]{0,70}$/u,
  ps: /(?:ټاکل شوې)[^،؛:.«»]{0,70}$/u,
} as const

/** [K6] "Will meet" on a day that has passed; "next week" beside a day that is not. */
export function tense(reading: Reading): readonly Spotted[] {
  return reading.dates.flatMap((date) => [...pastFuture(reading, date), ...relative(reading, date)])
}

function pastFuture(reading: Reading, date: BlockDate): Spotted[] {
  const { world, text } = reading
  const { start, end, days, certain } = date
  if (!certain || days.end >= world.today || reading.isQuoted(start, end)) return []
  const before = text.slice(reading.sentenceAt(start).start, start)
  const future = world.language === 'en' ? FUTURE : FUTURE_LOCAL[world.language]
  const match = future.exec(before.slice(-160))
  if (!match) return []
  return [
    {
      rule: 'tense',
      severity: 'warning',
      start,
      end,
      message: { key: 'tense', params: { date: showDays(days) } },
      subject: `${days.end} future`,
    },
  ]
}

interface Word {
  readonly words: string
  /** Whether a day, so many days from the dateline, may be called so. */
  readonly fits: (ahead: number) => boolean
}

/** Generous at the edges: weeks begin on three different days in the places we write about. */
const WORDS: readonly Word[] = [
  { words: 'today', fits: (ahead) => ahead === 0 },
  { words: 'tomorrow', fits: (ahead) => ahead === 1 },
  { words: 'yesterday', fits: (ahead) => ahead === -1 },
  { words: 'this week', fits: (ahead) => Math.abs(ahead) <= 6 },
  { words: 'next week', fits: (ahead) => ahead >= 1 && ahead <= 13 },
  { words: 'last week', fits: (ahead) => ahead <= -1 && ahead >= -13 },
]
const NAMES = WORDS.map(({ words }) => words.replace(' ', String.raw`\s+`)).join('|')
const BEFORE = new RegExp(
  `(?<![\\p{L}-])(${NAMES})\\s*(?:,\\s*|\\(\\s*|\\s)(?:on\\s+|from\\s+)?$`,
  'iu',
)
const BEHIND = new RegExp(`^\\s*(?:,\\s*|\\(\\s*|\\s)(${NAMES})(?![\\p{L}’'-])`, 'iu')

function relative(reading: Reading, date: BlockDate): Spotted[] {
  const { text, world } = reading
  if (world.language !== 'en' || !date.certain) return []
  const behind = BEHIND.exec(text.slice(date.end, date.end + 20))
  const before = BEFORE.exec(text.slice(Math.max(0, date.start - 24), date.start))
  const written = before?.[1] ?? behind?.[1]
  if (written === undefined) return []
  const start = before
    ? Math.max(0, date.start - 24) + before.index
    : date.end + (behind?.[0].length ?? 0) - written.length
  const end = start + written.length
  const ahead = dayNumber(dayOf(date.days.start)) - dayNumber(dayOf(world.today))
  const plain = written.toLowerCase().replace(/\s+/u, ' ')
  if (WORDS.some(({ words, fits }) => words === plain && fits(ahead))) return []
  if (reading.isQuoted(start, end) || !reading.isPlain(start, end)) return []
  const right = WORDS.find(({ fits }) => fits(ahead))?.words
  return [
    {
      rule: 'tense',
      severity: 'warning',
      start,
      end,
      message: { key: 'relative-day', params: { written, date: showDays(date.days) } },
      subject: `${date.days.start} ${plain}`,
      ...(right && reading.replace(start, end, right)),
    },
  ]
}
