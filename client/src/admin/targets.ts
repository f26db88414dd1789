import {
  deliveriesSchema,
  deliverySchema,
  newTargetSchema,
  targetSchema,
  targetTestSchema,
  type Target,
  type TargetSettings,
} from '@dateline/shared/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api, nothing } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'
import { targetsQuery } from '../publishing/publications.ts'

/** What the form holds of a site. An empty password of a known site keeps the stored one. */
export interface TargetDraft {
  readonly kind: Target['kind']
  readonly name: string
  readonly url: string
  readonly username: string
  readonly password: string
  readonly allowPrivate: boolean
  readonly settings: TargetSettings
}

/** @returns the signing key of a new webhook, which is shown this once @throws ApiError */
export async function saveTarget(
  id: string | null,
  draft: TargetDraft,
): Promise<string | undefined> {
  const { kind, password, ...rest } = draft
  let key: string | undefined
  if (id === null) {
    const body = { kind, ...rest, password }
    key = (await api('POST', '/api/targets', newTargetSchema, body)).signingKey
  } else {
    const patch = { ...rest, ...(password && { password }) }
    await api('PATCH', `/api/targets/${id}`, targetSchema, patch)
  }
  await refresh()
  return key
}

/** A new signing key of a webhook; the one before it stays valid. @throws ApiError */
export async function newKey(id: string): Promise<string | undefined> {
  return (await api('POST', `/api/targets/${id}/keys`, newTargetSchema, {})).signingKey
}

/** Only the newest key signs from now on. @throws ApiError */
export async function endOldKey(id: string): Promise<void> {
  await api('DELETE', `/api/targets/${id}/keys/old`, nothing)
}

/** What was sent to a webhook, the latest first. */
export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', id],
    queryFn: async ({ signal }) =>
      (await api('GET', `/api/targets/${id}/deliveries`, deliveriesSchema, undefined, signal))
        .deliveries,
    staleTime: 0,
  })

/** Sends a message of the log once more. @throws ApiError */
export async function replay(id: string, deliveryId: string): Promise<void> {
  await api('POST', `/api/targets/${id}/deliveries/${deliveryId}/replay`, deliverySchema, {})
  await queryClient.invalidateQueries({ queryKey: deliveriesQuery(id).queryKey })
}

/** @throws ApiError */
export async function removeTarget(id: string): Promise<void> {
  await api('DELETE', `/api/targets/${id}`, nothing)
  await refresh()
}

/** Signs in to the site and says in words what came of it. @throws ApiError */
export async function testTarget(id: string) {
  const answer = await api('POST', `/api/targets/${id}/test`, targetTestSchema, {})
  await refresh() // one that was stopped goes on when it works
  return answer
}

const refresh = () => queryClient.invalidateQueries({ queryKey: targetsQuery.queryKey })
