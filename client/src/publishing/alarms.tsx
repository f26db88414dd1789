import type { Alarm } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { useQuery } from '@tanstack/react-query'
import { Siren } from 'lucide-react'
import { Link } from 'react-router'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { useNow } from '../ui/use-now.ts'
import { alarmsQuery } from './publications.ts'
import lead from '../ui/lead-words.module.css'
import css from './alarms.module.css'

/**
 * What waits for a person in publishing: on the desk all of it, on a story's page its own, where its
 * schedule speaks for itself.
 */
export function Alarms({ storyId }: { storyId?: string }) {
  const user = useCurrentUser()
  const mayKnow = can(user, 'targets.list')
  const { data = [] } = useQuery({ ...alarmsQuery, enabled: mayKnow })
  const alarms = data.filter(
    (alarm) => storyId === undefined || (alarm.storyId === storyId && alarm.kind !== 'held'),
  )
  if (!mayKnow || alarms.length === 0) return null
  return (
    <div className={css['alarms']} role="alert">
      <ul aria-label={t('alarms.title')}>
        {alarms.map((alarm) => (
          <AlarmLine key={JSON.stringify(alarm)} alarm={alarm} isHere={storyId !== undefined} />
        ))}
      </ul>
    </div>
  )
}

function AlarmLine({ alarm, isHere }: { alarm: Alarm; isHere: boolean }) {
  const now = useNow()
  const { kind, storyId, headline, target, reason, at } = alarm
  const words = t(`alarms.${kind}`, { target, when: formatMoment(at, now) })
  return (
    <li className={css['alarm']}>
      <Siren aria-hidden />
      <span className={lead['words']}>
        <strong>{words}</strong>
        {!isHere && storyId !== null && (
          <Link to={`/stories/${storyId}`}>
            <bdi>{headline || t('card.noHeadline')}</bdi>
          </Link>
        )}
        {storyId === null && <Link to="/admin/targets">{t('admin.targets')}</Link>}
        {reason && <span>{reason}</span>}
      </span>
    </li>
  )
}
