import { z } from 'zod'

/** `2025-10-25`, or `2025-10-25T14:30` when the precision is `time`. Gregorian, no zone suffix. */
const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/, 'a date as YYYY-MM-DD, with THH:MM for a time')
  .refine(isOnTheCalendar, { message: 'not a day of the calendar' })

/** Not `Date.parse` alone: engines roll 2025-02-30 over into March. */
function isOnTheCalendar(text: string): boolean {
  const at = Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export const DATE_PRECISIONS = ['day', 'month', 'year', 'approx', 'time'] as const
export const CALENDARS = ['gregorian', 'solar_hijri_af'] as const
export type Calendar = (typeof CALENDARS)[number]

/**
 * A date or a range of dates, as a fact holds it (rules D1–D9, docs/rules/dates.md). Gregorian ISO
 * is canonical; the Solar Hijri form is computed, never stored, except in `asStated`, which keeps
 * what the source said so that a mismatch can be shown.
 */
export const dateValueSchema = z
  .object({
    start: isoDate,
    /** Last day of the range, inclusive. Absent for a single day. */
    end: isoDate.optional(),
    precision: z.enum(DATE_PRECISIONS),
    /** IANA zone in which the day is meant, e.g. `Asia/Kabul`. */
    tz: z.string().min(1).max(64),
    asStated: z
      .object({
        calendar: z.enum(CALENDARS),
        text: z.string().max(200),
        y: z.number().int().optional(),
        m: z.number().int().min(1).max(12).optional(),
        d: z.number().int().min(1).max(31).optional(),
      })
      .optional(),
  })
  .refine((date) => date.end === undefined || date.end >= date.start, {
    message: 'the range ends before it starts',
    path: ['end'],
  })

export type DateValue = z.infer<typeof dateValueSchema>
