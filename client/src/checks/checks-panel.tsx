import type { Finding } from '@dateline/shared/facts/checks/finding'
import { useEffect, useRef } from 'react'
import type { StoryEditors } from '../editor/story-editors.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Empty, Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'
import { applyFix, goToFinding } from './apply-fix.ts'
import { CheckItem } from './check-item.tsx'
import { IgnoredList } from './ignored-list.tsx'
import { useCheckKeys } from './use-check-keys.ts'
import { useOpenChecks } from './use-open-checks.ts'
import panel from '../ui/panel.module.css'
import css from './checks.module.css'

/** The finding that a gate reason led to; a new object each time it is asked for. */
export interface AskedCheck {
  readonly key: string
}

interface Props {
  session: StorySession
  editors: StoryEditors
  asked: AskedCheck | undefined
}

/** What the story's words and its facts say against each other, live. */
export function ChecksPanel({ session, editors, asked }: Props) {
  const { tag, open, ignored, blocks } = useOpenChecks(session)
  const canWrite = useSnapshot(session.canWrite)
  const list = useRef<HTMLUListElement>(null)
  const onKeyDown = useCheckKeys(list)
  const copy = { session, editors, blocks }
  const orSayMoved = (isDone: boolean) => isDone || tell(t('checks.moved'))
  const ignore = ({ key }: Finding, why: string) =>
    session.story.ignored.ignore(key, { by: session.user.id, at: Date.now(), why }, session.origin)

  useEffect(() => {
    if (!asked) return
    const item = list.current?.querySelector(`[data-finding="${CSS.escape(asked.key)}"]`)
    item?.querySelector<HTMLElement>('[data-act="go"]')?.focus()
  }, [asked])

  return (
    <section className={panel['panel']} aria-label={t('checks.title')}>
      {tag === 'unavailable' && <Notice tone="warning">{t('checks.unavailable')}</Notice>}
      {tag === 'reading' && <Empty title={t('checks.reading')} />}
      {tag === 'checked' && open.length === 0 && (
        <Empty title={t('checks.none')}>
          <p>{t('checks.none.hint')}</p>
        </Empty>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts; every act has its button */}
      <ul
        ref={list}
        className={css['list']}
        aria-label={t('checks.title')}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {open.map((finding) => (
          <CheckItem
            key={finding.key}
            finding={finding}
            canWrite={canWrite}
            onGoTo={() => orSayMoved(goToFinding(finding, copy))}
            onFix={() => orSayMoved(applyFix(finding, copy))}
            onIgnore={(why) => ignore(finding, why)}
          />
        ))}
      </ul>
      {open.length > 0 && canWrite && (
        <p className={css['keys']}>{t('checks.keys', { keys: FIX_KEYS })}</p>
      )}
      <IgnoredList session={session} ignored={ignored} canWrite={canWrite} />
    </section>
  )
}

const FIX_KEYS = /Mac|iP(?:hone|ad)/u.test(globalThis.navigator?.platform ?? '') ? '⌘.' : 'Ctrl+.'
