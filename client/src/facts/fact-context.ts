import type { Fact } from '@dateline/shared/facts/fact'
import { createContext, useContext } from 'react'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'

/** The session whose facts are shown; set by the panel for its forms. */
export const FactSession = createContext<StorySession | null>(null)

/** @throws outside of a facts panel: that is a bug */
export function useFactSession(): StorySession {
  const session = useContext(FactSession)
  if (!session) throw new Error('useFactSession outside of the facts panel')
  return session
}

/** All facts of the story, live. */
export function useFacts(): readonly Fact[] {
  return useSnapshot(useFactSession().story.facts)
}
