import { dateValueSchema } from '@dateline/shared/facts/dates/date-value'
import { renderDate } from '@dateline/shared/facts/dates/render-date'
import {
  proposeFromSelection,
  type SelectionContext,
  type SelectionProposal,
} from '@dateline/shared/facts/extract/propose-from-selection'
import { FACT_TYPE_NAMES, fieldsOf } from '@dateline/shared/facts/fact-types'
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useNewsroomZone } from '../../accounts/newsroom-zone.ts'
import { todayIn } from '../../i18n/today-in.ts'
import { t } from '../../i18n/translate.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { tell } from '../../ui/toasts.ts'
import { Anchored } from '../anchored.tsx'
import { lookOf } from '../mention/mention-look.ts'
import { mentionWorld } from '../mention/mention-painter.ts'
import { mentionOf } from '../mention/mention-ref.ts'
import { rangeRect } from '../selection-rect.ts'
import { useHeldWords } from '../use-held-words.ts'
import { readAs } from './fact-draft.ts'
import { makeFact } from './make-fact.ts'
import { placeOfWords, selectedWords, type SelectedWords } from './selected-words.ts'
import css from './make-fact-form.module.css'

interface Props {
  session: StorySession
  editor: Editor
  onClose: () => void
}

/** Selected words → one key → the form is filled → Enter. Not modal: the text stays in sight. */
export function MakeFactForm({ session, editor, onClose }: Props) {
  const [words] = useState(() =>
    selectedWords(editor, (node) => lookOf(mentionOf(node), mentionWorld(session)).words),
  )
  useEffect(() => {
    if (words) return
    tell(t('makeFact.oneParagraph'))
    onClose()
  }, [words, onClose])
  return words && <Form session={session} editor={editor} words={words} onClose={onClose} />
}

function Form({ session, editor, words, onClose }: Props & { words: SelectedWords }) {
  const zone = useNewsroomZone()
  const [context] = useState(() => contextOf(session, words, zone))
  const [draft, setDraft] = useState(() => proposeFromSelection(words.text, context))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Enter is enough from here, whether there is a label to look over or not.
    form.current?.querySelector<HTMLElement>('input, button[type="submit"]')?.focus()
  }, [])

  useHeldWords(editor, () => placeOfWords(editor, words))

  const close = () => {
    onClose()
    editor.commands.focus()
  }
  const accept = (event: SyntheticEvent) => {
    event.preventDefault()
    onClose()
    if (!makeFact(session, editor, words, draft)) tell(t('makeFact.wordsChanged'), 'bad')
  }

  return (
    <Anchored
      side="below"
      anchor={() => {
        const place = placeOfWords(editor, words)
        return place && rangeRect(editor, place.from, place.to)
      }}
    >
      <form ref={form} aria-label={t('makeFact.title')} className={css['form']} onSubmit={accept}>
        {draft.known ? (
          <p className={css['known']}>{t('makeFact.existing', { label: draft.label })}</p>
        ) : (
          <div className={css['fields']}>
            <SelectField
              label={t('makeFact.type')}
              value={draft.type}
              options={FACT_TYPE_NAMES.map((id) => ({ id, label: t(`type.${id}`) }))}
              onChange={(type) => setDraft(readAs(type, words.text, context))}
            />
            <TextField
              label={t('makeFact.label')}
              value={draft.label}
              onChange={(value) => setDraft({ ...draft, label: value })}
              isRequired
              onKeyDown={(event) => event.key === 'Escape' && close()}
            />
          </div>
        )}
        {readValues(draft).map((line) => (
          <p key={line} className={css['read']} dir="auto">
            {line}
          </p>
        ))}
        <div className={css['actions']}>
          <Button
            look="primary"
            small
            type="submit"
            onKeyDown={(event) => event.key === 'Escape' && close()}
          >
            {t(draft.known ? 'makeFact.mention' : 'makeFact.create')}
          </Button>
          <span className={css['hint']}>{t('makeFact.hint')}</span>
        </div>
      </form>
    </Anchored>
  )
}

function contextOf(
  session: StorySession,
  { paragraph, start }: SelectedWords,
  zone: string,
): SelectionContext {
  const { language } = session.story.meta.read()
  const reference = { date: todayIn(zone), tz: zone }
  return { paragraph, start, language, reference, facts: session.story.facts.list() }
}

/** What was read out of the words, dates in both calendars, so that a slip is seen before Enter. */
function readValues({ type, fields, label }: SelectionProposal): readonly string[] {
  const specs = fieldsOf(type)
  return Object.entries(fields).flatMap(([key, value]) => {
    if (specs[key]?.kind === 'date') {
      const date = dateValueSchema.safeParse(value).data
      return date ? [renderDate(date, 'both', 'en')] : []
    }
    return typeof value === 'string' && value !== label && specs[key]?.kind === 'text'
      ? [value]
      : []
  })
}
