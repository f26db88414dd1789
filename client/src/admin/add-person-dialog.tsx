import { PASSWORD_MIN } from '@dateline/shared/api/contracts'
import { ROLES } from '@dateline/shared/users/role'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { addAccount, type NewAccount } from './accounts.ts'
import css from './admin-page.module.css'

const FORM = 'add-person'
const EMPTY: NewAccount = { name: '', email: '', role: 'reporter', password: '' }

export function AddPersonDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [draft, setDraft] = useState(EMPTY)
  const [problem, setProblem] = useState('')
  const add = useMutation({
    mutationFn: addAccount,
    onSuccess: (_, { name }) => {
      tell(t('people.added', { name }), 'good')
      setDraft(EMPTY)
      onClose()
    },
  })
  const change = (part: Partial<NewAccount>) => {
    setProblem('')
    setDraft((had) => ({ ...had, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = whatIsMissing(draft)
    setProblem(problem)
    if (!problem && !add.isPending) add.mutate(draft)
  }
  return (
    <Dialog
      title={t('people.add')}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} isDisabled={add.isPending}>
            {t('ui.add')}
          </Button>
        </>
      }
    >
      <form id={FORM} className={css['form']} onSubmit={submit} noValidate>
        <TextField
          takesFocus
          label={t('people.name')}
          maxLength={120}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          type="email"
          label={t('people.email')}
          maxLength={254}
          value={draft.email}
          onChange={(email) => change({ email })}
        />
        <SelectField
          label={t('people.role')}
          options={ROLES.map((id) => ({ id, label: t(`role.${id}`) }))}
          value={draft.role}
          onChange={(role) => change({ role })}
        />
        <TextField
          label={t('people.password')}
          description={t('people.password.hint')}
          autoComplete="off"
          maxLength={200}
          value={draft.password}
          onChange={(password) => change({ password })}
        />
        {problem && <Notice tone="bad">{problem}</Notice>}
        {add.error && !problem && <Notice tone="bad">{add.error.message}</Notice>}
      </form>
    </Dialog>
  )
}

function whatIsMissing({ name, email, password }: NewAccount): string {
  if (!name.trim() || !/^\S+@\S+\.\S+$/u.test(email.trim())) return t('people.incomplete')
  return password.length < PASSWORD_MIN ? t('people.password.short') : ''
}
