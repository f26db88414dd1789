import { accountSchema } from '@dateline/shared/api/contracts'
import type { Role } from '@dateline/shared/users/role'
import { peopleQuery } from '../accounts/people.ts'
import { api } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly password: string
}

export interface AccountPatch {
  readonly role?: Role
  readonly password?: string
  readonly closed?: boolean
}

/** @throws ApiError, e.g. when the e-mail address is taken */
export async function addAccount(account: NewAccount): Promise<void> {
  await api('POST', '/api/users', accountSchema, account)
  await refresh()
}

/** @throws ApiError, e.g. for the last admin */
export async function changeAccount(id: string, patch: AccountPatch): Promise<void> {
  await api('PATCH', `/api/users/${id}`, accountSchema, patch)
  await refresh()
}

const refresh = () => queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey })
