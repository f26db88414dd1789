import { IMPORT_LIMIT } from '@dateline/shared/api/contracts'
import { LANGUAGES } from '@dateline/shared/story/meta-doc'
import { useMutation } from '@tanstack/react-query'
import { useState, type ClipboardEvent, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import {
  importBodyOf,
  keepsFormatting,
  type ImportDraft,
  type ImportDraftError,
} from './import-source.ts'
import { importStory } from './stories.ts'
import css from './forms.module.css'

const FORM = 'import-story'
const EMPTY: ImportDraft = {
  from: 'paste',
  text: '',
  pasted: null,
  url: '',
  publishedAt: '',
  publisher: '',
  language: 'en',
}

const inWords: Record<ImportDraftError, () => string> = {
  'missing-text': () => t('import.missing.text'),
  'missing-url': () => t('import.missing.url'),
  'too-long': () => t('import.tooLong', { limit: IMPORT_LIMIT }),
}

/** A wire text or a web page becomes a story with its facts proposed. */
export function ImportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [draft, setDraft] = useState(EMPTY)
  const [problem, setProblem] = useState<ImportDraftError | null>(null)
  const navigate = useNavigate()
  const send = useMutation({
    mutationFn: importStory,
    onSuccess: async (story) => {
      tell(t('import.done', { count: story.proposedFacts.length }), 'good')
      setDraft(EMPTY)
      await navigate(`/stories/${story.id}`)
    },
  })
  const change = (part: Partial<ImportDraft>) => {
    setProblem(null)
    setDraft((had) => ({ ...had, ...part }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = importBodyOf(draft)
    setProblem(body.ok ? null : body.error)
    if (body.ok && !send.isPending) send.mutate(body.value)
  }
  return (
    <Dialog
      title={t('import.title')}
      width="40rem"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form={FORM} isDisabled={send.isPending}>
            {send.isPending ? t('import.busy') : t('import.submit')}
          </Button>
        </>
      }
    >
      <form id={FORM} className={css['form']} onSubmit={submit} noValidate>
        <p className={css['intro']}>{t('import.intro')}</p>
        <Choices
          label={t('import.from')}
          options={[
            { id: 'paste', label: t('import.paste') },
            { id: 'url', label: t('import.url') },
          ]}
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        {draft.from === 'paste' ? (
          <PasteField draft={draft} onChange={change} />
        ) : (
          <TextField
            type="url"
            label={t('import.address')}
            placeholder="https://"
            value={draft.url}
            onChange={(url) => change({ url })}
          />
        )}
        <div className={css['pair']}>
          <TextField
            type="date"
            label={t('import.published')}
            description={t('import.published.hint')}
            value={draft.publishedAt}
            onChange={(publishedAt) => change({ publishedAt })}
          />
          <TextField
            label={t('import.publisher')}
            description={t('import.publisher.hint')}
            value={draft.publisher}
            onChange={(publisher) => change({ publisher })}
            maxLength={200}
          />
        </div>
        <SelectField
          label={t('new.language')}
          options={LANGUAGES.map((id) => ({ id, label: t(`language.${id}`) }))}
          value={draft.language}
          onChange={(language) => change({ language })}
        />
        {problem && <Notice tone="bad">{inWords[problem]()}</Notice>}
        {send.error && !problem && <Notice tone="bad">{send.error.message}</Notice>}
      </form>
    </Dialog>
  )
}

interface PasteProps {
  draft: ImportDraft
  onChange: (part: Partial<ImportDraft>) => void
}

function PasteField({ draft, onChange }: PasteProps) {
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const html = event.clipboardData.getData('text/html')
    const text = event.clipboardData.getData('text/plain')
    // Into a field with words already there, the browser pastes plain text at the caret.
    if (!html || draft.text.trim()) return
    event.preventDefault()
    const shown = text.replaceAll('\r\n', '\n')
    onChange({ text: shown, pasted: { html, text: shown } })
  }
  return (
    <div onPaste={onPaste}>
      <TextField
        takesFocus
        multiline
        label={t('import.text')}
        placeholder={t('import.text.hint')}
        value={draft.text}
        onChange={(text) => onChange({ text })}
        {...(keepsFormatting(draft) && { description: t('import.formatted') })}
      />
    </div>
  )
}
