import type { Meta } from '@dateline/shared/story/meta-doc'
import { useCallback, useSyncExternalStore } from 'react'
import type { StorySession } from '../sync/story-session.ts'

/** What people wrote about the story (language, slug, …), live. */
export function useStoryMeta({ story: { meta } }: StorySession): Meta {
  const subscribe = useCallback((onChange: () => void) => meta.subscribe(onChange), [meta])
  return useSyncExternalStore(subscribe, () => meta.read())
}
