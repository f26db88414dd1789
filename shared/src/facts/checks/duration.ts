import { dayNumber, dayOf } from '../dates/civil-day.ts'
import { foldScript } from '../dates/month-names.ts'
import type { BlockDate } from './block-dates.ts'
import type { Spotted } from './finding.ts'
import { daysOf, factsOfType, knownFact, spanOfDays, textOf } from './known-facts.ts'
import { numberLike, numberPattern, readNumber } from './number-words.ts'
import type { Reading } from './reading.ts'
import { showDays } from './show-days.ts'

const TALKS =
  'talks|negotiations|meetings|discussions|consultations|deliberations|bargaining|diplomacy|dialogue|mediation'
const ADJECTIVES = String.raw`(?:(?:intense|intensive|tense|tough|difficult|hard|heated|lengthy|marathon|direct|indirect|shuttle|proximity|closed-door|face-to-face|high-level|peace|ceasefire|truce|nuclear|trade|renewed|further|mediated)[\s\u00a0]+){0,3}`

/** Ways to say how long talks took; the number is group 1. */
const PATTERNS = {
  en: [
    // six days of intense negotiations
    `(${numberPattern('en')})(?:\\s+(?:full|straight|consecutive|long))?\\s+days\\s+of\\s+${ADJECTIVES}(?:${TALKS})`,
    // a six-day round
    `(${numberPattern('en')})-day\\s+${ADJECTIVES}(?:${TALKS}|round|meeting|session|summit|conference)`,
    // the talks lasted six days
    `(?:lasted|ran|continued|went\\s+on|stretched|dragged\\s+on|took|met|negotiated|talked)\\s+(?:for\\s+|over\\s+)?(${numberPattern('en')})\\s+days`,
  ],
  prs: [`(${numberPattern('prs')})\\s+روز\\s+(?:مذاکر|گفتگو|گفت‌وگو|نشست|رایزنی)`],
  ps: [`(${numberPattern('ps')})\\s+ورځ(?:ې|ني|نۍ|نیو)?\\s+(?:خبرو|خبرې|مذاکر|ناست)`],
} as const
const compiled = (sources: readonly string[]) =>
  sources.map((source) => new RegExp(`(?<![\\p{L}\\p{M}\\p{N}.-])${source}`, 'giu'))
const RULES = { en: compiled(PATTERNS.en), prs: compiled(PATTERNS.prs), ps: compiled(PATTERNS.ps) }

/** Before a number that is not meant exactly, or that counts towards something else. */
const NOT_EXACT =
  /\b(?:about|around|nearly|almost|over|than|least|most|some|roughly|approximately|another|within|next|last|past|first|final|in|every|to|حدود|نزدیک|شاوخوا)\s+(?:the\s+)?$/iu

/** [K3] A stated duration of talks against their days, first and last included. */
export function duration(reading: Reading): readonly Spotted[] {
  const { language } = reading.world
  const folded = foldScript(reading.text)
  return RULES[language].flatMap((pattern) =>
    [...folded.matchAll(pattern)].flatMap((match): Spotted[] => {
      const at = match[0].indexOf(match[1] ?? '')
      const start = match.index + at
      const end = start + (match[1] ?? '').length
      const written = reading.text.slice(start, end)
      const said = readNumber(written, language)
      const days = rangeMeant(reading, match.index, match.index + match[0].length)
      if (said === undefined || !days || NOT_EXACT.test(folded.slice(0, start))) return []
      const right = length(days)
      if (said === right || right > 60) return []
      return [
        {
          rule: 'duration',
          severity: 'warning',
          start,
          end,
          message: {
            key: 'duration',
            params: { written, right: String(right), dates: showDays(days) },
          },
          subject: `${days.start} ${days.end}`,
          ...reading.replace(start, end, numberLike(written, right, language)),
        },
      ]
    }),
  )
}

const length = ({ start, end }: BlockDate['days']) =>
  dayNumber(dayOf(end)) - dayNumber(dayOf(start)) + 1

const FARTHEST = 120 // characters between the duration and its range

/** The days that a duration speaks of: only when there is no second candidate. */
function rangeMeant(reading: Reading, start: number, end: number): BlockDate['days'] | undefined {
  const sentence = reading.sentenceAt(start)
  const own = reading.dates.filter(
    (date) => date.start >= sentence.start && date.start < sentence.end,
  )
  if (own.length > 0) {
    const ranges = own.filter(({ days }) => days.end > days.start)
    const [range] = ranges
    if (!range || ranges.length > 1) return undefined
    const gap = range.start > end ? range.start - end : start - range.end
    const isOther = /\b(?:before|after|since|ahead\s+of|following|from\s+last)\s+(?:the\s+)?$/iu
    if (gap > FARTHEST || isOther.test(reading.text.slice(0, range.start))) return undefined
    return range.days
  }
  return onlyRound(reading, sentence.start, sentence.end)
}

/** The one round of talks that a sentence names, by a mention of it, its title or its place. */
function onlyRound(reading: Reading, from: number, to: number): BlockDate['days'] | undefined {
  const { world, block } = reading
  const words = reading.text.slice(from, to)
  const mentioned = new Set(
    block.mentions.filter(({ start }) => start >= from && start < to).map(({ factId }) => factId),
  )
  const rounds = factsOfType(world, 'round').filter((round) => {
    const place = textOf(round, 'place')
    const placeName =
      place && knownFact(world, place) && textOf(knownFact(world, place) ?? round, 'name')
    const title = textOf(round, 'title')
    return (
      mentioned.has(round.id) ||
      (title && words.includes(title)) ||
      (place && mentioned.has(place)) ||
      (placeName && words.includes(placeName))
    )
  })
  const [round] = rounds
  const days = round && daysOf(round, 'dates')
  return days && rounds.length === 1 ? spanOfDays(days) : undefined
}
