import { targetSchema, targetTestSchema } from '@dateline/shared/api/contracts'
import { api, nothing } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'
import { targetsQuery } from '../publishing/publications.ts'

/** What the form holds of a site. An empty password of a known site keeps the stored one. */
export interface TargetDraft {
  readonly name: string
  readonly url: string
  readonly username: string
  readonly password: string
  readonly allowPrivate: boolean
}

/** @throws ApiError */
export async function saveTarget(id: string | null, draft: TargetDraft): Promise<void> {
  const { password, ...rest } = draft
  if (id === null) {
    await api('POST', '/api/targets', targetSchema, { kind: 'wordpress', ...rest, password })
  } else {
    const patch = { ...rest, ...(password && { password }) }
    await api('PATCH', `/api/targets/${id}`, targetSchema, patch)
  }
  await refresh()
}

/** @throws ApiError */
export async function removeTarget(id: string): Promise<void> {
  await api('DELETE', `/api/targets/${id}`, nothing)
  await refresh()
}

/** Signs in to the site and says in words what came of it. @throws ApiError */
export function testTarget(id: string) {
  return api('POST', `/api/targets/${id}/test`, targetTestSchema, {})
}

const refresh = () => queryClient.invalidateQueries({ queryKey: targetsQuery.queryKey })
