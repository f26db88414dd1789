import { WHY_LIMIT } from '@dateline/shared/story/ignored-doc'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import css from './checks.module.css'

interface Props {
  needsReason: boolean
  onIgnore: (why: string) => void
  onCancel: () => void
}

/** Asks why a finding may stay; the desk reads it beside the finding. */
export function IgnoreForm({ needsReason, onIgnore, onCancel }: Props) {
  const [why, setWhy] = useState('')
  const [isMissing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (needsReason && !why.trim()) setMissing(true)
    else onIgnore(why)
  }
  return (
    <form className={css['form']} onSubmit={submit}>
      <TextField
        takesFocus
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        label={t(needsReason ? 'checks.ignore.why' : 'checks.ignore.optional')}
        value={why}
        onChange={setWhy}
        maxLength={WHY_LIMIT}
        error={isMissing && !why.trim() ? t('checks.ignore.missing') : undefined}
      />
      <div className={css['acts']}>
        <Button small look="primary" type="submit">
          {t('checks.ignore')}
        </Button>
        <Button small onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
