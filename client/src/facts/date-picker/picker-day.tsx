import type { Calendar } from '@dateline/shared/facts/dates/date-value'
import { renderDate } from '@dateline/shared/facts/dates/render-date'
import type { CalendarDate } from '@internationalized/date'
import { useLayoutEffect, useRef } from 'react'
import { bothDays } from './both-days.ts'
import css from './date-picker.module.css'

/** One day of a page: its number, small beside it that of the other calendar, aloud both in full. */
export function PickerDay({ date, calendar }: { date: CalendarDate; calendar: Calendar }) {
  const { iso, own, other } = bothDays(date, calendar)
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    // The kit writes the name of a Solar Hijri month as Iran does (rule D2), so what is read aloud
    // is put right each time it was drawn. Whether a day is chosen is said by aria-selected.
    const value = { start: iso, precision: 'day', tz: 'UTC' } as const
    const spoken = `${renderDate(value, 'weekday', 'en')}, ${renderDate(value, 'both', 'en')}`
    place.current?.closest('[role="button"]')?.setAttribute('aria-label', spoken)
  })
  return (
    <span ref={place} className={css['day']}>
      {own?.d ?? ''}
      <small>{other?.d ?? ''}</small>
    </span>
  )
}
