import { t } from '../i18n/translate.ts'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { REASON_MIN } from './plan.ts'
import css from './targets.module.css'

interface Props {
  isOn: boolean
  onToggle: (on: boolean) => void
  reason: string
  onReason: (reason: string) => void
}

/** Publishing against the gate, for which somebody answers by name and in words (rule G9). */
export function Override({ isOn, onToggle, reason, onReason }: Props) {
  const isShort = reason !== '' && reason.trim().length < REASON_MIN
  return (
    <div className={css['override']}>
      <Switch isSelected={isOn} onChange={onToggle}>
        {t('publish.override')}
      </Switch>
      {isOn && (
        <TextField
          multiline
          takesFocus
          label={t('publish.override.reason')}
          description={t('publish.override.hint')}
          value={reason}
          onChange={onReason}
          maxLength={2_000}
          error={isShort ? t('publish.override.short') : undefined}
        />
      )}
    </div>
  )
}
