import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { DATE_PRECISIONS } from '@dateline/shared/facts/dates/date-value'
import type { ReactNode } from 'react'
import { useNewsroomZone } from '../accounts/newsroom-zone.ts'
import { t } from '../i18n/translate.ts'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { timeOf, withDays, withPrecision, ZONES } from './date-change.ts'
import { DatePicker } from './date-picker/date-picker.tsx'
import { mismatchOf } from './show-field.ts'
import { StatedField } from './stated-field.tsx'
import { TypedDateField } from './typed-date-field.tsx'
import css from './date-field.module.css'

interface Props {
  label: ReactNode
  value: DateValue | undefined
  onChange: (value: DateValue | undefined) => void
  onFocusChange: (focused: boolean) => void
}

/** A date or a range: typed in either calendar or picked from one; what the source said below. */
export function DateField({ label, value, onChange, onFocusChange }: Props) {
  const zone = useNewsroomZone()
  const mismatch = value && mismatchOf(value)
  return (
    <div className={css['date']}>
      <div className={css['when']}>
        <TypedDateField
          label={label}
          value={value}
          onChange={onChange}
          onFocusChange={onFocusChange}
        />
        <DatePicker value={value} onPick={(days) => onChange(withDays(value, days, zone))} />
      </div>
      {mismatch && <Notice tone="warning">{mismatch}</Notice>}
      <details className={css['more']} open={value?.asStated !== undefined}>
        <summary>{t('date.more')}</summary>
        <StatedField value={value} onChange={onChange} onFocusChange={onFocusChange} />
        {value && <Precision value={value} onChange={onChange} onFocusChange={onFocusChange} />}
      </details>
    </div>
  )
}

type PrecisionProps = Pick<Props, 'onFocusChange'> & {
  value: DateValue
  onChange: (value: DateValue) => void
}

function Precision({ value, onChange, onFocusChange }: PrecisionProps) {
  const zone = useNewsroomZone()
  const zones = new Set<string>([zone, ...ZONES, value.tz])
  return (
    <div className={css['both']}>
      <SelectField
        label={t('date.precision')}
        options={DATE_PRECISIONS.map((id) => ({ id, label: t(`date.precision.${id}`) }))}
        value={value.precision}
        onChange={(precision) => onChange(withPrecision(value, precision))}
        onFocusChange={onFocusChange}
      />
      {value.precision === 'time' && (
        <TextField
          type="time"
          label={t('date.time')}
          value={timeOf(value)}
          onChange={(time) =>
            /^\d{2}:\d{2}$/u.test(time) &&
            onChange({ ...value, start: `${value.start.slice(0, 10)}T${time}` })
          }
          onFocusChange={onFocusChange}
        />
      )}
      <SelectField
        label={t('date.tz')}
        options={[...zones].map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
        value={value.tz}
        onChange={(tz) => onChange({ ...value, tz })}
        onFocusChange={onFocusChange}
      />
    </div>
  )
}
