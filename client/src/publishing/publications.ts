import {
  alarmsSchema,
  changesSchema,
  publicationListSchema,
  publicationSchema,
  remoteCopySchema,
  targetListSchema,
  type Alarm,
  type Changes,
  type Publication,
  type publishBody,
  type resolutionBody,
  type withdrawBody,
} from '@dateline/shared/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '../api/api-client.ts'
import { fetchExport } from './fetch-export.ts'

const POLL = 1_500 // ms
/** While one waits for its time: it may be missed with the sheet open, ms. */
const SLOW_POLL = 10_000
const ALARM_POLL = 20_000
const PENDING: readonly Publication['state'][] = ['queued', 'sending', 'sent', 'unknown']

/** Whether the server still works on a publication. */
export const isPending = ({ state }: Publication): boolean => PENDING.includes(state)

/** A story's publications, the latest first; asked again while one of them is under way. */
export const publicationsQuery = (storyId: string) =>
  queryOptions({
    queryKey: ['publications', storyId],
    queryFn: async ({ signal }): Promise<readonly Publication[]> => {
      const path = `/api/stories/${storyId}/publications`
      const { publications } = await api('GET', path, publicationListSchema, undefined, signal)
      return publications.toSorted((a, b) => b.at - a.at || b.revision - a.revision)
    },
    refetchInterval: ({ state }) => {
      if (state.data?.some(isPending)) return POLL
      return state.data?.some(isWaiting) ? SLOW_POLL : false
    },
  })

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: async ({ signal }) =>
    (await api('GET', '/api/targets', targetListSchema, undefined, signal)).targets,
})

/** What changed since readers got the story. @param version of the record: a decision changes it */
export const changesQuery = (storyId: string, version: number) =>
  queryOptions({
    queryKey: ['changes', storyId, version],
    queryFn: async ({ signal }): Promise<Changes> => {
      const path = `/api/stories/${storyId}/publications/changes`
      return api('GET', path, changesSchema, undefined, signal)
    },
    staleTime: 0,
  })

/** What the target holds now, beside what we sent. */
export const copyQuery = (storyId: string, publicationId: string) =>
  queryOptions({
    queryKey: ['copy', storyId, publicationId],
    queryFn: async ({ signal }) => {
      const path = `/api/stories/${storyId}/publications/${publicationId}/copy`
      return api('GET', path, remoteCopySchema, undefined, signal)
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

/** What waits for a person, in the whole newsroom. */
export const alarmsQuery = queryOptions({
  queryKey: ['alarms'],
  queryFn: async ({ signal }): Promise<readonly Alarm[]> =>
    (await api('GET', '/api/publishing/alarms', alarmsSchema, undefined, signal)).alarms,
  refetchInterval: ALARM_POLL,
})

/** Sends a story to a target. @throws ApiError when the gate or the policy refuses */
export function publish(storyId: string, body: z.input<typeof publishBody>) {
  return api('POST', `/api/stories/${storyId}/publications`, publicationSchema.loose(), body)
}

/** Takes the story off the targets. @throws ApiError */
export function withdraw(storyId: string, body: z.input<typeof withdrawBody>) {
  const path = `/api/stories/${storyId}/publications/withdrawal`
  return api('POST', path, publicationListSchema, body)
}

/** Sends a failed publication once more, or takes a waiting one out of the queue. @throws ApiError */
export function act(storyId: string, publicationId: string, what: 'retry' | 'cancel') {
  const path = `/api/stories/${storyId}/publications/${publicationId}/${what}`
  return api('POST', path, publicationSchema.loose(), {})
}

/** Decides about a copy that is not as we left it. @throws ApiError */
export function resolve(
  storyId: string,
  publicationId: string,
  body: z.input<typeof resolutionBody>,
) {
  const path = `/api/stories/${storyId}/publications/${publicationId}/resolution`
  return api('POST', path, publicationSchema.loose(), body)
}

/** Readers have it. */
export const isOut = ({ state }: Publication): boolean =>
  state === 'confirmed' || state === 'live' || state === 'altered'

/** Nothing more happens to it by itself until its time. */
export const isWaiting = ({ state }: Publication): boolean =>
  state === 'scheduled' || state === 'missed'

/** The rendered article as it would leave now. @param version of the record: a decision changes it */
export const previewQuery = (storyId: string, isDraft: boolean, version: number) =>
  queryOptions({
    queryKey: ['preview', storyId, isDraft, version],
    queryFn: ({ signal }) => fetchExport(storyId, 'html', isDraft, signal),
    staleTime: 0,
    gcTime: 0,
  })
