import { signInsSchema } from '@dateline/shared/api/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { api } from '../api/api-client.ts'
import { t } from '../i18n/translate.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Logo } from '../ui/logo.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { signIn } from './session.ts'
import css from './sign-in-page.module.css'

interface Credentials {
  email: string
  password: string
}

/** Shown in place of any page while nobody is signed in, so the address, and the way back, stay. */
export function SignInPage({ ended }: { ended: boolean }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const enter = useMutation({
    mutationFn: (who: Credentials) => signIn(who.email, who.password),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const complete = email.trim() !== '' && password !== ''
    setMissing(!complete)
    if (complete) enter.mutate({ email: email.trim(), password })
  }

  return (
    <main className={css['page']}>
      <title>{t('signIn.title')}</title>
      <div className={css['box']}>
        <header className={css['head']}>
          <Logo size="2.5rem" />
          <div>
            <h1 className={css['title']}>{t('signIn.title')}</h1>
            <p className={css['subtitle']}>{t('signIn.subtitle')}</p>
          </div>
        </header>
        {ended && <Notice>{t('signIn.ended')}</Notice>}
        <form className={css['form']} onSubmit={submit} noValidate>
          <TextField
            label={t('signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
          />
          <TextField
            label={t('signIn.password')}
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          {missing && <Notice tone="bad">{t('signIn.missing')}</Notice>}
          {enter.error && !missing && <Notice tone="bad">{enter.error.message}</Notice>}
          <Button type="submit" look="primary" isDisabled={enter.isPending}>
            {enter.isPending ? t('signIn.busy') : t('signIn.submit')}
          </Button>
        </form>
        <DemoSignIns isBusy={enter.isPending} onChoose={(who) => enter.mutate(who)} />
      </div>
    </main>
  )
}

/** The demo newsroom's people; nothing anywhere else. */
function DemoSignIns(props: { isBusy: boolean; onChoose: (who: Credentials) => void }) {
  const { data } = useQuery({
    queryKey: ['sign-ins'],
    queryFn: ({ signal }) => api('GET', '/api/sign-ins', signInsSchema, undefined, signal),
  })
  if (!data || data.signIns.length === 0) return null
  return (
    <section className={css['demo']} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demo')}</h2>
      <p className={css['subtitle']}>{t('signIn.demo.hint')}</p>
      <ul className={css['cards']}>
        {data.signIns.map((who) => (
          <li key={who.email}>
            <AriaButton
              className={cx(css['card'])}
              isDisabled={props.isBusy}
              onPress={() => props.onChoose(who)}
            >
              <span className="visually-hidden">{t('signIn.demo.as')}</span>
              <span className={css['name']}>{who.name}</span>
              <Badge>{t(`role.${who.role}`)}</Badge>
              <span className={css['mail']}>{who.email}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
