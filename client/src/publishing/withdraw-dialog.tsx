import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { publicationsQuery, withdraw } from './publications.ts'
import css from './publish-sheet.module.css'

const NOTE_MIN = 10

interface Props {
  storyId: string
  /** Names of the targets that have it. */
  targets: readonly string[]
  onClose: () => void
}

/** Takes the story off every site that has it, with the reason for the desks and the record. */
export function WithdrawDialog({ storyId, targets, onClose }: Props) {
  const cache = useQueryClient()
  const [note, setNote] = useState('')
  const [kill, setKill] = useState(false)
  const send = useMutation({
    mutationFn: () => withdraw(storyId, { note: note.trim(), kill }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: publicationsQuery(storyId).queryKey })
      onClose()
    },
  })
  const isShort = note.trim().length < NOTE_MIN
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('withdraw.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="danger"
            isDisabled={isShort || send.isPending}
            onPress={() => send.mutate()}
          >
            {kill ? t('withdraw.kill') : t('withdraw.do')}
          </Button>
        </>
      }
    >
      <div className={css['dialog']}>
        <p>{t('withdraw.hint', { targets: targets.join(', ') })}</p>
        <TextField
          multiline
          takesFocus
          label={t('withdraw.note')}
          description={t('withdraw.note.hint')}
          value={note}
          maxLength={2_000}
          onChange={setNote}
        />
        <Switch isSelected={kill} onChange={setKill}>
          {t('withdraw.killToo')}
        </Switch>
        {send.error && <Notice tone="bad">{send.error.message}</Notice>}
      </div>
    </Dialog>
  )
}
