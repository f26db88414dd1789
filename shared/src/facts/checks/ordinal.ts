import { perRoot } from '../../story/per-root.ts'
import { foldScript } from '../dates/month-names.ts'
import type { CheckWorld, Spotted } from './finding.ts'
import { daysOf, factsOfType, spanOfDays } from './known-facts.ts'
import { ordinalLike, ordinalName, ordinalPattern, readOrdinal } from './number-words.ts'
import type { Reading } from './reading.ts'

interface Round {
  readonly id: string
  readonly label: string
  readonly ordinal: number
  readonly first: string | undefined
}

const roundsOf = perRoot((world: CheckWorld): readonly Round[] =>
  factsOfType(world, 'round').flatMap((fact) => {
    const ordinal = fact.fields['ordinal']
    const days = daysOf(fact, 'dates')
    if (typeof ordinal !== 'number') return []
    return [{ id: fact.id, label: fact.label, ordinal, first: days && spanOfDays(days).start }]
  }),
)

const rule = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${pattern}`, 'giu')
/** Group 1 is the ordinal. "The third round of voting" is none of ours. */
const PATTERNS = {
  en: rule(
    `(${ordinalPattern('en')})\\s+round(?!\\s+of\\s+(?!(?:[\\p{Ll}-]{3,20}\\s+){0,3}(?:talks|negotiations|meetings|discussions)))(?:\\s+of\\s+(?:[\\p{Ll}-]{3,20}\\s+){0,3}(?:talks|negotiations|meetings|discussions))?(?![\\p{L}-])`,
  ),
  prs: rule(`دور\\s+(${ordinalPattern('prs')})(?![\\p{L}\\p{M}])`),
  ps: rule(`(${ordinalPattern('ps')})\\s+پړاو(?![\\p{L}\\p{M}])`),
} as const

/** What may stand between "the third round" and the days it was held on. */
const HELD =
  /^\s*,?\s*(?:which\s+|that\s+)?(?:(?:was|is|were|to\s+be|will\s+be)\s+)?(?:held|took\s+place|taking\s+place|ran|running|began|opened|opening|ended|scheduled|set|due)?\s*(?:in\s+[\p{Lu}][\p{L}-]*(?:\s+[\p{Lu}][\p{L}-]*)?,?\s*)?(?:on|from|for|of|between|\()?\s*$/u

/** [K4] "The third round" beside the days of the second, or when no more than one is known. */
export function ordinal(reading: Reading): readonly Spotted[] {
  const { language } = reading.world
  const rounds = roundsOf(reading.world)
  if (rounds.length === 0) return []
  return [...foldScript(reading.text).matchAll(PATTERNS[language])].flatMap((match): Spotted[] => {
    const start = match.index + match[0].indexOf(match[1] ?? '')
    const end = start + (match[1] ?? '').length
    if (!reading.isPlain(start, end)) return []
    const written = reading.text.slice(start, end)
    const said = readOrdinal(written, language)
    if (said === undefined) return []
    const known = roundHeld(reading, rounds, match.index + match[0].length)
    if (known && known.ordinal !== said) {
      const right = ordinalLike(written, known.ordinal, language)
      return [
        {
          rule: 'ordinal',
          severity: 'warning',
          start,
          end,
          message: { key: 'ordinal', params: { written, right, fact: known.label } },
          subject: `${known.id} ${known.ordinal}`,
          ...reading.replace(start, end, right),
        },
      ]
    }
    return known ? [] : beyondKnown(said, rounds, written, start, end)
  })
}

function beyondKnown(
  said: number,
  rounds: readonly Round[],
  written: string,
  start: number,
  end: number,
): Spotted[] {
  const known = new Set(rounds.map((round) => round.ordinal))
  // Only when the count is whole: a story that knows the second round alone knows too little.
  const isWhole = [...known].every((one) => one === 1 || known.has(one - 1))
  if (!isWhole || said <= known.size + 1) return []
  const names = [...known].toSorted((a, b) => a - b).map(ordinalName)
  return [
    {
      rule: 'ordinal',
      severity: 'warning',
      start,
      end,
      message: { key: 'ordinal-unknown', params: { written, known: names.join(', ') } },
      subject: String(known.size),
    },
  ]
}

/** The known round whose days stand right behind the words. */
function roundHeld(reading: Reading, rounds: readonly Round[], end: number): Round | undefined {
  const date = reading.dates.find((one) => one.start >= end)
  if (!date || date.start - end > 60 || !HELD.test(reading.text.slice(end, date.start))) {
    return undefined
  }
  const { mention } = date
  return rounds.find((round) =>
    mention?.factId === round.id
      ? mention.field === 'dates'
      : date.certain && round.first === date.days.start,
  )
}
