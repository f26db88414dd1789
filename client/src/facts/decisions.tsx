import { disputeHash, type Dispute } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import type { DecisionKind } from '@dateline/shared/facts/status'
import { useState, type FormEvent } from 'react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { tell } from '../ui/toasts.ts'
import { decide, type DecisionOutcome, type Sides } from './decide.ts'
import { DisputeForm } from './dispute-form.tsx'
import { FactDifferences } from './fact-differences.tsx'
import { askAbout } from './queries.ts'
import { WordsForm } from './query-note.tsx'
import css from './decisions.module.css'

/** What is going on between the person and one fact. */
export type Deciding =
  | { tag: 'idle' }
  | { tag: 'asking'; kind: DecisionKind | 'query' }
  | { tag: 'sending'; kind: DecisionKind }
  | Extract<DecisionOutcome, { tag: 'moved' | 'refused' }>

/** The state of one decision and the acts that move it on. */
export function useDeciding(storyId: string, fact: Fact, onRecorded?: () => void) {
  const [state, setState] = useState<Deciding>({ tag: 'idle' })
  const send = async (kind: DecisionKind, note: string, sides: Sides) => {
    setState({ tag: 'sending', kind })
    const outcome = await decide(storyId, fact, kind, note, sides)
    setState(outcome.tag === 'recorded' ? { tag: 'idle' } : outcome)
    if (outcome.tag !== 'recorded') return
    tell(t(`decide.done.${kind}`, { label: fact.label }), 'good')
    onRecorded?.()
  }
  return {
    state,
    storyId,
    fact,
    send: (kind: DecisionKind, note = '', sides: Sides = {}) => void send(kind, note, sides),
    ask: (kind: DecisionKind | 'query') => setState({ tag: 'asking', kind }),
    cancel: () => setState({ tag: 'idle' }),
  }
}

interface Props {
  deciding: ReturnType<typeof useDeciding>
  facts: MentionContext['fact']
  /** What stands against the fact, if anything does. */
  dispute?: Dispute | undefined
}

/** Below the card: the question for a reason, or why the decision was not recorded. */
export function DecisionDialog({ deciding, facts, dispute }: Props) {
  const { state, send, cancel, fact, storyId } = deciding
  switch (state.tag) {
    case 'idle':
      return null
    case 'sending':
      return <p className={css['sending']}>{t('decide.sending')}</p>
    case 'asking':
      if (state.kind === 'query') {
        return (
          <WordsForm
            takesFocus
            label={t('query.ask')}
            send={t('query.ask.send')}
            onCancel={cancel}
            onSend={async (text) => {
              await askAbout(storyId, fact.id, text)
              cancel()
              tell(t('query.asked', { label: fact.label }), 'good')
            }}
          />
        )
      }
      if (state.kind === 'dispute') {
        return (
          <DisputeForm
            fact={fact}
            facts={facts}
            onCancel={cancel}
            onSend={(note, sides) => send('dispute', note, sides ? { dispute: sides } : {})}
          />
        )
      }
      return (
        <Reason
          key={state.kind}
          kind={state.kind}
          onSend={(note) => send(state.kind as DecisionKind, note)}
          onCancel={cancel}
          {...(state.kind === 'approve' &&
            dispute && { onPair: () => send('approve', '', { pair: disputeHash(dispute) }) })}
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
  /** Approves both sides of a dispute together; needs no reason (rule A9). */
  onPair?: () => void
}

function Reason({ kind, onSend, onCancel, onPair }: ReasonProps) {
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!note.trim())
    if (note.trim()) onSend(note)
  }
  return (
    <form className={css['reason']} onSubmit={submit}>
      {onPair && (
        <div className={css['pair']}>
          <Button small look="primary" takesFocus onPress={onPair}>
            {t('decide.pair')}
          </Button>
          <span>{t('decide.pair.or')}</span>
        </div>
      )}
      <TextField
        multiline
        takesFocus={!onPair}
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
