import type { Calendar } from '@dateline/shared/facts/dates/date-value'
import { AF_MONTHS, foldScript, GREGORIAN_MONTHS } from '@dateline/shared/facts/dates/month-names'
import { useId, useState } from 'react'
import { t } from '../i18n/translate.ts'
import { cx } from '../ui/cx.ts'
import { draftOf, readDay, type DayDraft } from './day-draft.ts'
import css from './day-field.module.css'

const MONTHS = { gregorian: GREGORIAN_MONTHS, solar_hijri_af: AF_MONTHS }

interface Props {
  calendar: Calendar
  /** What this day is in its field, e.g. "From"; empty where it is the only one. */
  part: string
  /** The day, `YYYY-MM-DD`. */
  value: string | undefined
  /** The earliest day it may be. */
  notBefore?: string | undefined
  /** Only called with a day the calendar has, not before `notBefore`. */
  onChange: (iso: string) => void
  onFocusChange: (focused: boolean) => void
}

/** One day in one calendar, typed part by part; months by name, from our own table. */
export function DayField({
  calendar,
  part,
  value,
  notBefore = '',
  onChange,
  onFocusChange,
}: Props) {
  const [typed, setTyped] = useState<{ draft: DayDraft; over: string | undefined } | null>(null)
  const errorId = useId()
  // A draft stands until the day itself changes, here, in the other calendar or on another screen.
  const draft = typed && typed.over === value ? typed.draft : draftOf(value, calendar)
  const problem = problemOf(draft, calendar, notBefore)
  const name = t(calendar === 'gregorian' ? 'date.gregorian' : 'date.solarHijri')
  const label = [part, name].filter(Boolean).join(', ')

  const change = (next: DayDraft) => {
    const reading = readDay(next, calendar)
    const day = reading.tag === 'day' && reading.iso >= notBefore ? reading.iso : undefined
    setTyped({ draft: next, over: day ?? value })
    if (day && day !== value) onChange(day)
  }
  const shared = {
    onFocus: () => onFocusChange(true),
    onBlur: () => onFocusChange(false),
    'aria-invalid': problem !== undefined,
    ...(problem && { 'aria-describedby': errorId }),
  }
  return (
    <fieldset className={css['day']}>
      <legend className={css['calendar']}>{label}</legend>
      <div className={css['parts']}>
        <input
          {...shared}
          className={cx(css['part'], css['number'])}
          aria-label={`${t('date.day')}, ${label}`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          placeholder={t('date.day')}
          value={draft.d}
          onChange={(event) => change({ ...draft, d: foldScript(event.target.value).trim() })}
        />
        <select
          {...shared}
          className={cx(css['part'], css['month'])}
          aria-label={`${t('date.month')}, ${label}`}
          value={draft.m}
          onChange={(event) => change({ ...draft, m: event.target.value })}
        >
          <option value="" hidden>
            {t('date.month')}
          </option>
          {MONTHS[calendar].map(({ en }, index) => (
            <option key={en} value={String(index + 1)}>
              {en}
            </option>
          ))}
        </select>
        <input
          {...shared}
          className={cx(css['part'], css['year'])}
          aria-label={`${t('date.year')}, ${label}`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          placeholder={t('date.year')}
          value={draft.y}
          onChange={(event) => change({ ...draft, y: foldScript(event.target.value).trim() })}
        />
      </div>
      {problem && (
        <p id={errorId} className={css['error']}>
          {problem}
        </p>
      )}
    </fieldset>
  )
}

function problemOf(draft: DayDraft, calendar: Calendar, notBefore: string): string | undefined {
  const reading = readDay(draft, calendar)
  if (reading.tag === 'impossible') return t('date.noSuchDay')
  return reading.tag === 'day' && reading.iso < notBefore ? t('date.endsFirst') : undefined
}
