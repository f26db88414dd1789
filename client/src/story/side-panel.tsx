import { X } from 'lucide-react'
import { ChecksPanel, type AskedCheck } from '../checks/checks-panel.tsx'
import { ChecksTabTitle } from '../checks/checks-tab-title.tsx'
import { insertMention } from '../editor/mention/insert-mention.ts'
import type { StoryEditors } from '../editor/story-editors.ts'
import { FactsPanel, type AskedFact } from '../facts/facts-panel.tsx'
import { HistoryPanel } from '../history/history-panel.tsx'
import { t } from '../i18n/translate.ts'
import { PicturesPanel } from '../pictures/pictures-panel.tsx'
import type { StorySession } from '../sync/story-session.ts'
import { IconButton } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { WiresPanel } from '../wires/wires-panel.tsx'
import { WiresTabTitle } from '../wires/wires-tab-title.tsx'
import { GateTab } from './gate-tab.tsx'
import type { Place } from './places.ts'
import { PublishTabTitle } from './publish-tab-title.tsx'
import css from './side-panel.module.css'

export type PanelTab = 'facts' | 'checks' | 'wires' | 'pictures' | 'history' | 'publish'

interface Props {
  session: StorySession
  editors: StoryEditors
  tab: PanelTab
  onTab: (tab: PanelTab) => void
  asked: AskedFact | undefined
  askedCheck: AskedCheck | undefined
  onOpenFact: (factId: string) => void
  onPublish: () => void
  onGoTo: (place: Place) => void
  onClose: () => void
}

/** What stands behind the text: its facts, and whether it may leave. */
export function SidePanel(props: Props) {
  const { session, editors, tab, onTab, asked, askedCheck, onOpenFact, onGoTo, onClose } = props
  const mention = (factId: string, field: string, format: string) => {
    const editor = editors.target()
    if (editor) insertMention(session, editor, { factId, field, format })
  }
  return (
    <aside className={css['panel']} aria-label={t('story.panel')}>
      <IconButton
        label={t('story.panel.close')}
        small
        onPress={onClose}
        className={css['close'] ?? ''}
      >
        <X aria-hidden />
      </IconButton>
      <Tabs
        label={t('story.panel')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'facts',
            title: t('story.panel.facts'),
            content: (
              <FactsPanel session={session} onMention={mention} onGoTo={onGoTo} asked={asked} />
            ),
          },
          {
            id: 'checks',
            title: <ChecksTabTitle session={session} />,
            content: <ChecksPanel session={session} editors={editors} asked={askedCheck} />,
          },
          {
            id: 'wires',
            title: <WiresTabTitle session={session} />,
            content: <WiresPanel session={session} onOpenFact={onOpenFact} />,
          },
          {
            id: 'publish',
            title: <PublishTabTitle session={session} />,
            content: <GateTab session={session} onPublish={props.onPublish} onGoTo={onGoTo} />,
          },
          {
            id: 'history',
            title: t('history.title'),
            content: <HistoryPanel session={session} />,
          },
          {
            id: 'pictures',
            title: t('pictures.title'),
            content: <PicturesPanel session={session} editors={editors} onOpenFact={onOpenFact} />,
          },
        ]}
      />
    </aside>
  )
}
