import { t } from '../i18n/translate.ts'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useNow } from '../ui/use-now.ts'
import { isReviewTooEarly, localTime, REASON_MIN, reviewAt, type Plan } from './plan.ts'
import css from './targets.module.css'

interface Props {
  isOn: boolean
  onToggle: (on: boolean) => void
  plan: Plan
  onPlan: (part: Partial<Plan>) => void
}

/** Publishing against the gate, for which somebody answers by name and in words (rules G9, G16). */
export function Override({ isOn, onToggle, plan, onPlan }: Props) {
  const now = useNow()
  const { overrideReason: reason } = plan
  const isShort = reason !== '' && reason.trim().length < REASON_MIN
  return (
    <div className={css['override']}>
      <Switch isSelected={isOn} onChange={onToggle}>
        {t('publish.override')}
      </Switch>
      {isOn && (
        <>
          <TextField
            multiline
            takesFocus
            label={t('publish.override.reason')}
            description={t('publish.override.hint')}
            value={reason}
            onChange={(overrideReason) => onPlan({ overrideReason })}
            maxLength={2_000}
            error={isShort ? t('publish.override.short') : undefined}
          />
          <TextField
            type="datetime-local"
            label={t('publish.override.review')}
            description={t('publish.override.review.hint')}
            value={plan.reviewBy || localTime(reviewAt(plan, now))}
            onChange={(reviewBy) => onPlan({ reviewBy })}
            error={isReviewTooEarly(plan, now) ? t('publish.override.review.early') : undefined}
          />
        </>
      )}
    </div>
  )
}
