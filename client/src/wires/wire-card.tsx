import { importSource } from '@dateline/shared/facts/extract/import-source'
import type { WireFinding } from '@dateline/shared/facts/wires/compare-wire'
import { takeClaim } from '@dateline/shared/facts/wires/take-claim'
import { Trash2 } from 'lucide-react'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { tell } from '../ui/toasts.ts'
import { useNow } from '../ui/use-now.ts'
import { isUrgent, type JudgedWire } from './use-wires.ts'
import { WireFindingItem } from './wire-finding-item.tsx'
import css from './wires.module.css'

interface Props {
  session: StorySession
  judged: JudgedWire
  onOpen: (factId: string) => void
}

/** One wire: where it came from, and its claims, those that ask for somebody first. */
export function WireCard({ session, judged, onOpen }: Props) {
  const { wire, open, decided, facts } = judged
  const { headline, publisher, url, by, at } = wire.head
  const canWrite = useSnapshot(session.canWrite)
  const nameOf = usePersonName()
  const rightNow = useNow()
  const { story, origin } = session
  const title = headline || publisher || t('wires.untitled')

  const take = (finding: WireFinding) => {
    const now = Date.now()
    const source = importSource({
      publisher,
      url,
      language: story.meta.read().language,
      userId: session.user.id,
      at: now,
    })
    const sourceOf = ({ proposal, sentence }: WireFinding['claim']) => source(proposal, sentence)
    const taking = { by: session.user.id, at: now, sourceOf }
    const factId = takeClaim(story, wire, finding, taking, origin)
    if (factId === undefined) tell(t('wires.gone'))
    else onOpen(factId)
  }
  const setAside = ({ claim }: WireFinding) => {
    const act = { act: 'set_aside', by: session.user.id, at: Date.now() } as const
    story.wires.decide(wire.id, claim.proposal.id, act, origin)
  }
  const item = (finding: WireFinding) => (
    <WireFindingItem
      key={finding.claim.proposal.id}
      finding={finding}
      facts={facts}
      onOpen={onOpen}
      {...(canWrite && {
        onTake: () => take(finding),
        onSetAside: () => setAside(finding),
      })}
    />
  )

  return (
    <article className={css['wire']} aria-label={title}>
      <header className={css['title']}>
        <div className={css['words']}>
          <h3 dir="auto">{title}</h3>
          <p className={css['from']}>
            {publisher && publisher !== title && <bdi>{publisher} · </bdi>}
            {t('wires.by', { name: nameOf(by), when: formatMoment(at, rightNow) })}
          </p>
        </div>
        {canWrite && (
          <IconButton
            small
            label={t('wires.remove', { headline: title })}
            onPress={() => story.wires.remove(wire.id, origin)}
          >
            <Trash2 aria-hidden />
          </IconButton>
        )}
      </header>
      {open.length === 0 && decided.length === 0 && (
        <p className={css['adds']}>{t('wires.allConfirm')}</p>
      )}
      {open.length > 0 && (
        <ul>
          {open.filter(isUrgent).map(item)}
          {open.filter((finding) => !isUrgent(finding)).map(item)}
        </ul>
      )}
      {decided.length > 0 && (
        <details className={css['decided']}>
          <summary>{t('wires.decided', { count: decided.length })}</summary>
          <ul>
            {decided.map(({ claim: { proposal } }) => {
              const act = wire.decided.get(proposal.id)
              return (
                <li key={proposal.id} className={css['done']}>
                  <span>
                    <bdi>{proposal.label}</bdi>
                    {act && ` · ${t(`wires.decided.${act.act}`, { name: nameOf(act.by) })}`}
                  </span>
                  {canWrite && (
                    <Button
                      small
                      look="quiet"
                      aria-label={t('wires.reopen.of', { label: proposal.label })}
                      onPress={() => story.wires.reopen(wire.id, proposal.id, origin)}
                    >
                      {t('wires.reopen')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </details>
      )}
    </article>
  )
}
