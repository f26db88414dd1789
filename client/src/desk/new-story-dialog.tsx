import { LANGUAGES, type Language } from '@dateline/shared/story/meta-doc'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { createStory } from './stories.ts'
import css from './forms.module.css'

const FORM = 'new-story'

/** Two fields and the story is open: nothing here is asked that could be asked later. */
export function NewStoryDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [headline, setHeadline] = useState('')
  const [language, setLanguage] = useState<Language>('en')
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: () => createStory({ language, ...(headline.trim() && { headline }) }),
    onSuccess: async (story) => {
      setHeadline('')
      await navigate(`/stories/${story.id}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate()
  }
  return (
    <Dialog
      title={t('new.title')}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} isDisabled={create.isPending}>
            {create.isPending ? t('new.busy') : t('new.create')}
          </Button>
        </>
      }
    >
      <form id={FORM} className={css['form']} onSubmit={submit}>
        <TextField
          takesFocus
          label={t('new.headline')}
          description={t('new.headline.hint')}
          value={headline}
          onChange={setHeadline}
          maxLength={500}
        />
        <SelectField
          label={t('new.language')}
          options={LANGUAGES.map((id) => ({ id, label: t(`language.${id}`) }))}
          value={language}
          onChange={setLanguage}
        />
        {create.error && <Notice tone="bad">{create.error.message}</Notice>}
      </form>
    </Dialog>
  )
}
