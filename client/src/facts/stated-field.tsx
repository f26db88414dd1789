import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { useState } from 'react'
import { useNewsroomZone } from '../accounts/newsroom-zone.ts'
import { todayIn } from '../i18n/today-in.ts'
import { t } from '../i18n/translate.ts'
import { TextField } from '../ui/text-field.tsx'
import { withStated } from './date-change.ts'

interface Props {
  value: DateValue | undefined
  onChange: (value: DateValue | undefined) => void
  onFocusChange: (focused: boolean) => void
}

/** What the source says, in its own words and calendar; it fills in the day while there is none. */
export function StatedField({ value, onChange, onFocusChange }: Props) {
  const zone = useNewsroomZone()
  const [draft, setDraft] = useState<string | null>(null)
  const [isUnread, setUnread] = useState(false)
  const commit = () => {
    if (draft === null) return
    const stated = withStated(value, draft, { date: todayIn(zone), tz: zone })
    setUnread(!stated.isRead)
    if (stated.date !== value) onChange(stated.date)
    if (stated.date) setDraft(null)
  }
  return (
    <TextField
      label={t('date.stated')}
      placeholder={t('date.stated.hint')}
      value={draft ?? value?.asStated?.text ?? ''}
      onChange={setDraft}
      maxLength={200}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
      onFocusChange={(focused) => {
        if (!focused) commit()
        onFocusChange(focused)
      }}
      {...(isUnread && { description: t('date.stated.unread') })}
    />
  )
}
