import type { IncomingHttpHeaders } from 'node:http'
import { accountSchema, type Account, type Person } from '@dateline/shared/api/contracts'
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import { HttpError } from '../http/http-error.ts'
import { databaseAway } from '../http/problem.ts'
import { KeyedQueue, type Turns } from '../keyed-queue.ts'
import type { AccountListener, Accounts, NewAccount, SessionUser } from './accounts.ts'
import { openAuth, type Auth, type AuthOptions } from './auth.ts'
import { colorForNewcomer, colorOf } from './color.ts'

/** Far above any newsroom; better-auth would stop at 100 without a number. */
const ALL = 100_000

type Patch = Partial<NewAccount> & { closed?: boolean }

/** Accounts by better-auth. Changes of one account after the other, so two cannot pass each other. */
export class BetterAccounts implements Accounts {
  readonly #auth: Auth
  readonly #listeners: Set<AccountListener>
  readonly #turns: Turns

  private constructor(auth: Auth, listeners: Set<AccountListener>, turns: Turns) {
    this.#auth = auth
    this.#listeners = listeners
    this.#turns = turns
  }

  /** @param turns taken by all who change accounts of this database */
  static async open(
    options: Omit<AuthOptions, 'sessionEnded'>,
    turns: Turns = new KeyedQueue(),
  ): Promise<BetterAccounts> {
    const listeners = new Set<AccountListener>()
    const sessionEnded = (userId: string) => {
      listeners.forEach((listener) => listener(userId, 'here'))
    }
    const auth = await openAuth({ ...options, sessionEnded })
    // It loads a part of itself with the first question: now, and not while somebody waits.
    await auth.api.getSession({ headers: new Headers() })
    return new BetterAccounts(auth, listeners, turns)
  }

  /** better-auth's own HTTP end points (sign-in, sign-out, change-password). */
  handle(request: Request): Promise<Response> {
    return this.#auth.handler(request)
  }

  async authenticate(headers: IncomingHttpHeaders): Promise<SessionUser | null> {
    if (headers.cookie === undefined && headers.authorization === undefined) return null
    const found = await this.#session(headers)
    if (!found || found.user.closed) return null
    const { id, name, email, role, color } = accountOf(found.user)
    const endsAt = found.session.expiresAt.getTime()
    return { id, name, email, role, color, sessionId: found.session.id, endsAt }
  }

  /** @throws HttpError 503 when the sessions cannot be read, of which better-auth says 500 */
  async #session(headers: IncomingHttpHeaders) {
    try {
      return await this.#auth.api.getSession({ headers: fromNodeHeaders(headers) })
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode !== 500) throw error
      throw databaseAway(error)
    }
  }

  async person(userId: string): Promise<Person | undefined> {
    const { internalAdapter } = await this.#auth.$context
    const user = await internalAdapter.findUserById(userId)
    return user ? personOf(accountOf(user)) : undefined
  }

  async people(): Promise<readonly Person[]> {
    const accounts = await this.accounts()
    return accounts.filter(({ closed }) => !closed).map(personOf)
  }

  async accounts(): Promise<readonly Account[]> {
    const { internalAdapter } = await this.#auth.$context
    const users = await internalAdapter.listUsers(ALL, 0, { field: 'name', direction: 'asc' })
    return users.map(accountOf)
  }

  add(account: NewAccount): Promise<Account> {
    return this.#turns.run('accounts', () => this.#add(account))
  }

  change(userId: string, patch: Patch): Promise<Account> {
    return this.#turns.run('accounts', () => this.#change(userId, patch))
  }

  onChange(listener: AccountListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Another node changed somebody's account or session. */
  changedElsewhere(userId: string): void {
    this.#listeners.forEach((listener) => listener(userId, 'elsewhere'))
  }

  async #add({ name, role, password, ...rest }: NewAccount): Promise<Account> {
    const { internalAdapter, password: passwords } = await this.#auth.$context
    const email = rest.email.toLowerCase()
    if (await internalAdapter.findUserByEmail(email)) {
      throw new HttpError(409, 'email-taken', `There is an account for ${email} already.`)
    }
    const hash = await passwords.hash(password)
    const color = colorForNewcomer((await this.accounts()).map((account) => account.color))
    const data = { name, email, role, color, closed: false, emailVerified: false }
    const user = await internalAdapter.createUser(data, { method: 'email-password' })
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: hash,
    })
    return accountOf(user)
  }

  async #change(userId: string, { password, email, ...patch }: Patch): Promise<Account> {
    const { internalAdapter, password: passwords } = await this.#auth.$context
    const found = await internalAdapter.findUserById(userId)
    if (!found) throw new HttpError(404, 'no-such-account', 'There is no such account.')
    const before = accountOf(found)
    await this.#keepAnAdmin(before, patch)
    const data = { ...patch, ...(email !== undefined && { email: email.toLowerCase() }) }
    if (Object.keys(data).length > 0) await internalAdapter.updateUser(userId, data)
    if (password !== undefined) {
      await internalAdapter.updatePassword(userId, await passwords.hash(password))
    }
    // Whoever knew the old password, or has left, is out everywhere.
    if (password !== undefined || patch.closed) await internalAdapter.deleteUserSessions(userId)
    const after = await internalAdapter.findUserById(userId)
    this.#listeners.forEach((listener) => listener(userId, 'here'))
    return accountOf(after ?? found)
  }

  /** @throws HttpError 409 `last-admin`: a newsroom nobody can administer could not be repaired */
  async #keepAnAdmin(before: Account, { role, closed }: Patch): Promise<void> {
    const isAdmin = before.role === 'admin' && !before.closed
    const stays = (role ?? before.role) === 'admin' && !(closed ?? before.closed)
    if (!isAdmin || stays) return
    const others = (await this.accounts()).filter((account) => {
      return account.role === 'admin' && !account.closed && account.id !== before.id
    })
    if (others.length > 0) return
    throw new HttpError(409, 'last-admin', 'This is the last admin. Make somebody else one first.')
  }
}

/** Reads a row of better-auth, which may be typed without our fields. */
function accountOf(user: object & { id: string; color?: unknown }): Account {
  return accountSchema.parse({ ...user, color: user.color ?? colorOf(user.id) })
}

const personOf = ({ id, name, role, color }: Account): Person => ({ id, name, role, color })
