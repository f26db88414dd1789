import type { Calendar, DateValue } from '@dateline/shared/facts/dates/date-value'
import { parseDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import {
  Button as AriaButton,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  I18nProvider,
  Popover,
  RangeCalendar,
} from 'react-aria-components'
import { t } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { cx } from '../../ui/cx.ts'
import { MonthTitle } from './month-title.tsx'
import { PickerDay } from './picker-day.tsx'
import overlays from '../../ui/overlays.module.css'
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
export function DatePicker({ value, onPick }: Props) {
  const [calendar, setCalendar] = useState<Calendar>(value?.asStated?.calendar ?? 'gregorian')
  const start = value && parseDate(value.start.slice(0, 10))
  const end = value && parseDate((value.end ?? value.start).slice(0, 10))
  return (
    <DialogTrigger>
      <IconButton small label={t('date.pick')}>
        <CalendarDays aria-hidden />
      </IconButton>
      <Popover className={cx(overlays['popover'])} placement="bottom end">
        <Dialog aria-label={t('date.pick')} className={cx(css['picker'])}>
          {({ close }) => (
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
                  onChange={(range) => {
                    onPick({ start: range.start.toString(), end: range.end.toString() })
                    close()
                  }}
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
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
