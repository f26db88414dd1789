import {
  restrictedListSchema,
  restrictedSourceSchema,
  revealedSchema,
} from '@dateline/shared/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api, nothing } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'

const at = (storyId: string) => `/api/stories/${storyId}/restricted`

/** Whom a story's restricted sources are for, and who looked; never who they are (rule F10). */
export const restrictedQuery = (storyId: string) =>
  queryOptions({
    queryKey: ['restricted', storyId],
    queryFn: async ({ signal }) =>
      (await api('GET', at(storyId), restrictedListSchema, undefined, signal)).sources,
  })

/** @throws ApiError */
export async function restrict(
  storyId: string,
  body: { factId: string; sourceId: string; identity: string; editor: string },
): Promise<void> {
  await api('POST', at(storyId), restrictedSourceSchema, body)
  await refresh(storyId)
}

/** Who it is. Nothing keeps the answer but the one who asked: it is not cached. @throws ApiError */
export async function reveal(storyId: string, handle: string): Promise<string> {
  const { identity } = await api('POST', `${at(storyId)}/${handle}/reveal`, revealedSchema, {})
  await refresh(storyId)
  return identity
}

/** @throws ApiError */
export async function nameEditor(storyId: string, handle: string, editor: string): Promise<void> {
  await api('PATCH', `${at(storyId)}/${handle}`, restrictedSourceSchema, { editor })
  await refresh(storyId)
}

/** @throws ApiError */
export async function forget(storyId: string, handle: string): Promise<void> {
  await api('DELETE', `${at(storyId)}/${handle}`, nothing)
  await refresh(storyId)
}

const refresh = (storyId: string) =>
  queryClient.invalidateQueries({ queryKey: restrictedQuery(storyId).queryKey })
