import { useRouteError } from 'react-router'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/notice.tsx'

/** No such address. */
export function NotFound() {
  return (
    <Empty title={t('app.notFound')}>
      <p>{t('app.notFound.hint')}</p>
      <ButtonLink href="/">{t('app.toDesk')}</ButtonLink>
    </Empty>
  )
}

/** A bug of ours, on this page only: the words are safe, and the way on is one button. */
export function Crashed() {
  const error = useRouteError()
  return (
    <Empty title={t('app.crashed')}>
      <p>{t('app.crashed.hint')}</p>
      {error instanceof Error && <code>{error.message}</code>}
      <Button look="primary" onPress={() => location.reload()}>
        {t('ui.reload')}
      </Button>
    </Empty>
  )
}
