import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { CalendarDays } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { t } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import type { PickedDays } from './picker-page.tsx'
import overlays from '../../ui/overlays.module.css'
import css from './date-picker.module.css'

interface Props {
  value: DateValue | undefined
  onPick: (days: PickedDays) => void
}

/** Calendars weigh as much as the rest of the form: they come when somebody opens one. */
const PickerPage = lazy(async () => ({ default: (await import('./picker-page.tsx')).PickerPage }))

/** A button that opens a month's page of either calendar. */
export function DatePicker({ value, onPick }: Props) {
  return (
    <DialogTrigger>
      <IconButton small label={t('date.pick')}>
        <CalendarDays aria-hidden />
      </IconButton>
      <Popover className={cx(overlays['popover'])} placement="bottom end">
        <Dialog aria-label={t('date.pick')} className={cx(css['picker'])}>
          {({ close }) => (
            <Suspense fallback={<div className={css['coming']} />}>
              <PickerPage
                value={value}
                onPick={(days) => {
                  onPick(days)
                  close()
                }}
              />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
