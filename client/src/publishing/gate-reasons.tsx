import type { GateReason } from '@dateline/shared/api/contracts'
import { ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { cx } from '../ui/cx.ts'
import { Notice } from '../ui/notice.tsx'
import css from './gate-reasons.module.css'

interface Props {
  reasons: readonly GateReason[]
  onGoTo: (place: GateReason['place']) => void
}

/** Why the story may not leave, live; each reason leads to its place. */
export function GateReasons({ reasons, onGoTo }: Props) {
  if (reasons.length === 0) return <Notice tone="good">{t('publish.open')}</Notice>
  return (
    <section aria-labelledby="gate-title">
      <h3 id="gate-title" className={css['title']}>
        {t('publish.closed', { count: reasons.length })}
      </h3>
      <ul className={css['list']}>
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>
            <Button className={cx(css['reason'])} onPress={() => onGoTo(reason.place)}>
              <span>{reason.message}</span>
              <span className={css['go']}>
                {t('publish.goTo')}
                <ChevronRight aria-hidden />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
