import type { Fact } from '@dateline/shared/facts/fact'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import type { DecisionKind } from '@dateline/shared/facts/status'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { decide, type DecisionOutcome } from './decide.ts'
import { FactDifferences } from './fact-differences.tsx'
import css from './decisions.module.css'

/** What is going on between the person and one fact. */
export type Deciding =
  | { tag: 'idle' }
  | { tag: 'asking'; kind: DecisionKind }
  | { tag: 'sending'; kind: DecisionKind }
  | Extract<DecisionOutcome, { tag: 'moved' | 'refused' }>

/** The state of one decision and the acts that move it on. */
export function useDeciding(storyId: string, fact: Fact) {
  const [state, setState] = useState<Deciding>({ tag: 'idle' })
  const send = async (kind: DecisionKind, note: string) => {
    setState({ tag: 'sending', kind })
    const outcome = await decide(storyId, fact, kind, note)
    setState(outcome.tag === 'recorded' ? { tag: 'idle' } : outcome)
    if (outcome.tag === 'recorded') tell(t(`decide.done.${kind}`, { label: fact.label }), 'good')
  }
  return {
    state,
    send: (kind: DecisionKind, note = '') => void send(kind, note),
    ask: (kind: DecisionKind) => setState({ tag: 'asking', kind }),
    cancel: () => setState({ tag: 'idle' }),
  }
}

interface Props {
  deciding: ReturnType<typeof useDeciding>
  facts: MentionContext['fact']
}

/** Below the card: the question for a reason, or why the decision was not recorded. */
export function DecisionDialog({ deciding, facts }: Props) {
  const { state, send, cancel } = deciding
  switch (state.tag) {
    case 'idle':
      return null
    case 'sending':
      return <p className={css['sending']}>{t('decide.sending')}</p>
    case 'asking':
      return (
        <Reason
          key={state.kind}
          kind={state.kind}
          onSend={(note) => send(state.kind, note)}
          onCancel={cancel}
        />
      )
    case 'refused':
      return (
        <Notice
          tone="bad"
          actions={
            <Button small onPress={cancel}>
              {t('ui.dismiss')}
            </Button>
          }
        >
          {state.message}
        </Notice>
      )
    case 'moved':
      return (
        <div className={css['moved']} role="alert">
          <p>{t('decide.moved')}</p>
          <FactDifferences
            was={state.seen}
            now={state.current}
            facts={facts}
            titles={{ was: t('decide.moved.saw'), now: t('decide.moved.now') }}
          />
          <Button small look="primary" onPress={cancel}>
            {t('decide.moved.again')}
          </Button>
        </div>
      )
    default:
      return state satisfies never
  }
}

interface ReasonProps {
  kind: DecisionKind
  onSend: (note: string) => void
  onCancel: () => void
}

function Reason({ kind, onSend, onCancel }: ReasonProps) {
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!note.trim())
    if (note.trim()) onSend(note)
  }
  return (
    <form className={css['reason']} onSubmit={submit}>
      <TextField
        multiline
        takesFocus
        label={t(`decide.${kind}.why`)}
        value={note}
        onChange={setNote}
        maxLength={2_000}
        error={missing && !note.trim() ? t('decide.reason') : undefined}
      />
      <div className={css['buttons']}>
        <Button small onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button small look={kind === 'approve' ? 'primary' : 'danger'} type="submit">
          {t(`decide.${kind}`)}
        </Button>
      </div>
    </form>
  )
}
