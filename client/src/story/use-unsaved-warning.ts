import { useEffect } from 'react'
import type { StorySession } from '../sync/story-session.ts'

/** Has the browser ask before the tab closes, while closing it would lose words: never otherwise. */
export function useUnsavedWarning(session: StorySession): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      const state = session.saveState.list()
      if (state.tag === 'offline' && state.kept === 'tab' && state.changes > 0) {
        event.preventDefault()
      }
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [session])
}
