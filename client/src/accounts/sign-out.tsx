import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { tell } from '../ui/toasts.ts'
import { deleteOfflineCopies, unsentChanges } from './offline-copies.ts'
import { signOut } from './session.ts'

/**
 * Signs out and clears the device; asks first when that would lose words the server has not got.
 * @returns start it, and the question to render
 */
export function useSignOut(userId: string) {
  const [unsent, setUnsent] = useState(0)

  const leave = async () => {
    setUnsent(0)
    try {
      await signOut()
      await deleteOfflineCopies(userId)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      tell(error.message, 'bad')
    }
  }
  const start = async () => {
    const changes = await unsentChanges(userId)
    if (changes > 0) setUnsent(changes)
    else await leave()
  }

  const question = (
    <Dialog
      role="alertdialog"
      title={t('signOut.title')}
      isOpen={unsent > 0}
      onClose={() => setUnsent(0)}
      footer={
        <>
          <Button look="danger" onPress={() => void leave()}>
            {t('signOut.anyway')}
          </Button>
          <Button look="primary" takesFocus onPress={() => setUnsent(0)}>
            {t('signOut.stay')}
          </Button>
        </>
      }
    >
      <p>{t('signOut.unsent', { count: unsent })}</p>
    </Dialog>
  )
  return { start: () => void start(), question }
}
