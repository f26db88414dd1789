import { dayOf, isoOf } from '../dates/civil-day.ts'
import type { DateValue } from '../dates/date-value.ts'
import { gregorianDay } from '../dates/nearest-year.ts'
import { agreesAsStated, isSameDate } from '../dates/parse-date.ts'
import { renderDate } from '../dates/render-date.ts'
import { toSolarHijri, type CalendarDay } from '../dates/solar-hijri.ts'
import { isClear, type BlockDate } from './block-dates.ts'
import type { Spotted } from './finding.ts'
import { daysOf, knownFact } from './known-facts.ts'
import type { Reading } from './reading.ts'
import { dateOf, showDays } from './show-days.ts'

/** [K2] Two calendars that name different days: in a fact, or side by side in the text. */
export function calendar(reading: Reading): readonly Spotted[] {
  return [...stated(reading), ...sideBySide(reading)]
}

/** What the source said in its own calendar against the day the fact holds. */
function stated({ dates, world }: Reading): readonly Spotted[] {
  return dates.flatMap(({ mention, start, end, days }): Spotted[] => {
    const fact = mention && knownFact(world, mention.factId)
    const value = fact && daysOf(fact, mention.field)
    // A source's own Gregorian day is no second calendar: the desk has corrected it, and may.
    if (!mention || !fact || value?.asStated?.calendar !== 'solar_hijri_af') return []
    if (agreesAsStated(value)) return []
    const meant = asSourceMeans(value)
    return [
      {
        rule: 'calendar',
        severity: 'blocking',
        start,
        end,
        message: {
          key: 'calendar-stated',
          params: { fact: fact.label, stated: value.asStated.text, date: showBoth(days) },
        },
        subject: `${fact.id}.${mention.field} ${value.start} ${value.asStated.text}`,
        once: true,
        ...(meant && {
          fix: {
            kind: 'set-field',
            factId: fact.id,
            field: mention.field,
            value: meant,
            words: renderDate(meant, 'both', 'en'),
          },
        }),
      },
    ]
  })
}

/** The date on the day that the source names, when there is such a day before the range ends. */
function asSourceMeans(value: DateValue): DateValue | undefined {
  const { asStated, start, end } = value
  const own = inCalendar(dayOf(start), 'solar_hijri_af')
  if (!asStated || !own) return undefined
  const { y = own.y, m = own.m, d = own.d } = asStated
  const day = gregorianDay('solar_hijri_af', y, m, d)
  if (!day) return undefined
  const first = isoOf(day)
  if (end && end.slice(0, 10) < first) return undefined
  return { ...value, start: first + start.slice(10) }
}

/** "November 6 (15 Aqrab)": two neighbours that say that they are one date. */
function sideBySide(reading: Reading): readonly Spotted[] {
  return reading.dates.flatMap((one, index): Spotted[] => {
    const other = reading.dates[index + 1]
    if (!other || one.calendar === other.calendar) return []
    if (!isSameDate(reading.text, one.end, other)) return []
    // The fact is right, and else the Gregorian day: that is what facts are kept in.
    const isOneSure = one.mention ?? (!other.mention && one.calendar === 'gregorian')
    const [sure, doubtful] = isOneSure ? [one, other] : [other, one]
    if (!doubtful.written || agree(sure, doubtful, reading.world.today)) return []
    const hasYear = (doubtful.written.from.y ?? doubtful.written.to?.y) !== undefined
    const right = inWords(reading, sure, doubtful, hasYear)
    return [
      {
        rule: 'calendar',
        severity: sure.mention ? 'blocking' : 'warning',
        start: doubtful.start,
        end: doubtful.end,
        message: {
          key: 'calendar-text',
          params: {
            written: reading.text.slice(doubtful.start, doubtful.end),
            date: showDays(sure.days),
            right,
          },
        },
        subject: `${sure.mention?.factId ?? ''} ${sure.days.start} ${sure.days.end}`,
        ...reading.replace(doubtful.start, doubtful.end, right),
      },
    ]
  })
}

function agree(sure: BlockDate, { written, calendar: other }: BlockDate, today: string): boolean {
  if (!written) return true
  const candidates = isClear(sure, today) ? [0] : [-1, 0, 1] // years around the likely one
  return candidates.some((shift) =>
    (['start', 'end'] as const).every((edge) => {
      const { y, ...day } = dayOf(sure.days[edge])
      const own = inCalendar({ ...day, y: y + shift }, other)
      const said = edge === 'start' ? written.from : (written.to ?? written.from)
      return own && (['y', 'm', 'd'] as const).every((key) => (said[key] ?? own[key]) === own[key])
    }),
  )
}

function inWords({ world }: Reading, sure: BlockDate, other: BlockDate, hasYear: boolean): string {
  const isSolar = other.calendar === 'solar_hijri_af'
  const format = isSolar ? (hasYear ? 'solar_hijri' : 'solar_hijri_day') : hasYear ? 'long' : 'day'
  return renderDate(dateOf(sure.days), format, world.language)
}

const inCalendar = (day: CalendarDay, own: BlockDate['calendar']): CalendarDay | undefined =>
  own === 'gregorian' ? day : toSolarHijri(day.y, day.m, day.d)

const showBoth = (days: BlockDate['days']) => renderDate(dateOf(days), 'both', 'en')
