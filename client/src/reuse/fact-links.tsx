import type { FactCopy } from '@dateline/shared/api/contracts'
import type { Fact } from '@dateline/shared/facts/fact'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { useMutation } from '@tanstack/react-query'
import { Link2, RefreshCw } from 'lucide-react'
import { useFactSession } from '../facts/fact-context.ts'
import { FactDifferences } from '../facts/fact-differences.tsx'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { updateCopy, useCopies } from './copies.ts'
import css from './fact-links.module.css'

interface Props {
  fact: Fact
  facts: MentionContext['fact']
  /** All there is to say; otherwise only what needs attention. */
  isOpen: boolean
}

/** Where a fact came from, whether its original moved on, and which stories use it (rules R1–R3). */
export function FactLinks({ fact, facts, isOpen }: Props) {
  const copies = useCopies()
  const copy = copies?.copies.find(({ factId }) => factId === fact.id)
  const users = copies?.usedIn.filter(({ factId }) => factId === fact.id) ?? []
  return (
    <>
      {copy?.movedOn && <MovedOn fact={fact} facts={facts} copy={copy} />}
      {isOpen && copy && !copy.movedOn && (
        <p className={css['line']}>
          <Link2 aria-hidden />{' '}
          {copy.story ? (
            <>
              {t('reuse.from')} <StoryLink story={copy.story} />
            </>
          ) : (
            t('reuse.from.closed')
          )}
        </p>
      )}
      {isOpen && users.length > 0 && (
        <p className={css['line']}>
          <Link2 aria-hidden /> {t('reuse.usedIn')}{' '}
          {users.map(({ story }, index) => (
            <span key={story.id}>
              {index > 0 && ', '}
              <StoryLink story={story} />
            </span>
          ))}
        </p>
      )}
    </>
  )
}

function MovedOn({ fact, facts, copy }: Omit<Props, 'isOpen'> & { copy: FactCopy }) {
  const session = useFactSession()
  const canWrite = useSnapshot(session.canWrite)
  const update = useMutation({
    mutationFn: (hash: string) => updateCopy(session.storyId, fact.id, hash),
  })
  const { hash, story, original } = copy
  return (
    <section className={css['moved']} aria-label={t('reuse.moved')}>
      <p>
        <RefreshCw aria-hidden /> {hash === null ? t('reuse.goneIn') : t('reuse.movedIn')}{' '}
        {story && <StoryLink story={story} />}
      </p>
      {original && (
        <FactDifferences
          was={fact}
          now={original as unknown as Fact}
          facts={facts}
          titles={{ was: t('reuse.here'), now: t('reuse.there') }}
        />
      )}
      {hash !== null && canWrite && (
        <Button small isDisabled={update.isPending} onPress={() => update.mutate(hash)}>
          {t('reuse.update')}
        </Button>
      )}
      {update.error && <Notice tone="bad">{update.error.message}</Notice>}
    </section>
  )
}

function StoryLink({ story }: { story: { id: string; headline: string; slug: string } }) {
  return (
    <a href={`/stories/${story.id}`}>
      <bdi>{story.headline || story.slug || t('approvals.untitled')}</bdi>
    </a>
  )
}
