import { dayOf, isDay, isoOf } from '@dateline/shared/facts/dates/civil-day'
import type { Calendar } from '@dateline/shared/facts/dates/date-value'
import {
  fromSolarHijri,
  toSolarHijri,
  type CalendarDay,
} from '@dateline/shared/facts/dates/solar-hijri'

/** A day as somebody is typing it: any part may still be missing. Western digits. */
export interface DayDraft {
  readonly d: string
  readonly m: string
  readonly y: string
}

export const EMPTY_DAY: DayDraft = { d: '', m: '', y: '' }

export type DayReading = { tag: 'incomplete' } | { tag: 'impossible' } | { tag: 'day'; iso: string }

/** The parts of an ISO day in a calendar; empty for a day outside the Solar Hijri table. */
export function draftOf(iso: string | undefined, calendar: Calendar): DayDraft {
  if (!iso) return EMPTY_DAY
  const day = dayOf(iso)
  const own = calendar === 'gregorian' ? day : toSolarHijri(day.y, day.m, day.d)
  return own ? { d: String(own.d), m: String(own.m), y: String(own.y) } : EMPTY_DAY
}

/** What was typed, as a Gregorian ISO day. Four digits make a year: 140 is 1404 half typed. */
export function readDay(draft: DayDraft, calendar: Calendar): DayReading {
  if (!/^\d{1,2}$/u.test(draft.d) || !draft.m || !/^\d{4}$/u.test(draft.y)) {
    return /\D/u.test(draft.d + draft.y) ? { tag: 'impossible' } : { tag: 'incomplete' }
  }
  const typed = { d: Number(draft.d), m: Number(draft.m), y: Number(draft.y) }
  const day = gregorian(typed, calendar)
  return day ? { tag: 'day', iso: isoOf(day) } : { tag: 'impossible' }
}

function gregorian(day: CalendarDay, calendar: Calendar): CalendarDay | undefined {
  if (calendar === 'solar_hijri_af') return fromSolarHijri(day.y, day.m, day.d)
  return isDay(day) && day.y >= 1000 ? day : undefined
}
