import { sessionSchema, type Session } from '@dateline/shared/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { nothing, api } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'
import { queryClient } from '../api/query-client.ts'

const SESSION = ['session'] as const

/** Who is signed in here, in which newsroom; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: SESSION,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api('GET', '/api/session', sessionSchema, undefined, signal)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: Infinity,
  retry: 1, // nothing can be shown before its answer, so a person decides sooner
})

/**
 * Signs in; the session is a cookie that only the server reads.
 * @throws ApiError whose message says what to do
 */
export async function signIn(email: string, password: string): Promise<void> {
  await api('POST', '/api/auth/sign-in/email', nothing, { email, password })
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] })
  await queryClient.refetchQueries({ queryKey: SESSION })
}

/** Ends the session on the server and forgets what was read with it. */
export async function signOut(): Promise<void> {
  await api('POST', '/api/auth/sign-out', nothing, {})
  forgetSession()
}

/** The session is over: every page gives way to the sign-in page, which keeps the address. */
export function forgetSession(): void {
  queryClient.setQueryData(SESSION, null)
}
