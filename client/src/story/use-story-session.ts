import type { Person } from '@dateline/shared/api/contracts'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import { useEffect, useState } from 'react'
import { useNewsroomZone } from '../accounts/newsroom-zone.ts'
import { keepShell } from '../sync/offline-shell.ts'
import { StorySession, type Refusal } from '../sync/story-session.ts'

/** The session of the story on screen; null until this device's copy of it was read. */
export function useStorySession(storyId: string, user: Person): StorySession | null {
  const [session, setSession] = useState<StorySession | null>(null)
  const { id, name, color, role } = user
  const timeZone = useNewsroomZone()

  useEffect(() => {
    let isMounted = true
    const next = new StorySession({
      storyId,
      user: { id, name, color, role },
      timeZone,
      syncUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`,
      whyRefused,
    })
    const open = async () => {
      await next.open()
      if (isMounted) setSession(next)
      await keepShell()
    }
    void open()
    return () => {
      isMounted = false
      setSession(null)
      next.destroy()
    }
  }, [storyId, id, name, color, role, timeZone])

  return session
}

/** A browser hides why an upgrade was turned down; the same question over HTTP gets an answer. */
async function whyRefused(storyId: string): Promise<Refusal | undefined> {
  try {
    const { status } = await fetch(`/api/stories/${encodeURIComponent(storyId)}`, {
      credentials: 'same-origin',
      cache: 'no-store',
    })
    if (status === 401) return CLOSE.signedOut
    if (status === 403 || status === 404) return CLOSE.noStory
    return undefined
  } catch {
    return undefined // no network: nobody refused anything
  }
}
