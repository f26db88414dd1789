import { DATE_PRECISIONS, type DateValue } from '@dateline/shared/facts/dates/date-value'
import { useState, type ReactNode } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { timeOf, withEnd, withPrecision, withStart, ZONES } from './date-change.ts'
import { DayField } from './day-field.tsx'
import { mismatchOf } from './show-field.ts'
import { StatedField } from './stated-field.tsx'
import css from './date-field.module.css'

interface Props {
  label: ReactNode
  value: DateValue | undefined
  onChange: (value: DateValue | undefined) => void
  onFocusChange: (focused: boolean) => void
}

/** A date or a range: both calendars side by side, either can be typed; what the source said below. */
export function DateField({ label, value, onChange, onFocusChange }: Props) {
  const [hasLastDay, setHasLastDay] = useState(false)
  const isRange = value?.end !== undefined || hasLastDay
  const mismatch = value && mismatchOf(value)
  const days = { onFocusChange }
  return (
    <fieldset className={css['date']}>
      <legend className={css['label']}>{label}</legend>
      <Both
        {...days}
        part={isRange ? t('date.from') : ''}
        value={value?.start.slice(0, 10)}
        onChange={(day) => onChange(withStart(value, day))}
      />
      {value && isRange && (
        <Both
          {...days}
          part={t('date.until')}
          value={value.end?.slice(0, 10)}
          notBefore={value.start.slice(0, 10)}
          onChange={(day) => onChange(withEnd(value, day))}
        />
      )}
      {mismatch && <Notice tone="warning">{mismatch}</Notice>}
      {value && (
        <div className={css['acts']}>
          {value.precision !== 'time' && (
            <Button
              small
              look="quiet"
              onPress={() => {
                setHasLastDay(!isRange)
                if (isRange) onChange(withEnd(value, undefined))
              }}
            >
              {isRange ? t('date.range.remove') : t('date.range.add')}
            </Button>
          )}
          <Button small look="quiet" onPress={() => onChange(undefined)}>
            {t('date.clear')}
          </Button>
        </div>
      )}
      <StatedField value={value} onChange={onChange} onFocusChange={onFocusChange} />
      {value && <Precision value={value} onChange={onChange} onFocusChange={onFocusChange} />}
    </fieldset>
  )
}

interface BothProps {
  part: string
  notBefore?: string
  value: string | undefined
  onChange: (day: string) => void
  onFocusChange: (focused: boolean) => void
}

function Both(props: BothProps) {
  return (
    <div className={css['both']}>
      <DayField calendar="gregorian" {...props} />
      <DayField calendar="solar_hijri_af" {...props} />
    </div>
  )
}

type PrecisionProps = Pick<Props, 'onFocusChange'> & {
  value: DateValue
  onChange: (value: DateValue) => void
}

function Precision({ value, onChange, onFocusChange }: PrecisionProps) {
  const zones = new Set<string>([...ZONES, value.tz])
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
