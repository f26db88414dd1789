import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface Props {
  person: { readonly name: string }
  onClose: () => void
  onConfirm: () => void
}

export function CloseAccountDialog({ person, onClose, onConfirm }: Props) {
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('people.close.title', { name: person.name })}
      onClose={onClose}
      footer={
        <>
          <Button takesFocus onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button look="danger" onPress={onConfirm}>
            {t('people.close')}
          </Button>
        </>
      }
    >
      <p>{t('people.close.hint')}</p>
    </Dialog>
  )
}
