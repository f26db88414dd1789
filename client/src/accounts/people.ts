import { userListSchema, type UserEntry } from '@dateline/shared/api/contracts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../api/api-client.ts'

/** Everybody of the newsroom, by name. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }): Promise<readonly UserEntry[]> =>
    (await api('GET', '/api/users', userListSchema, undefined, signal)).users,
  staleTime: 60_000,
})

/** The name of a person by id; the id itself for somebody who is not known here. */
export function usePersonName(): (id: string) => string {
  const { data } = useQuery(peopleQuery)
  return useCallback((id) => data?.find((person) => person.id === id)?.name ?? id, [data])
}
