import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { renderDate } from '@dateline/shared/facts/dates/render-date'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useNewsroomZone } from '../accounts/newsroom-zone.ts'
import { todayIn } from '../i18n/today-in.ts'
import { t } from '../i18n/translate.ts'
import { TextField } from '../ui/text-field.tsx'
import { movedBy, typedDate } from './typed-date.ts'

interface Props {
  label: ReactNode
  value: DateValue | undefined
  onChange: (value: DateValue | undefined) => void
  onFocusChange: (focused: boolean) => void
}

const ARROWS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }

/**
 * A date as one types it, in either calendar. Both are shown while it is typed; it is written on
 * Enter and when the field is left, so that half a date moves no mention. Up and down move the day.
 */
export function TypedDateField({ label, value, onChange, onFocusChange }: Props) {
  const zone = useNewsroomZone()
  const [draft, setDraft] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const written = value ? renderDate(value, 'long', 'en') : ''
  const text = draft ?? written
  const read = draft === null ? value : typedDate(draft, value, { date: todayIn(zone), tz: zone })
  const isUnread = text.trim() !== '' && read === undefined

  const commit = () => {
    if (draft === null || draft === written) return setDraft(null)
    if (isUnread) return setTried(true) // it stays, marked, until it is a date or gone
    setDraft(null)
    setTried(false)
    if (JSON.stringify(read) !== JSON.stringify(value)) onChange(read)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const days = ARROWS[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      commit()
    } else if (event.key === 'Escape' && draft !== null) {
      setDraft(null)
    } else if (days !== undefined && read) {
      event.preventDefault()
      setDraft(null)
      onChange(movedBy(read, days))
    }
  }
  return (
    <TextField
      label={label}
      value={text}
      onChange={(words) => {
        setDraft(words)
        setTried(false)
      }}
      autoComplete="off"
      placeholder={t('date.typed.hint')}
      onKeyDown={onKeyDown}
      onFocusChange={(focused) => {
        if (!focused) commit()
        onFocusChange(focused)
      }}
      error={isUnread && isTried ? t('date.typed.unread') : undefined}
      {...(read && { description: otherwise(read) })}
    />
  )
}

/** The same date as the typed words do not show it: both calendars, and the weekday of a day. */
function otherwise(date: DateValue): string {
  const both = renderDate(date, 'both', 'en')
  if (date.precision !== 'day' && date.precision !== 'time') return both
  return `${renderDate({ ...date, precision: 'day' }, 'weekday', 'en')} · ${renderDate(date, 'solar_hijri', 'en')}`
}
