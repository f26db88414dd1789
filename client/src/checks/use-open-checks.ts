import { useMemo } from 'react'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { openChecks, type OpenChecks } from './open-checks.ts'

export function useOpenChecks(session: StorySession): OpenChecks {
  const source = useMemo(() => openChecks(session), [session])
  return useSnapshot(source)
}
