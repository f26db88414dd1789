import type { Calendar } from '@dateline/shared/facts/dates/date-value'
import { toCalendarDate } from '@internationalized/date'
import { useContext } from 'react'
import { RangeCalendarStateContext } from 'react-aria-components'
import { bothDays, monthName, otherCalendar } from './both-days.ts'
import css from './date-picker.module.css'

/** The month of the page in its own calendar, and the months of the other that it lies in. */
export function MonthTitle({ calendar }: { calendar: Calendar }) {
  const state = useContext(RangeCalendarStateContext)
  if (!state) return null
  const first = bothDays(toCalendarDate(state.visibleRange.start), calendar)
  const last = bothDays(toCalendarDate(state.visibleRange.end), calendar)
  const name = (day: typeof first.own, of: Calendar) => day && `${monthName(of, day.m)} ${day.y}`
  const other = [
    ...new Set([first, last].map((day) => name(day.other, otherCalendar(calendar)))),
  ].filter(Boolean)
  return (
    <div className={css['month']} aria-live="polite">
      <strong>{name(first.own, calendar)}</strong>
      <span>{other.join(' – ')}</span>
    </div>
  )
}
