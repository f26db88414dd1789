import type { Calendar, DateValue } from '@dateline/shared/facts/dates/date-value'
import { parseDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import {
  Button as AriaButton,
  CalendarCell,
  CalendarGrid,
  I18nProvider,
  RangeCalendar,
} from 'react-aria-components'
import { t } from '../../i18n/translate.ts'
import { Choices } from '../../ui/choices.tsx'
import { cx } from '../../ui/cx.ts'
import { MonthTitle } from './month-title.tsx'
import { PickerDay } from './picker-day.tsx'
import css from './date-picker.module.css'

export interface PickedDays {
  /** First and last day, `YYYY-MM-DD`; the same for a single day. */
  readonly start: string
  readonly end: string
}

interface Props {
  value: DateValue | undefined
  onPick: (days: PickedDays) => void
}

/** The numbers are Latin and the week is the calendar's own; names come from our table (D2). */
const LOCALES: Readonly<Record<Calendar, string>> = {
  gregorian: 'en-GB-u-ca-gregory',
  solar_hijri_af: 'en-GB-u-ca-persian',
}

/** Opened to choose a day: the arrows move from day to day at once. */
const OPENED = { autoFocus: true }

/** A day or a range from a month's page, in either calendar, with the other day beside each. */
export function PickerPage({ value, onPick }: Props) {
  const [calendar, setCalendar] = useState<Calendar>(value?.asStated?.calendar ?? 'gregorian')
  const start = value && parseDate(value.start.slice(0, 10))
  const end = value && parseDate((value.end ?? value.start).slice(0, 10))
  return (
    <>
      <Choices
        label={t('date.calendar')}
        options={(['gregorian', 'solar_hijri_af'] as const).map((id) => ({
          id,
          label: t(id === 'gregorian' ? 'date.gregorian' : 'date.solarHijri'),
        }))}
        value={calendar}
        onChange={setCalendar}
      />
      <I18nProvider locale={LOCALES[calendar]}>
        <RangeCalendar
          key={calendar}
          aria-label={t('date.pick')}
          {...OPENED}
          {...(start && end && { value: { start, end } })}
          firstDayOfWeek={calendar === 'gregorian' ? 'mon' : 'sat'}
          onChange={(range) => onPick({ start: range.start.toString(), end: range.end.toString() })}
        >
          <header className={css['head']}>
            <AriaButton slot="previous" aria-label={t('date.month.previous')}>
              <ChevronLeft aria-hidden />
            </AriaButton>
            <MonthTitle calendar={calendar} />
            <AriaButton slot="next" aria-label={t('date.month.next')}>
              <ChevronRight aria-hidden />
            </AriaButton>
          </header>
          <CalendarGrid className={cx(css['grid'])} weekdayStyle="short">
            {(date) => (
              <CalendarCell date={date} className={cx(css['cell'])}>
                <PickerDay date={date} calendar={calendar} />
              </CalendarCell>
            )}
          </CalendarGrid>
        </RangeCalendar>
      </I18nProvider>
      <p className={css['hint']}>{t('date.pick.hint')}</p>
    </>
  )
}
