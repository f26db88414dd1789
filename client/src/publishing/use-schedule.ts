import type { FactRecord } from '@dateline/shared/facts/status'
import { outlookOf, type Outlook } from '@dateline/shared/gate/objection'
import { useMemo } from 'react'
import { derived } from '../sync/snapshots.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'

/**
 * What is scheduled of the story, the next first, and what stands against it now: the same pure rule
 * that the server goes by at its time, live on the screen (rule PS8).
 */
export function useSchedule(session: StorySession): readonly Outlook[] {
  const source = useMemo(() => {
    const { facts } = session.story
    return derived([facts, session.record], () => {
      const record = session.record.list()
      if (!record?.story.scheduled?.length) return []
      const factRecords = new Map(Object.entries(record.facts) as [string, FactRecord][])
      const standing = { record: record.story, facts: facts.list(), factRecords }
      return record.story.scheduled.map((copy) => outlookOf(copy, standing))
    })
  }, [session])
  return useSnapshot(source)
}
