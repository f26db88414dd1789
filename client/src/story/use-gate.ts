import type { GateReason } from '@dateline/shared/api/contracts'
import type { FactRecord } from '@dateline/shared/facts/status'
import { gate } from '@dateline/shared/gate/gate'
import { gateStory } from '@dateline/shared/gate/gate-story'
import { useMemo } from 'react'
import { derived } from '../sync/snapshots.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { useNow } from '../ui/use-now.ts'

/**
 * What the server's gate would say now, from the same pure rules, live on the screen.
 * @returns undefined until the record is here
 */
export function useGate(session: StorySession): readonly GateReason[] | undefined {
  const now = useNow()
  const source = useMemo(() => {
    const { facts } = session.story
    return derived([facts, session.text, session.meta, session.record], () => {
      const record = session.record.list()
      if (!record) return undefined
      const factRecords = new Map(Object.entries(record.facts) as [string, FactRecord][])
      return gate({
        story: gateStory(session.story),
        record: record.story,
        factRecords,
        now,
        timeZone: session.timeZone,
      })
    })
  }, [session, now])
  return useSnapshot(source)
}
