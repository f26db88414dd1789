import {
  publicationListSchema,
  publicationSchema,
  targetListSchema,
  type Publication,
} from '@dateline/shared/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/api-client.ts'
import { fetchExport } from './fetch-export.ts'

const POLL = 1_500 // ms
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
    refetchInterval: ({ state }) => (state.data?.some(isPending) ? POLL : false),
  })

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: async ({ signal }) =>
    (await api('GET', '/api/targets', targetListSchema, undefined, signal)).targets,
})

/** Sends a story to a target. @throws ApiError when the gate or the policy refuses */
export function publish(storyId: string, target: string, overrideReason?: string) {
  const body = { target, ...(overrideReason && { override: { reason: overrideReason } }) }
  return api('POST', `/api/stories/${storyId}/publications`, publicationSchema.loose(), body)
}

/** Sends a failed publication once more, as it was. @throws ApiError when a newer one came after it */
export function retry(storyId: string, publicationId: string) {
  const path = `/api/stories/${storyId}/publications/${publicationId}/retry`
  return api('POST', path, publicationSchema.loose(), {})
}

/** Did the site hold something that we did not send? Trying again then overwrites it. */
export const isConflict = ({ state }: Publication): boolean => state === 'conflict'

/** The rendered article as it would leave now. @param version of the record: a decision changes it */
export const previewQuery = (storyId: string, isDraft: boolean, version: number) =>
  queryOptions({
    queryKey: ['preview', storyId, isDraft, version],
    queryFn: ({ signal }) => fetchExport(storyId, 'html', isDraft, signal),
    staleTime: 0,
    gcTime: 0,
  })
