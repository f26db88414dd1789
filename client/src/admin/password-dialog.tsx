import { PASSWORD_MIN, type UserEntry } from '@dateline/shared/api/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { changeAccount } from './accounts.ts'
import css from './admin-page.module.css'

const FORM = 'new-password'

/** A new password for somebody who lost theirs. */
export function PasswordDialog({ person, onClose }: { person: UserEntry; onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [isShort, setShort] = useState(false)
  const change = useMutation({
    mutationFn: () => changeAccount(person.id, { password }),
    onSuccess: () => {
      tell(t('people.changed', { name: person.name }), 'good')
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setShort(password.length < PASSWORD_MIN)
    if (password.length >= PASSWORD_MIN && !change.isPending) change.mutate()
  }
  return (
    <Dialog
      isOpen
      title={t('people.reset.title', { name: person.name })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} isDisabled={change.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <form id={FORM} className={css['form']} onSubmit={submit}>
        <p>{t('people.reset.hint')}</p>
        <TextField
          takesFocus
          label={t('people.password.new', { name: person.name })}
          description={t('people.password.hint')}
          autoComplete="off"
          value={password}
          onChange={setPassword}
          error={isShort ? t('people.password.short') : undefined}
        />
        {change.error && <Notice tone="bad">{change.error.message}</Notice>}
      </form>
    </Dialog>
  )
}
