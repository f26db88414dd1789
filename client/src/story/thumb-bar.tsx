import { ListChecks } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { StoryEditors } from '../editor/story-editors.ts'
import { Toolbar } from '../editor/toolbar.tsx'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import type { PanelTab } from './side-panel.tsx'
import css from './thumb-bar.module.css'

interface Props {
  editors: StoryEditors
  isPanelOpen: boolean
  onPanel: (tab: PanelTab | null) => void
}

/** The phone's tools, right above its keyboard. */
export function ThumbBar({ editors, isPanelOpen, onPanel }: Props) {
  const bar = useRef<HTMLDivElement>(null)

  // Keyboards that cover the page instead of shrinking it are known only to the visual viewport.
  useEffect(() => {
    const viewport = globalThis.visualViewport
    if (!viewport) return undefined
    const lift = () => {
      const hidden = Math.max(0, innerHeight - viewport.height - viewport.offsetTop)
      bar.current?.style.setProperty('--keyboard', `${Math.round(hidden)}px`)
    }
    viewport.addEventListener('resize', lift)
    viewport.addEventListener('scroll', lift)
    return () => {
      viewport.removeEventListener('resize', lift)
      viewport.removeEventListener('scroll', lift)
    }
  }, [])

  return (
    <div ref={bar} className={css['bar']}>
      <Toolbar
        kind="thumb"
        editors={editors}
        onLink={() => editors.link()}
        onMakeFact={() => editors.makeFact()}
      />
      <Button
        look="quiet"
        aria-pressed={isPanelOpen}
        onPress={() => onPanel(isPanelOpen ? null : 'facts')}
      >
        <ListChecks aria-hidden />
        {t('story.panel.facts')}
      </Button>
    </div>
  )
}
