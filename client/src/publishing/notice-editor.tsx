import type { Changes } from '@dateline/shared/api/contracts'
import { NOTICE_KINDS } from '@dateline/shared/export/notice'
import { t } from '../i18n/translate.ts'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { NOTICE_MIN, type Plan } from './plan.ts'
import css from './publish-sheet.module.css'

interface Props {
  plan: Plan
  /** What the changes suggest. */
  draft: Changes['draft']
  onChange: (part: Partial<Plan>) => void
}

/** What readers are told of the change: drafted from the facts, in the editor's words in the end. */
export function NoticeEditor({ plan, draft, onChange }: Props) {
  const isShort = plan.notice !== 'none' && plan.text.trim().length < NOTICE_MIN
  return (
    <section className={css['notice']} aria-label={t('publish.notice')}>
      <SelectField
        label={t('publish.notice')}
        value={plan.notice}
        onChange={(notice) => {
          const text = plan.text || (draft?.text ?? '')
          onChange({ notice, text })
        }}
        options={[...NOTICE_KINDS, 'none' as const].map((id) => ({
          id,
          label: t(`publish.notice.${id}`),
        }))}
      />
      {plan.notice !== 'none' && (
        <TextField
          multiline
          label={t('publish.notice.text')}
          description={t('publish.notice.hint')}
          value={plan.text}
          maxLength={2_000}
          onChange={(text) => onChange({ text })}
          error={isShort && plan.text !== '' ? t('publish.override.short') : undefined}
        />
      )}
    </section>
  )
}
