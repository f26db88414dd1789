import { t } from '../i18n/translate.ts'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useNow } from '../ui/use-now.ts'
import { localTime, plannedAt, type Plan } from './plan.ts'
import css from './publish-sheet.module.css'

const SOON = 60 * 60_000 // an hour from now, as a start

interface Props {
  plan: Plan
  /** ms since epoch; null: none. */
  embargoUntil: number | null
  onChange: (part: Partial<Plan>) => void
}

/** Now, or at a time: until then no reader sees anything of it. */
export function WhenField({ plan, embargoUntil, onChange }: Props) {
  const now = useNow()
  const isLater = plan.at !== ''
  const start = embargoUntil !== null && embargoUntil > now ? embargoUntil : now + SOON
  const at = plannedAt(plan)
  return (
    <section className={css['when']} aria-label={t('publish.when')}>
      <Switch
        isSelected={isLater}
        onChange={(later) => onChange({ at: later ? localTime(start) : '' })}
      >
        {t('publish.when.later')}
      </Switch>
      {isLater && (
        <TextField
          type="datetime-local"
          label={t('publish.when.at')}
          description={t('publish.when.hint')}
          value={plan.at}
          onChange={(value) => onChange({ at: value || localTime(start) })}
          error={at !== undefined && at <= now ? t('publish.when.past') : undefined}
        />
      )}
    </section>
  )
}
