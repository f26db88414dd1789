import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { tell } from '../ui/toasts.ts'
import css from './signing-key.module.css'

/** A webhook's signing key, this once: it is stored encrypted and never shown again. */
export function SigningKey({ signingKey, onClose }: { signingKey: string; onClose: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(signingKey)
    tell(t('targets.key.copied'), 'good')
  }
  return (
    <Dialog
      isOpen
      title={t('targets.signingKey')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={() => void copy()}>{t('targets.key.copy')}</Button>
          <Button look="primary" takesFocus onPress={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <p>{t('targets.signingKey.hint')}</p>
      <code className={css['key']}>{signingKey}</code>
    </Dialog>
  )
}
