import { ArrowLeft, PanelRight, Settings2 } from 'lucide-react'
import { Link } from 'react-aria-components'
import { AccountMenu } from '../accounts/account-menu.tsx'
import { t } from '../i18n/translate.ts'
import type { Presence } from '../sync/presence.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Badge } from '../ui/badge.tsx'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { NextStep } from './next-step.tsx'
import { PeopleBar } from './people-bar.tsx'
import { SaveStatus } from './save-status.tsx'
import type { PanelTab } from './side-panel.tsx'
import css from './top-bar.module.css'

interface Props {
  session: StorySession
  onGoTo: (person: Presence) => void
  onDetails: () => void
  onPublish: () => void
  panel: PanelTab | null
  onPanel: () => void
}

export function TopBar({ session, onGoTo, onDetails, onPublish, panel, onPanel }: Props) {
  const record = useSnapshot(session.record)
  const canWrite = useSnapshot(session.canWrite)
  const slug = useSnapshot(session.meta).slug
  const headline = useSnapshot(session.headline)
  return (
    <header className={css['bar']}>
      <Link href="/" className={cx(css['back'])} aria-label={t('story.back')}>
        <ArrowLeft aria-hidden />
      </Link>
      <div className={css['name']}>
        <h1 className={css['slug']} dir="auto">
          {slug ?? (headline || t('story.untitled'))}
        </h1>
        {record && <Badge>{t(`status.${record.story.status}`)}</Badge>}
        {!canWrite && <Badge tone="accent">{t('story.mode.viewing')}</Badge>}
      </div>
      <SaveStatus session={session} />
      <PeopleBar session={session} onGoTo={onGoTo} />
      <div className={css['tools']}>
        <IconButton label={t('story.details')} onPress={onDetails}>
          <Settings2 aria-hidden />
        </IconButton>
        <IconButton
          label={t('story.panel')}
          onPress={onPanel}
          aria-pressed={panel !== null}
          className={cx(css['panelButton'])}
        >
          <PanelRight aria-hidden />
        </IconButton>
        <NextStep session={session} onPublish={onPublish} />
        <span className={css['account']}>
          <AccountMenu />
        </span>
      </div>
    </header>
  )
}
