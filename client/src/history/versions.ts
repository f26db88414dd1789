import {
  heldListSchema,
  restoredSchema,
  storyAtSchema,
  versionsSchema,
} from '@dateline/shared/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/api-client.ts'

/** Every version of a story, oldest first. */
export const versionsQuery = (storyId: string) =>
  queryOptions({
    queryKey: ['versions', storyId],
    queryFn: async ({ signal }) => {
      const path = `/api/stories/${storyId}/versions`
      return (await api('GET', path, versionsSchema, undefined, signal)).versions
    },
    refetchInterval: 30_000,
  })

/** The story as it stood at a moment, ms since epoch. It never changes any more. */
export const storyAtQuery = (storyId: string, at: number) =>
  queryOptions({
    queryKey: ['story-at', storyId, at],
    queryFn: ({ signal }) => {
      const time = encodeURIComponent(new Date(at).toISOString())
      return api('GET', `/api/stories/${storyId}/at?time=${time}`, storyAtSchema, undefined, signal)
    },
    staleTime: Infinity,
  })

/** Writes the story as it stood at `at` into it, as one more edit. */
export function restoreVersion(storyId: string, at: number, setFactsBack: boolean) {
  const body = { time: new Date(at).toISOString(), setFactsBack }
  return api('POST', `/api/stories/${storyId}/restore`, restoredSchema, body)
}

/** Decides about a deletion that was held back. */
export function decideHeld(storyId: string, heldId: string, decision: 'apply' | 'dismiss') {
  return api('POST', `/api/stories/${storyId}/held/${heldId}`, heldListSchema, { decision })
}

/** Deletions that wait for a decision. */
export const heldQuery = (storyId: string) =>
  queryOptions({
    queryKey: ['held', storyId],
    queryFn: async ({ signal }) =>
      (await api('GET', `/api/stories/${storyId}/held`, heldListSchema, undefined, signal)).held,
    staleTime: 0,
  })
