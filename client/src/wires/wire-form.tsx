import { IMPORT_LIMIT } from '@dateline/shared/api/contracts'
import { wireSchema, type WireBody } from '@dateline/shared/api/wire-contracts'
import { useState, type ClipboardEvent, type FormEvent } from 'react'
import { api } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import css from './wires.module.css'

type State = { tag: 'idle' } | { tag: 'sending' } | { tag: 'refused'; message: string }

const AWAY: readonly string[] = ['loading', 'offline', 'refused', 'outOfDate']

/** Takes in the text of a wire, or its address. What was pasted stays until it was read. */
export function WireForm({ session }: { session: StorySession }) {
  const [text, setText] = useState('')
  const [pasted, setPasted] = useState<{ html: string; text: string } | null>(null)
  const [publisher, setPublisher] = useState('')
  const [state, setState] = useState<State>({ tag: 'idle' })
  const isAway = AWAY.includes(useSnapshot(session.saveState).tag)

  const send = async () => {
    setState({ tag: 'sending' })
    try {
      const path = `/api/stories/${session.storyId}/wires`
      await api('POST', path, wireSchema, bodyOf(text, pasted, publisher))
      setText('')
      setPasted(null)
      setState({ tag: 'idle' })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setState({ tag: 'refused', message: error.message })
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() && state.tag !== 'sending') void send()
  }
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const html = event.clipboardData.getData('text/html')
    if (!html || text.trim() || html.length > IMPORT_LIMIT) return
    event.preventDefault()
    const plain = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n')
    setText(plain)
    setPasted({ html, text: plain })
  }

  return (
    <form className={css['form']} onSubmit={submit} noValidate>
      <div onPaste={onPaste}>
        <TextField
          multiline
          label={t('wires.paste')}
          description={t('wires.paste.hint')}
          value={text}
          onChange={setText}
        />
      </div>
      <div className={css['row']}>
        <TextField
          label={t('wires.publisher')}
          placeholder={t('wires.publisher.hint')}
          value={publisher}
          onChange={setPublisher}
          maxLength={200}
        />
        <Button
          type="submit"
          look="primary"
          isDisabled={isAway || !text.trim() || state.tag === 'sending'}
        >
          {state.tag === 'sending' ? t('wires.busy') : t('wires.submit')}
        </Button>
      </div>
      {isAway && <Notice tone="warning">{t('wires.offline')}</Notice>}
      {state.tag === 'refused' && <Notice tone="bad">{state.message}</Notice>}
    </form>
  )
}

/** An address alone is fetched; else what was pasted counts as long as nobody edited it. */
function bodyOf(
  text: string,
  pasted: { html: string; text: string } | null,
  publisher: string,
): WireBody {
  const from = publisher.trim() ? { publisher: publisher.trim() } : {}
  const words = text.trim()
  if (/^https?:\/\/\S+$/iu.test(words)) return { ...from, url: words }
  return pasted?.text === text ? { ...from, html: pasted.html } : { ...from, text }
}
