import type { IncomingHttpHeaders } from 'node:http'
import type { Account, Person } from '@dateline/shared/api/contracts'
import type { Role } from '@dateline/shared/users/role'

/** A signed-in person, as every route and socket sees them. */
export interface SessionUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly color: string
  readonly sessionId: string
  /** When the session ends of itself, ms since epoch. */
  readonly endsAt: number
}

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly password: string
}

/** @param where it happened: in this process, or at another node of the same newsroom */
export type AccountListener = (userId: string, where: 'here' | 'elsewhere') => void

/** Accounts and sessions, as the rest of the server needs them; better-auth does the work. */
export interface Accounts {
  /** Whoever sent these headers, by cookie or bearer token; null when nobody is signed in. */
  authenticate(headers: IncomingHttpHeaders): Promise<SessionUser | null>
  person(userId: string): Promise<Person | undefined>
  people(): Promise<readonly Person[]>
  accounts(): Promise<readonly Account[]>
  /** @throws HttpError 409 when the address is taken */
  add(account: NewAccount): Promise<Account>
  change(userId: string, patch: Partial<NewAccount> & { closed?: boolean }): Promise<Account>
  /** Told when a person's role changed, or a session of theirs ended. @returns stop */
  onChange(listener: AccountListener): () => void
}
