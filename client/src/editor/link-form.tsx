import { isSafeLink } from '@dateline/shared/editor-schema/editor-schema'
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Anchored } from './anchored.tsx'
import { selectionRect } from './selection-rect.ts'
import { useHeldWords } from './use-held-words.ts'
import css from './link-form.module.css'

interface Props {
  editor: Editor
  onClose: () => void
}

/** Links the selected words, or changes the link they have. */
export function LinkForm({ editor, onClose }: Props) {
  const had = String(editor.getAttributes('link')['href'] ?? '')
  const [href, setHref] = useState(had)
  const [error, setError] = useState<string>()

  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])

  useHeldWords(editor, () => editor.state.selection)

  const close = () => {
    onClose()
    editor.commands.focus()
  }
  const apply = (event: SyntheticEvent) => {
    event.preventDefault()
    const full = completed(href)
    if (!isSafeLink(full)) {
      setError(t('editor.linkUnsafe'))
      return
    }
    editor.chain().focus().extendMarkRange('link').setLink({ href: full }).run()
    onClose()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    onClose()
  }

  return (
    <Anchored anchor={() => selectionRect(editor)} side="below">
      <form aria-label={t('editor.linkShort')} className={css['form']} onSubmit={apply}>
        <TextField
          label={t('editor.linkAddress')}
          hideLabel
          inputRef={input}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          placeholder="https://"
          value={href}
          onChange={setHref}
          error={error}
          type="text"
          inputMode="url"
        />
        <Button look="primary" type="submit">
          {t('editor.linkApply')}
        </Button>
        {had && <Button onPress={remove}>{t('ui.remove')}</Button>}
      </form>
    </Anchored>
  )
}

/** What people type: "un.org/talks", "desk@example.org". */
function completed(typed: string): string {
  const href = typed.trim()
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return href
  if (/^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(href)) return `mailto:${href}`
  return `https://${href}`
}
