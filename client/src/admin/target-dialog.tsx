import type { Target } from '@dateline/shared/api/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { idsIn, linesOf } from './id-lines.ts'
import { SigningKey } from './signing-key.tsx'
import { saveTarget, type TargetDraft } from './targets.ts'
import css from './admin-page.module.css'

const FORM = 'target'
const KINDS = ['wordpress', 'ghost', 'webhook'] as const

interface Form extends Omit<TargetDraft, 'settings'> {
  readonly categories: string
  readonly defaultCategory: string
  readonly authors: string
}

function formOf(target: Target | null): Form {
  const { categories = {}, authors = {}, defaultCategory } = target?.settings ?? {}
  return {
    kind: target?.kind ?? 'wordpress',
    name: target?.name ?? '',
    url: target?.url ?? '',
    username: target?.username ?? '',
    password: '',
    allowPrivate: target?.allowPrivate ?? false,
    categories: linesOf(categories),
    defaultCategory: defaultCategory?.toString() ?? '',
    authors: linesOf(authors),
  }
}

/** A target to add (none given) or to change; its password can be replaced, never read. */
export function TargetDialog({ target, onClose }: { target: Target | null; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(target))
  const [problem, setProblem] = useState('')
  const [key, setKey] = useState('')
  const save = useMutation({
    mutationFn: (draft: TargetDraft) => saveTarget(target?.id ?? null, draft),
    onSuccess: (signingKey) => {
      tell(t('targets.saved', { name: form.name }), 'good')
      if (signingKey === undefined) onClose()
      else setKey(signingKey)
    },
  })
  const change = (part: Partial<Form>) => {
    setProblem('')
    setForm((had) => ({ ...had, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const draft = draftOf(form, target !== null)
    if (typeof draft === 'string') setProblem(draft)
    else if (!save.isPending) save.mutate(draft)
  }
  const { kind } = form
  if (key) return <SigningKey signingKey={key} onClose={onClose} />
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
        {!target && (
          <SelectField
            label={t('targets.kind')}
            value={kind}
            onChange={(next) => change({ kind: next })}
            options={KINDS.map((id) => ({ id, label: t(`targets.kind.${id}`) }))}
          />
        )}
        <TextField
          takesFocus
          label={t('targets.name')}
          description={t('targets.name.hint')}
          maxLength={120}
          value={form.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          type="url"
          label={t(kind === 'webhook' ? 'targets.url.webhook' : 'targets.url')}
          placeholder="https://"
          maxLength={500}
          value={form.url}
          onChange={(url) => change({ url })}
        />
        <Account form={form} isKnown={target !== null} onChange={change} />
        {kind === 'wordpress' && <Mapping form={form} onChange={change} />}
        <Switch
          isSelected={form.allowPrivate}
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

interface PartProps {
  form: Form
  onChange: (part: Partial<Form>) => void
}

/** How we sign in there; a webhook is signed with a key of ours instead. */
function Account({ form, isKnown, onChange }: PartProps & { isKnown: boolean }) {
  const { kind } = form
  if (kind === 'webhook') return <p className={css['faint']}>{t('targets.webhook.hint')}</p>
  const isGhost = kind === 'ghost'
  const hint = isGhost ? t('targets.key.hint') : t('targets.password.hint')
  return (
    <>
      {!isGhost && (
        <TextField
          label={t('targets.username')}
          autoComplete="off"
          maxLength={200}
          value={form.username}
          onChange={(username) => onChange({ username })}
        />
      )}
      <TextField
        type="password"
        label={t(isGhost ? 'targets.key' : 'targets.password')}
        description={isKnown ? t('targets.password.keep') : hint}
        autoComplete="new-password"
        maxLength={500}
        value={form.password}
        onChange={(password) => onChange({ password })}
      />
    </>
  )
}

/** Which of the desk's sections and bylines are which there. */
function Mapping({ form, onChange }: PartProps) {
  return (
    <details>
      <summary>{t('targets.mapping')}</summary>
      <div className={css['form']}>
        <TextField
          multiline
          label={t('targets.categories')}
          description={t('targets.categories.hint')}
          value={form.categories}
          onChange={(categories) => onChange({ categories })}
        />
        <TextField
          label={t('targets.defaultCategory')}
          inputMode="numeric"
          value={form.defaultCategory}
          onChange={(defaultCategory) => onChange({ defaultCategory })}
        />
        <TextField
          multiline
          label={t('targets.authors')}
          description={t('targets.authors.hint')}
          value={form.authors}
          onChange={(authors) => onChange({ authors })}
        />
      </div>
    </details>
  )
}

/** @returns what is wrong, in words */
function draftOf(form: Form, isKnown: boolean): TargetDraft | string {
  const { categories, defaultCategory, authors, ...draft } = form
  const isSigned = draft.kind === 'webhook' || draft.password !== '' || isKnown
  const hasUser = draft.kind !== 'wordpress' || draft.username.trim() !== ''
  if (!draft.name.trim() || !draft.url.trim() || !isSigned || !hasUser) {
    return t('targets.incomplete')
  }
  if (!/^https?:\/\/\S+/iu.test(draft.url.trim())) return t('targets.badUrl')
  const [sections, bylines] = [idsIn(categories), idsIn(authors)]
  const isNumber = defaultCategory.trim() === '' || /^[1-9]\d*$/.test(defaultCategory.trim())
  if (!sections || !bylines || !isNumber) return t('targets.badMapping')
  return {
    ...draft,
    settings: {
      categories: sections,
      authors: bylines,
      ...(defaultCategory.trim() && { defaultCategory: Number(defaultCategory) }),
    },
  }
}
