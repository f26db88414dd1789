import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type CSSProperties } from 'react'
import { peopleQuery, usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/dialog.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import { tell } from '../ui/toasts.ts'
import { useNow } from '../ui/use-now.ts'
import { restoreVersion, storyAtQuery, versionsQuery } from './versions.ts'
import css from './history.module.css'

interface Props {
  session: StorySession
  /** ms since epoch */
  at: number
  onClose: () => void
}

/** The story as it stood, in whose words, and the way back to it. */
export function VersionSheet({ session, at, onClose }: Props) {
  const { storyId } = session
  const { data, error } = useQuery(storyAtQuery(storyId, at))
  const canWrite = useSnapshot(session.canWrite)
  const [setFactsBack, setSetFactsBack] = useState(false)
  const queries = useQueryClient()
  const when = formatMoment(at, useNow())
  const restore = useMutation({
    mutationFn: () => restoreVersion(storyId, at, setFactsBack),
    onSuccess: async ({ fields, factsBack, factsSetBack, factsLeft }) => {
      const isSame = fields.length + factsBack.length + factsSetBack.length === 0
      tell(isSame ? t('history.restored.same') : t('history.restored', { when }), 'good')
      if (factsLeft.length > 0) tell(t('history.restored.left', { count: factsLeft.length }))
      onClose()
      await queries.invalidateQueries({ queryKey: versionsQuery(storyId).queryKey })
    },
  })
  return (
    <Sheet
      title={t('history.at', { when })}
      isOpen
      onClose={onClose}
      width="40rem"
      footer={
        canWrite && (
          <div className={css['foot']}>
            <Switch isSelected={setFactsBack} onChange={setSetFactsBack}>
              {t('history.restore.facts')}
            </Switch>
            <p className={css['hint']}>{t('history.restore.hint')}</p>
            {restore.error && <Notice tone="bad">{restore.error.message}</Notice>}
            <Button
              look="primary"
              isDisabled={!data || restore.isPending}
              onPress={() => restore.mutate()}
            >
              {t('history.restore')}
            </Button>
          </div>
        )
      }
    >
      {error && <Notice tone="bad">{error.message}</Notice>}
      {data && !data.isWhole && <Notice tone="warning">{t('history.notWhole')}</Notice>}
      {data && <Words {...data} />}
    </Sheet>
  )
}

type WordsProps = {
  headline: string
  standfirst: string
  body: readonly { runs: readonly { text: string; by: string | null }[] }[]
  facts: readonly unknown[]
}

function Words({ headline, standfirst, body, facts }: WordsProps) {
  const name = usePersonName()
  const { data: people } = useQuery(peopleQuery)
  const tint = (by: string | null): CSSProperties => {
    const color = people?.find(({ id }) => id === by)?.color
    return color === undefined ? {} : ({ '--by': color } as CSSProperties)
  }
  const authors = [...new Set(body.flatMap(({ runs }) => runs.map(({ by }) => by)))]
  const who = (by: string | null) => (by === null ? t('history.unknown') : name(by))
  return (
    <article className={css['words']} aria-label={t('history.title')}>
      {authors.length > 0 && (
        <ul className={css['legend']} aria-label={t('history.by')}>
          {authors.map((by) => (
            <li key={by} style={tint(by)}>
              <span className={css['hand']} dir="auto">
                {who(by)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {headline && <h3 dir="auto">{headline}</h3>}
      {standfirst && (
        <p className={css['standfirst']} dir="auto">
          {standfirst}
        </p>
      )}
      {body.map(({ runs }, paragraph) => (
        // oxlint-disable-next-line react/no-array-index-key -- what stood never changes its order
        <p key={paragraph} dir="auto">
          {runs.map(({ text, by }, run) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <span key={run} className={css['hand']} style={tint(by)} title={who(by)}>
              {text}
            </span>
          ))}
        </p>
      ))}
      {!headline && body.length === 0 && <Empty title={t('history.empty')} />}
      {facts.length > 0 && (
        <p className={css['hint']}>{t('history.facts', { count: facts.length })}</p>
      )}
    </article>
  )
}
