import {
  importedSchema,
  storyListSchema,
  storySchema,
  type ImportBody,
  type StorySummary,
} from '@dateline/shared/api/contracts'
import type { Language } from '@dateline/shared/story/meta-doc'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/api-client.ts'

const STORIES = ['stories'] as const

/** Every story this person may see; kept fresh by the desk's live feed. */
export const storiesQuery = queryOptions({
  queryKey: STORIES,
  queryFn: async ({ signal }): Promise<readonly StorySummary[]> =>
    (await api('GET', '/api/stories', storyListSchema, undefined, signal)).stories,
})

/** One story as it stands; `updatedAt` of its card is in the key, so a change reads it again. */
export const storyQuery = (id: string, updatedAt: number) =>
  queryOptions({
    queryKey: ['story', id, updatedAt],
    queryFn: ({ signal }) => api('GET', `/api/stories/${id}`, storySchema, undefined, signal),
  })

export function createStory(body: { headline?: string; language: Language }) {
  return api('POST', '/api/stories', storySchema, body)
}

export function importStory(body: ImportBody) {
  return api('POST', '/api/stories/import', importedSchema, body)
}
