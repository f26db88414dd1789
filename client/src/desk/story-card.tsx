import type { StorySummary } from '@dateline/shared/api/contracts'
import { directionOf } from '@dateline/shared/story/meta-doc'
import type { StoryStatus } from '@dateline/shared/story/story-status'
import {
  CalendarClock,
  CalendarX2,
  Eye,
  Lock,
  Scale,
  Sparkles,
  TimerOff,
  Users,
} from 'lucide-react'
import { formatDistance, formatMoment, formatNumber } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Avatars } from '../ui/avatar.tsx'
import { Badge, type Tone } from '../ui/badge.tsx'
import { cx } from '../ui/cx.ts'
import { FactCounts } from './fact-counts.tsx'
import css from './story-card.module.css'

export const STATUS_TONES: Readonly<Record<StoryStatus, Tone>> = {
  draft: 'plain',
  in_edit: 'checking',
  revise: 'waiting',
  legal: 'disputed',
  ready: 'approved',
  published: 'approved',
  updated: 'approved',
  corrected: 'changed',
  killed: 'retracted',
}

interface Props {
  story: StorySummary
  now: number
  personName: (id: string) => string
}

/** One story on the desk: what an editor asks at two in the morning, in three lines. */
export function StoryCard({ story, now, personName }: Props) {
  return (
    <article className={css['card']}>
      <div className={css['top']}>
        <span className={css['slug']}>{story.slug}</span>
        <Badge tone={STATUS_TONES[story.status]}>{t(`status.${story.status}`)}</Badge>
        {story.language !== 'en' && <Badge>{t(`language.${story.language}`)}</Badge>}
        <Flags story={story} now={now} />
        <Deadline deadline={story.deadline} now={now} />
      </div>
      <h2
        className={cx(css['headline'], !story.headline && css['missing'])}
        {...(story.headline && { lang: story.language, dir: directionOf(story.language) })}
      >
        {story.headline || t('card.noHeadline')}
      </h2>
      {story.schedule?.objection && story.schedule.at > now && (
        <p className={css['held']}>{story.schedule.objection}</p>
      )}
      <div className={css['bottom']}>
        <Words words={story.words} target={story.targetWords} />
        <FactCounts facts={story.facts} />
        {story.proposals > 0 && (
          <Badge tone="waiting" icon={<Sparkles aria-hidden />}>
            {t('card.proposals', { count: story.proposals })}
          </Badge>
        )}
        <span className={css['space']} />
        {story.assignee && (
          <span title={t('card.assignee', { name: personName(story.assignee) })}>
            {personName(story.assignee)}
          </span>
        )}
        <time
          dateTime={new Date(story.updatedAt).toISOString()}
          title={t('card.updated', { when: formatMoment(story.updatedAt, now) })}
        >
          {formatDistance(Math.min(story.updatedAt, now), now)}
        </time>
        {story.people.length > 0 && (
          <span title={t('card.in', { names: story.people.map(({ name }) => name).join(', ') })}>
            <Avatars people={story.people} />
          </span>
        )}
      </div>
    </article>
  )
}

function Flags({ story, now }: Pick<Props, 'story' | 'now'>) {
  return (
    <>
      {story.embargoUntil !== null && story.embargoUntil > now && (
        <Badge tone="retracted" icon={<Lock aria-hidden />}>
          {t('card.embargo', { when: formatMoment(story.embargoUntil, now) })}
        </Badge>
      )}
      {story.schedule && story.schedule.at > now && (
        <Badge
          tone={story.schedule.objection === null ? 'waiting' : 'retracted'}
          icon={
            story.schedule.objection === null ? (
              <CalendarClock aria-hidden />
            ) : (
              <CalendarX2 aria-hidden />
            )
          }
        >
          {t(story.schedule.objection === null ? 'card.scheduled' : 'card.held', {
            when: formatMoment(story.schedule.at, now),
          })}
        </Badge>
      )}
      {story.reviewDueAt !== null && (
        <Badge tone={story.reviewDueAt < now ? 'retracted' : 'waiting'} icon={<Eye aria-hidden />}>
          {t(story.reviewDueAt < now ? 'card.review.overdue' : 'card.review', {
            when: formatMoment(story.reviewDueAt, now),
          })}
        </Badge>
      )}
      {story.legal !== 'not_needed' && (
        <Badge
          tone={story.legal === 'needed' ? 'disputed' : 'approved'}
          icon={<Scale aria-hidden />}
        >
          {t(`card.legal.${story.legal}`)}
        </Badge>
      )}
      {story.access === 'team' && <Badge icon={<Users aria-hidden />}>{t('card.team')}</Badge>}
    </>
  )
}

function Deadline({ deadline, now }: { deadline: number | null; now: number }) {
  if (deadline === null) return null
  const when = formatMoment(deadline, now)
  if (deadline < now) {
    return (
      <span className={css['deadline']}>
        <Badge tone="retracted" icon={<TimerOff aria-hidden />} title={when}>
          {t('card.overdue', { when })}
        </Badge>
      </span>
    )
  }
  return (
    <time className={css['deadline']} dateTime={new Date(deadline).toISOString()} title={when}>
      {t('card.due', { when: formatDistance(deadline, now) })}
    </time>
  )
}

function Words({ words, target }: { words: number; target: number | null }) {
  if (target === null) return <span>{t('card.words', { words })}</span>
  return (
    <span className={css['words']} title={t('card.wordsOf', { words, target })}>
      <span className="visually-hidden">{t('card.wordsOf', { words, target })}</span>
      <span aria-hidden>
        {formatNumber(words)}/{formatNumber(target)}
      </span>
      <span className={css['meter']} aria-hidden>
        <span
          className={cx(css['fill'], words > target && css['over'])}
          style={{ inlineSize: `${Math.min(100, (words / target) * 100)}%` }}
        />
      </span>
    </span>
  )
}
