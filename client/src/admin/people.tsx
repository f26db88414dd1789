import type { UserEntry } from '@dateline/shared/api/contracts'
import { ROLES } from '@dateline/shared/users/role'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Ellipsis, KeyRound, UserCheck, UserPlus, UserX } from 'lucide-react'
import { useState } from 'react'
import { peopleQuery } from '../accounts/people.ts'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { tell } from '../ui/toasts.ts'
import { changeAccount, type AccountPatch } from './accounts.ts'
import { AddPersonDialog } from './add-person-dialog.tsx'
import { CloseAccountDialog } from './close-account-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import css from './admin-page.module.css'

type Asking = { about: 'add' } | { about: 'password' | 'close'; person: UserEntry }

/** Everybody of the newsroom: their role, their account. */
export function People() {
  const people = useQuery(peopleQuery)
  const [asking, setAsking] = useState<Asking | null>(null)
  const change = useMutation({
    mutationFn: ({ person, ...patch }: AccountPatch & { person: UserEntry }) =>
      changeAccount(person.id, patch),
    onSuccess: (_, { person }) => tell(t('people.changed', { name: person.name }), 'good'),
  })
  const done = () => setAsking(null)
  const error = people.error ?? change.error
  return (
    <section className={css['section']} aria-label={t('admin.people')}>
      <header className={css['head']}>
        <span />
        <Button look="primary" onPress={() => setAsking({ about: 'add' })}>
          <UserPlus aria-hidden />
          {t('people.add')}
        </Button>
      </header>
      {error && <Notice tone="bad">{error.message}</Notice>}
      <ul className={css['list']}>
        {(people.data ?? []).map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            onChange={(patch) => change.mutate({ person, ...patch })}
            onAsk={(about) => setAsking({ about, person })}
          />
        ))}
      </ul>
      <AddPersonDialog isOpen={asking?.about === 'add'} onClose={done} />
      {asking?.about === 'password' && <PasswordDialog person={asking.person} onClose={done} />}
      {asking?.about === 'close' && (
        <CloseAccountDialog
          person={asking.person}
          onClose={done}
          onConfirm={() => {
            change.mutate({ person: asking.person, closed: true })
            done()
          }}
        />
      )}
    </section>
  )
}

interface LineProps {
  person: UserEntry
  onChange: (patch: AccountPatch) => void
  onAsk: (about: 'password' | 'close') => void
}

function PersonLine({ person, onChange, onAsk }: LineProps) {
  const me = useCurrentUser()
  const isMe = person.id === me.id
  return (
    <li className={css['line']}>
      <Avatar person={person} size="2rem" />
      <div className={css['who']}>
        <span>
          <strong>{person.name}</strong> {isMe && <Badge tone="accent">{t('people.you')}</Badge>}{' '}
          {person.closed && <Badge tone="retracted">{t('people.closed')}</Badge>}
        </span>
        <span className={css['faint']}>{person.email}</span>
      </div>
      <div className={css['role']}>
        <SelectField
          hideLabel
          label={t('people.role.of', { name: person.name })}
          options={ROLES.map((id) => ({ id, label: t(`role.${id}`) }))}
          value={person.role}
          onChange={(role) => role !== person.role && onChange({ role })}
        />
      </div>
      <Menu
        label={t('people.more', { name: person.name })}
        trigger={
          <IconButton label={t('people.more', { name: person.name })}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem
          text={t('people.reset')}
          icon={<KeyRound aria-hidden />}
          onAction={() => onAsk('password')}
        />
        {person.closed ? (
          <MenuItem
            text={t('people.open')}
            icon={<UserCheck aria-hidden />}
            onAction={() => onChange({ closed: false })}
          />
        ) : (
          <MenuItem
            danger
            text={t('people.close')}
            icon={<UserX aria-hidden />}
            isDisabled={isMe}
            onAction={() => onAsk('close')}
          />
        )}
      </Menu>
    </li>
  )
}
