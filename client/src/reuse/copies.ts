import { copiedAnswer, copiesSchema, foundFactsSchema } from '@dateline/shared/api/contracts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'
import { useFactSession } from '../facts/fact-context.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'

const copiesQuery = (storyId: string) =>
  queryOptions({
    queryKey: ['copies', storyId],
    queryFn: ({ signal }) =>
      api('GET', `/api/stories/${storyId}/copies`, copiesSchema, undefined, signal),
  })

/** Which facts came from other stories and where this story's own are used. */
export const useCopies = () => useQuery(copiesQuery(useFactSession().storyId)).data

/** Asks again when the server has news of the story: it says so when an original moves on. */
export function WatchCopies() {
  const session = useFactSession()
  const record = useSnapshot(session.record)
  useEffect(() => {
    if (!record) return
    void queryClient.invalidateQueries({ queryKey: copiesQuery(record.story.id).queryKey })
  }, [record])
  return null
}

/** Facts of the other stories one may read. */
export const foundQuery = (storyId: string, words: string) =>
  queryOptions({
    queryKey: ['found-facts', storyId, words],
    queryFn: async ({ signal }) => {
      const search = new URLSearchParams({ q: words, except: storyId })
      return (
        await api('GET', `/api/facts?${search.toString()}`, foundFactsSchema, undefined, signal)
      ).facts
    },
    staleTime: 5_000,
  })

/** @returns the id of the copy @throws ApiError */
export async function copyFact(storyId: string, story: string, fact: string): Promise<string> {
  const { factId } = await api('POST', `/api/stories/${storyId}/copies`, copiedAnswer, {
    story,
    fact,
  })
  return factId
}

/** Takes over the original as it was seen. @throws ApiError */
export async function updateCopy(storyId: string, factId: string, hash: string): Promise<void> {
  await api('POST', `/api/stories/${storyId}/copies/${factId}/update`, copiedAnswer, { hash })
  await queryClient.invalidateQueries({ queryKey: copiesQuery(storyId).queryKey })
}
