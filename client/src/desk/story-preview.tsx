import type { Story, StorySummary } from '@dateline/shared/api/contracts'
import { directionOf } from '@dateline/shared/story/meta-doc'
import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Avatars } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { FactCounts } from './fact-counts.tsx'
import { storyQuery } from './stories.ts'
import { STATUS_TONES } from './story-card.tsx'
import css from './story-preview.module.css'

/** The chosen story beside the list: enough to decide whether to open it. */
export function StoryPreview({ story }: { story: StorySummary | undefined }) {
  return (
    <aside className={css['preview']} aria-label={t('preview.label')}>
      {story ? (
        <Preview key={story.id} card={story} />
      ) : (
        <Empty title={t('preview.none')}>
          <p>{t('preview.none.hint')}</p>
        </Empty>
      )}
    </aside>
  )
}

function Preview({ card }: { card: StorySummary }) {
  const { data, error } = useQuery({
    ...storyQuery(card.id, card.updatedAt),
    placeholderData: (previous) => (previous?.id === card.id ? previous : undefined),
  })
  const copy = { lang: card.language, dir: directionOf(card.language) }
  return (
    <>
      <header className={css['head']}>
        <Badge tone={STATUS_TONES[card.status]}>{t(`status.${card.status}`)}</Badge>
        <Avatars people={card.people} />
        <span className={css['space']} />
        <ButtonLink look="primary" small href={`/stories/${card.id}`}>
          {t('preview.open')}
          <ArrowRight aria-hidden className={css['arrow']} />
        </ButtonLink>
      </header>
      <h2 className={css['headline']} {...copy}>
        {card.headline || t('card.noHeadline')}
      </h2>
      {error && <Notice tone="bad">{error.message}</Notice>}
      <Details card={card} story={data} />
      {data && (
        <div className={css['copy']} {...copy}>
          {data.standfirst && <p className={css['standfirst']}>{data.standfirst}</p>}
          {data.text ? (
            data.text.split(/\n{2,}/u).map((paragraph, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- paragraphs have no identity here
              <p key={index}>{paragraph}</p>
            ))
          ) : (
            <p className={css['nothing']}>{t('preview.noText')}</p>
          )}
        </div>
      )}
    </>
  )
}

function Details({ card, story }: { card: StorySummary; story: Story | undefined }) {
  const now = useNow()
  const name = usePersonName()
  const moment = (at: number | null) => at !== null && formatMoment(at, now)
  return (
    <dl className={css['details']}>
      <Row term={t('preview.assignee')}>
        {card.assignee ? name(card.assignee) : t('preview.nobody')}
      </Row>
      <Row term={t('preview.deadline')}>{moment(card.deadline) || t('preview.noDeadline')}</Row>
      {card.embargoUntil !== null && (
        <Row term={t('preview.embargo')}>{moment(card.embargoUntil)}</Row>
      )}
      {card.schedule && (
        <Row term={t('preview.schedule')}>
          {moment(card.schedule.at)}
          {card.schedule.objection !== null && <p>{card.schedule.objection}</p>}
        </Row>
      )}
      {card.reviewDueAt !== null && (
        <Row term={t('preview.review')}>{moment(card.reviewDueAt)}</Row>
      )}
      {card.legal !== 'not_needed' && (
        <Row term={t('preview.legal')}>{t(`legal.${card.legal}`)}</Row>
      )}
      <Row term={t('preview.facts')}>
        <FactCounts facts={card.facts} />
      </Row>
      {story && story.record.authors.length > 0 && (
        <Row term={t('preview.authors')}>{story.record.authors.map(name).join(', ')}</Row>
      )}
    </dl>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
