import { acceptProposals, rejectProposals } from '@dateline/shared/facts/extract/accept-proposals'
import { importSource } from '@dateline/shared/facts/extract/import-source'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { Check, X } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { useFactSession } from './fact-context.ts'
import { typeName } from './fact-names.ts'
import css from './proposals.module.css'

/** What import found and nobody has decided: the words it stands on, how sure the rules are. */
export function Proposals() {
  const session = useFactSession()
  const canWrite = useSnapshot(session.canWrite)
  const entries = useSnapshot(session.story.proposals)
  if (entries.length === 0) return null
  const accept = (ids: 'all' | string[]) =>
    acceptProposals(session.story, ids, sourceFor(session), session.origin)
  const reject = (ids: 'all' | string[]) => rejectProposals(session.story, ids, session.origin)
  return (
    <section className={css['proposals']} aria-labelledby="proposals-title">
      <header className={css['head']}>
        <h3 id="proposals-title">{t('proposal.title', { count: entries.length })}</h3>
        {canWrite && (
          <span className={css['buttons']}>
            <Button small look="quiet" onPress={() => reject('all')}>
              {t('proposal.rejectAll')}
            </Button>
            <Button small look="primary" onPress={() => accept('all')}>
              {t('proposal.acceptAll')}
            </Button>
          </span>
        )}
      </header>
      <p className={css['hint']}>{t('proposal.hint')}</p>
      <ul className={css['list']}>
        {entries.map(({ proposal }) => (
          <Line
            key={proposal.id}
            proposal={proposal}
            {...(canWrite && {
              onAccept: () => accept([proposal.id]),
              onReject: () => reject([proposal.id]),
            })}
          />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  proposal: Proposal
  onAccept?: () => void
  onReject?: () => void
}

function Line({ proposal, onAccept, onReject }: LineProps) {
  const { label, type, span, spans, confidence } = proposal
  return (
    <li className={css['line']}>
      <div className={css['words']}>
        <span className={css['type']}>
          {typeName(type)} · {t('proposal.sure', { percent: Math.round(confidence * 100) })}
          {spans.length > 1 && ` · ${t('proposal.places', { count: spans.length })}`}
        </span>
        <strong>
          <bdi>{label}</bdi>
        </strong>
        {span.text !== label && (
          <q className={css['span']}>
            <bdi>{span.text}</bdi>
          </q>
        )}
      </div>
      {onAccept && onReject && (
        <span className={css['buttons']}>
          <IconButton small label={t('proposal.reject.one', { label })} onPress={onReject}>
            <X aria-hidden />
          </IconButton>
          <Button small aria-label={t('proposal.accept.one', { label })} onPress={onAccept}>
            <Check aria-hidden />
            {t('proposal.accept')}
          </Button>
        </span>
      )}
    </li>
  )
}

/** The same source the server would give an accepted fact: the report that was imported. */
function sourceFor({ story, user }: StorySession) {
  return importSource({
    ...story.imported.read(),
    language: story.meta.read().language,
    userId: user.id,
    at: Date.now(),
  })
}
