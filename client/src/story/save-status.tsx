import { CloudAlert, CloudCheck, CloudOff, CloudUpload, Eye } from 'lucide-react'
import { formatClock } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { SaveState } from '../sync/save-state.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { cx } from '../ui/cx.ts'
import css from './save-status.module.css'

/** What has become of the person's words, always in the same place. */
export function SaveStatus({ session }: { session: StorySession }) {
  const state = useSnapshot(session.saveState)
  const Icon = ICONS[state.tag]
  return (
    <output className={cx(css['status'], css[state.tag])} data-state={state.tag}>
      <Icon aria-hidden />
      <span className={css['words']}>{inWords(state)}</span>
    </output>
  )
}

const ICONS = {
  loading: CloudUpload,
  connecting: CloudUpload,
  saving: CloudUpload,
  saved: CloudCheck,
  reading: Eye,
  offline: CloudOff,
  merged: CloudCheck,
  outOfDate: CloudAlert,
  refused: CloudAlert,
}

export function inWords(state: SaveState): string {
  switch (state.tag) {
    case 'loading':
    case 'connecting':
    case 'saving':
    case 'reading':
    case 'outOfDate':
    case 'refused':
      return t(`save.${state.tag}`)
    case 'saved':
      return t('save.saved', { time: formatClock(state.at) })
    case 'offline':
      return t(`save.offline.${state.kept}`, { count: state.changes })
    case 'merged':
      return t('save.merged', { count: state.changes })
    default:
      return state satisfies never
  }
}
