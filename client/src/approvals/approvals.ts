import {
  approvalsSchema,
  bulkApprovalAnswer,
  type ApprovalItem,
} from '@dateline/shared/api/contracts'
import type { Fact } from '@dateline/shared/facts/fact'
import type { FactRecord } from '@dateline/shared/facts/status'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'
import { useStories } from '../desk/use-stories.ts'

const APPROVALS = ['approvals'] as const
/** Between a change of some story and the next look at the queue: a burst of typing costs one. */
const PAUSE_MS = 300

const approvalsQuery = queryOptions({
  queryKey: APPROVALS,
  queryFn: async ({ signal }): Promise<readonly ApprovalItem[]> =>
    (await api('GET', '/api/approvals', approvalsSchema, undefined, signal)).items,
  placeholderData: keepPreviousData,
})

/** What waits for this editor, live: read again after the desk heard of a change. */
export function useApprovals() {
  const { data: stories } = useStories()
  const stamp = stories?.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join()
  const due = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (stamp === undefined) return
    due.current ??= setTimeout(() => {
      due.current = undefined
      void refreshApprovals()
    }, PAUSE_MS)
  }, [stamp])
  useEffect(
    () => () => {
      clearTimeout(due.current)
      due.current = undefined
    },
    [],
  )
  return useQuery(approvalsQuery)
}

export const refreshApprovals = () => queryClient.invalidateQueries({ queryKey: APPROVALS })

export const keyOf = ({ story, fact }: ApprovalItem): string => `${story.id} ${fact.id}`

/** The fact as the pieces of the facts panel take it. */
export const factOf = (item: ApprovalItem): Fact => {
  const { id, type, label, fields, sources, dependsOn, sensitivity, supersedes, rivals } = item.fact
  const fact = { id, type, label, fields, sources, dependsOn, sensitivity }
  return {
    ...fact,
    ...(supersedes && { supersedes }),
    ...(rivals && { rivals }),
  } as Fact
}

/** What the server knows of it, as the rules ask for it. */
export function recordOf({ fact, editedAt }: ApprovalItem): FactRecord {
  const { latest, approval, query, createdBy, lastEditedBy } = fact
  return {
    latest: latest ?? undefined,
    approval: approval ?? undefined,
    query: query ?? undefined,
    ...(createdBy &&
      lastEditedBy && {
        authorship: { createdBy, lastEditedBy, lastEditedAt: editedAt ?? 0 },
      }),
  } as FactRecord
}

/** Approves several as they were seen. @returns one line for each that was not, in words */
export async function approveAll(items: readonly ApprovalItem[]): Promise<readonly string[]> {
  const approvals = items.map(({ story, fact }) => ({
    storyId: story.id,
    factId: fact.id,
    hash: fact.hash,
  }))
  const { results } = await api('POST', '/api/approvals', bulkApprovalAnswer, { approvals })
  await refreshApprovals()
  return results
    .filter(({ approved }) => !approved)
    .map(({ factId, detail }) => {
      const label = items.find(({ fact }) => fact.id === factId)?.fact.label ?? factId
      return `${label}: ${detail}`
    })
}
