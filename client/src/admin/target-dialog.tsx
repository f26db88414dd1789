import type { Target } from '@dateline/shared/api/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { saveTarget, type TargetDraft } from './targets.ts'
import css from './admin-page.module.css'

const FORM = 'target'

/** A site to add (no target) or to change; its password can be replaced, never read. */
export function TargetDialog({ target, onClose }: { target: Target | null; onClose: () => void }) {
  const [draft, setDraft] = useState<TargetDraft>({
    name: target?.name ?? '',
    url: target?.url ?? '',
    username: target?.username ?? '',
    password: '',
    allowPrivate: target?.allowPrivate ?? false,
  })
  const [problem, setProblem] = useState('')
  const save = useMutation({
    mutationFn: () => saveTarget(target?.id ?? null, draft),
    onSuccess: () => {
      tell(t('targets.saved', { name: draft.name }), 'good')
      onClose()
    },
  })
  const change = (part: Partial<TargetDraft>) => {
    setProblem('')
    setDraft((had) => ({ ...had, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = whatIsMissing(draft, target !== null)
    setProblem(problem)
    if (!problem && !save.isPending) save.mutate()
  }
  return (
    <Dialog
      isOpen
      title={target ? t('targets.edit', { name: target.name }) : t('targets.add')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} isDisabled={save.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <form id={FORM} className={css['form']} onSubmit={submit} noValidate>
        <TextField
          takesFocus
          label={t('targets.name')}
          description={t('targets.name.hint')}
          maxLength={120}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          type="url"
          label={t('targets.url')}
          placeholder="https://"
          maxLength={500}
          value={draft.url}
          onChange={(url) => change({ url })}
        />
        <TextField
          label={t('targets.username')}
          autoComplete="off"
          maxLength={200}
          value={draft.username}
          onChange={(username) => change({ username })}
        />
        <TextField
          type="password"
          label={t('targets.password')}
          description={target ? t('targets.password.keep') : t('targets.password.hint')}
          autoComplete="new-password"
          maxLength={500}
          value={draft.password}
          onChange={(password) => change({ password })}
        />
        <Switch
          isSelected={draft.allowPrivate}
          onChange={(allowPrivate) => change({ allowPrivate })}
        >
          {t('targets.private')}
        </Switch>
        <p className={css['faint']}>{t('targets.private.hint')}</p>
        {problem && <Notice tone="bad">{problem}</Notice>}
        {save.error && !problem && <Notice tone="bad">{save.error.message}</Notice>}
      </form>
    </Dialog>
  )
}

function whatIsMissing(draft: TargetDraft, isKnown: boolean): string {
  const { name, url, username, password } = draft
  const isComplete = name.trim() && url.trim() && username.trim() && (password || isKnown)
  if (!isComplete) return t('targets.incomplete')
  return /^https?:\/\/\S+/iu.test(url.trim()) ? '' : t('targets.badUrl')
}
