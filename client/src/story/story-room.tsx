import { useEffect, useState } from 'react'
import type { AskedCheck } from '../checks/checks-panel.tsx'
import { StoryEditors } from '../editor/story-editors.ts'
import { Toolbar } from '../editor/toolbar.tsx'
import type { AskedFact } from '../facts/facts-panel.tsx'
import { Alarms } from '../publishing/alarms.tsx'
import { PublishSheet } from '../publishing/publish-sheet.tsx'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { useMedia } from '../ui/use-media.ts'
import { Copy } from './copy.tsx'
import { DetailsSheet } from './details-sheet.tsx'
import { EmbargoBanner } from './embargo-banner.tsx'
import { HeldBanner } from './held-banner.tsx'
import { KeptTextNotice } from './kept-text-notice.tsx'
import { LossNotice } from './loss-notice.tsx'
import { goToPerson, goToPlace } from './places.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { ReviewBanner } from './review-banner.tsx'
import { ScheduleBanner } from './schedule-banner.tsx'
import { SidePanel, type PanelTab } from './side-panel.tsx'
import { StatusLine } from './status-line.tsx'
import { TextOverlays } from './text-overlays.tsx'
import { ThumbBar } from './thumb-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { UnseenBar } from './unseen-bar.tsx'
import { useUnsavedWarning } from './use-unsaved-warning.ts'
import css from './story-page.module.css'

interface Props {
  session: StorySession
  onStartAgain: () => void
}

/** Narrower than this, the panel is a sheet over the lower half and the tools sit at the thumb. */
const NARROW = '(width <= 60rem)'

/** The room of one story: the text in the middle, the tools at the walls. */
export function StoryRoom({ session, onStartAgain }: Props) {
  const [editors] = useState(() => new StoryEditors())
  const isNarrow = useMedia(NARROW)
  const [panel, setPanel] = useState<PanelTab | null>(isNarrow ? null : 'facts')
  const [asked, setAsked] = useState<AskedFact>()
  const [askedCheck, setAskedCheck] = useState<AskedCheck>()
  const [sheet, setSheet] = useState<'details' | 'publish' | null>(null)
  const canWrite = useSnapshot(session.canWrite)

  useUnsavedWarning(session)
  useEffect(() => {
    if (session.headline.list() === '') editors.get('headline')?.commands.focus('start')
  }, [session, editors])

  const openFact = (id: string) => {
    setAsked({ factId: id })
    setPanel('facts')
  }
  const openCheck = (key: string) => {
    setAskedCheck({ key })
    setPanel('checks')
  }
  const doors = { openFact, openCheck, openDetails: () => setSheet('details') }

  return (
    <div className={css['room']}>
      <TopBar
        session={session}
        onGoTo={(person) => goToPerson(person, doors)}
        onDetails={() => setSheet('details')}
        onPublish={() => setSheet('publish')}
        panel={panel}
        onPanel={() => setPanel(panel ? null : 'facts')}
      />
      <div className={css['notices']}>
        <Alarms storyId={session.storyId} />
        <EmbargoBanner session={session} />
        <ScheduleBanner session={session} onPublish={() => setSheet('publish')} />
        <ReviewBanner session={session} />
        <RefusalNotice session={session} onStartAgain={onStartAgain} />
        <HeldBanner session={session} />
        <LossNotice session={session} />
        <KeptTextNotice session={session} />
        <UnseenBar session={session} />
      </div>
      <div className={css['middle']}>
        <main className={css['scroll']}>
          {canWrite && !isNarrow && (
            <div className={css['tools']}>
              <Toolbar
                kind="bar"
                editors={editors}
                onLink={() => editors.link()}
                onMakeFact={() => editors.makeFact()}
              />
            </div>
          )}
          <Copy session={session} editors={editors} />
        </main>
        {panel && (
          <SidePanel
            session={session}
            editors={editors}
            tab={panel}
            onTab={setPanel}
            asked={asked}
            askedCheck={askedCheck}
            onOpenFact={openFact}
            onPublish={() => setSheet('publish')}
            onGoTo={(place) => goToPlace(place, doors)}
            onClose={() => setPanel(null)}
          />
        )}
      </div>
      <StatusLine session={session} onChecks={() => setPanel('checks')} />
      {isNarrow && canWrite && (
        <ThumbBar editors={editors} isPanelOpen={panel !== null} onPanel={setPanel} />
      )}
      <TextOverlays session={session} editors={editors} onOpenFact={openFact} />
      <DetailsSheet session={session} isOpen={sheet === 'details'} onClose={() => setSheet(null)} />
      <PublishSheet
        session={session}
        isOpen={sheet === 'publish'}
        onClose={() => setSheet(null)}
        onGoTo={(place) => {
          setSheet(null)
          goToPlace(place, doors)
        }}
      />
    </div>
  )
}
