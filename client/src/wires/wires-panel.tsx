import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Empty } from '../ui/notice.tsx'
import { useWires } from './use-wires.ts'
import { WireCard } from './wire-card.tsx'
import { WireForm } from './wire-form.tsx'
import panel from '../ui/panel.module.css'
import css from './wires.module.css'

interface Props {
  session: StorySession
  onOpenFact: (factId: string) => void
}

/** What others report beside this story, held against its facts; it proposes and never applies. */
export function WiresPanel({ session, onOpenFact }: Props) {
  const wires = useWires(session)
  const canWrite = useSnapshot(session.canWrite)
  return (
    <section className={panel['panel']} aria-label={t('wires.title')}>
      {canWrite && <WireForm session={session} />}
      {wires.length === 0 && (
        <Empty title={t('wires.none')}>
          <p>{t('wires.none.hint')}</p>
        </Empty>
      )}
      {wires.map((judged) => (
        <WireCard key={judged.wire.id} session={session} judged={judged} onOpen={onOpenFact} />
      ))}
      {wires.length > 0 && canWrite && <p className={css['keys']}>{t('wires.hint')}</p>}
    </section>
  )
}
