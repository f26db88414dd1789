import type { Publication } from '@dateline/shared/api/contracts'
import type { Outlook } from '@dateline/shared/gate/objection'
import {
  AlarmClock,
  CalendarClock,
  CircleCheck,
  CircleHelp,
  CircleMinus,
  CircleX,
  Clock,
  GitMerge,
  Send,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { useNow } from '../ui/use-now.ts'
import css from './targets.module.css'

const LOOKS: Readonly<Record<Publication['state'], { tone: Tone; Icon: LucideIcon }>> = {
  queued: { tone: 'checking', Icon: Clock },
  sending: { tone: 'checking', Icon: Send },
  sent: { tone: 'checking', Icon: Send },
  confirmed: { tone: 'approved', Icon: CircleCheck },
  altered: { tone: 'changed', Icon: TriangleAlert },
  unknown: { tone: 'waiting', Icon: CircleHelp },
  conflict: { tone: 'disputed', Icon: GitMerge },
  rejected: { tone: 'retracted', Icon: CircleX },
  failed: { tone: 'retracted', Icon: CircleX },
  scheduled: { tone: 'waiting', Icon: CalendarClock },
  missed: { tone: 'retracted', Icon: AlarmClock },
  live: { tone: 'approved', Icon: CircleCheck },
  withdrawn: { tone: 'plain', Icon: CircleMinus },
  replaced: { tone: 'plain', Icon: CircleMinus },
  cancelled: { tone: 'plain', Icon: CircleMinus },
}

interface Props {
  publication: Publication
  /** Of one that waits for its time. */
  outlook?: Outlook | undefined
}

/** What became of one publication, in words, with the way on. */
export function PublicationLine({ publication, outlook }: Props) {
  const name = usePersonName()
  const now = useNow()
  const { state, reason, url, revision, by, at, dueAt, notice, withdrawalNote, override } =
    publication
  const { tone, Icon } = LOOKS[state]
  return (
    <div className={css['publication']} aria-live="polite">
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {t(`publish.state.${state}`)}
      </Badge>
      <span className={css['note']}>
        {t('publish.by', { revision, name: name(by), when: formatMoment(at, now) })}
      </span>
      {url && (state === 'confirmed' || state === 'live') && (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {t('publish.see')}
        </a>
      )}
      {dueAt !== null && (state === 'scheduled' || state === 'missed' || state === 'queued') && (
        <span className={css['note']}>
          {t('publish.due', { when: formatMoment(outlook?.at ?? dueAt, now) })}
        </span>
      )}
      {outlook?.objection !== undefined && (
        <p className={css['reason']}>{t('publish.held', { reason: outlook.objection })}</p>
      )}
      {notice && (
        <p className={css['note']}>
          {t(`publish.notice.${notice.kind}`)}: <bdi>{notice.text}</bdi>
        </p>
      )}
      {withdrawalNote && <p className={css['note']}>{withdrawalNote}</p>}
      {reason && <p className={css['reason']}>{reason}</p>}
      {override && (
        <p className={css['note']}>
          {t('publish.overridden', { name: name(override.by), reason: override.reason })}
        </p>
      )}
    </div>
  )
}
