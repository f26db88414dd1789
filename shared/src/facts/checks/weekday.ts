import type { Language } from '../../story/meta-doc.ts'
import { dayOf, weekdayOf } from '../dates/civil-day.ts'
import { foldScript, WEEKDAYS } from '../dates/month-names.ts'
import { isClear, type BlockDate } from './block-dates.ts'
import type { Spotted } from './finding.ts'
import type { Reading } from './reading.ts'
import { showDays } from './show-days.ts'

/** [K1] A weekday beside a date that falls on another one. */
export function weekday(reading: Reading): readonly Spotted[] {
  return reading.dates.flatMap((date) => {
    if (date.days.start !== date.days.end || !isClear(date, reading.world.today)) return []
    const named = namedBefore(reading, date) ?? namedAfter(reading, date)
    const right = weekdayOf(dayOf(date.days.start))
    if (!named || named.weekday === right) return []
    const { language } = reading.world
    const rightName = WEEKDAYS[language][right] ?? ''
    return [
      {
        rule: 'weekday',
        severity: date.mention ? 'blocking' : 'warning',
        start: named.start,
        end: named.end,
        message: {
          key: 'weekday',
          params: {
            written: reading.text.slice(named.start, named.end),
            right: WEEKDAYS.en[right] ?? '',
            date: showDays(date.days),
          },
        },
        subject: `${date.mention?.factId ?? ''} ${date.days.start}`,
        ...reading.replace(named.start, named.end, alike(named.words, rightName, language)),
      },
    ]
  })
}

interface Named {
  readonly weekday: number
  readonly start: number
  readonly end: number
  readonly words: string
}

const namesOf = (language: Language): string =>
  (language === 'en'
    ? WEEKDAYS.en.flatMap((day) => [day, day.toUpperCase(), String.raw`${day.slice(0, 3)}\.`])
    : [...WEEKDAYS[language]]
        .flatMap((day) => [day, day.replace('\u200c', ' ')])
        .toSorted((a, b) => b.length - a.length)
  ).join('|')

const patterns = (language: Language) => {
  const name = `(?<![\\p{L}\\p{M}\\u200c])(${namesOf(language)})`
  return {
    before: new RegExp(`${name}[,،]?[\\s\\u00a0]+(?:the[\\s\\u00a0]+)?$`, 'u'),
    after: new RegExp(
      `^(?:\\s*\\(|,\\s+a\\s+)(${namesOf(language)})(?:\\)|(?![\\p{L}\\p{M}]))`,
      'u',
    ),
  }
}
const PATTERNS = { en: patterns('en'), prs: patterns('prs'), ps: patterns('ps') }
const FURTHEST = 24 // characters: the longest weekday and what may stand between

function namedBefore({ text, world }: Reading, { start }: BlockDate): Named | undefined {
  const from = Math.max(0, start - FURTHEST)
  const match = PATTERNS[world.language].before.exec(foldScript(text.slice(from, start)))
  return match ? named(match[1] ?? '', from + match.index, world.language) : undefined
}

function namedAfter({ text, world }: Reading, { end }: BlockDate): Named | undefined {
  const match = PATTERNS[world.language].after.exec(foldScript(text.slice(end, end + FURTHEST)))
  const words = match?.[1] ?? ''
  return match ? named(words, end + match[0].indexOf(words), world.language) : undefined
}

function named(words: string, start: number, language: Language): Named | undefined {
  const plain = words
    .replace('.', '')
    .replace(/ (?=شنبه)/u, '\u200c')
    .toLowerCase()
  const weekday = WEEKDAYS[language].findIndex((day) => {
    const name = day.toLowerCase()
    return language === 'en' ? name.startsWith(plain) : name === plain || name === words
  })
  return weekday < 0 ? undefined : { weekday, start, end: start + words.length, words }
}

/** The right name, written as the wrong one was: in capitals, or short. */
function alike(words: string, name: string, language: Language): string {
  if (language !== 'en') return name
  if (words.endsWith('.')) return `${name.slice(0, 3)}.`
  return words === words.toUpperCase() ? name.toUpperCase() : name
}
