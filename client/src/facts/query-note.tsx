import type { Fact } from '@dateline/shared/facts/fact'
import type { FactQuery } from '@dateline/shared/facts/fact-query'
import { QUERY_LIMIT } from '@dateline/shared/facts/fact-query'
import { MessageCircleQuestion } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useNow } from '../ui/use-now.ts'
import { answerQuery } from './queries.ts'
import css from './query-note.module.css'

interface Props {
  storyId: string
  fact: Pick<Fact, 'id'>
  query: FactQuery
  /** Whoever may write the story may answer. */
  canAnswer: boolean
  onAnswered?: () => void
}

/** A question about the fact, for everybody in the story, until somebody answers it (rule A11). */
export function QueryNote({ storyId, fact, query, canAnswer, onAnswered }: Props) {
  const name = usePersonName()
  const now = useNow()
  const line = (by: string, at: number) =>
    t('rivals.by', { name: name(by), when: formatMoment(at, now) })
  return (
    <div className={css['note']} role="note" aria-label={t('query.title')}>
      <p>
        <MessageCircleQuestion aria-hidden /> <span dir="auto">{query.text}</span>{' '}
        <span className={css['who']}>{line(query.by, query.at)}</span>
      </p>
      {query.answer && (
        <p className={css['answer']}>
          <span dir="auto">{query.answer.text}</span>{' '}
          <span className={css['who']}>{line(query.answer.by, query.answer.at)}</span>
        </p>
      )}
      {!query.answer && canAnswer && (
        <WordsForm
          label={t('query.answer')}
          send={t('query.answer.send')}
          onSend={async (text) => {
            await answerQuery(storyId, fact.id, query.id, text)
            onAnswered?.()
          }}
        />
      )}
    </div>
  )
}

interface FormProps {
  label: string
  send: string
  takesFocus?: boolean
  onSend: (text: string) => Promise<void>
  onCancel?: () => void
}

/** A few words to the others. What the server did not take stays in the field. */
export function WordsForm({ label, send, takesFocus = false, onSend, onCancel }: FormProps) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const submit = async () => {
    try {
      await onSend(text.trim())
      setText('')
      setError(undefined)
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason))
    }
  }
  return (
    <form
      className={css['form']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (text.trim()) void submit()
      }}
    >
      <TextField
        label={label}
        takesFocus={takesFocus}
        value={text}
        onChange={setText}
        maxLength={QUERY_LIMIT}
        error={error}
      />
      <div className={css['buttons']}>
        {onCancel && (
          <Button small onPress={onCancel}>
            {t('ui.cancel')}
          </Button>
        )}
        <Button small look="primary" type="submit" isDisabled={!text.trim()}>
          {send}
        </Button>
      </div>
    </form>
  )
}
