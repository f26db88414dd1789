import { can, type Action } from '@dateline/shared/users/policy'
import type { RequestHandler } from 'express'
import type { Accounts, SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { HttpError } from './http-error.ts'

const users = new WeakMap<object, SessionUser>()

/** Looks up once who sent a request; `userOf` reads it from there. */
export function withSession(accounts: Accounts): RequestHandler {
  return async (req, _res, next) => {
    const user = await accounts.authenticate(req.headers)
    if (user) users.set(req, user)
    next()
  }
}

/** Whoever is signed in. @throws HttpError 401 `signed-out` */
export function userOf(req: object): SessionUser {
  const user = users.get(req)
  if (!user) throw new HttpError(401, 'signed-out', 'Sign in first.')
  return user
}

/**
 * For acts that concern no story: the signed-in person, if their role may do it.
 * @throws HttpError 401 `signed-out`, 403 `not-allowed`
 */
export function allow(deps: Pick<Deps, 'log'>, req: object, action: Action): SessionUser {
  const user = userOf(req)
  if (!can(user, action)) throw refusal(deps, user, action)
  return user
}

/** Says no to a person, and leaves a line for whoever runs the place. */
export function refusal(deps: Pick<Deps, 'log'>, user: SessionUser, action: Action): HttpError {
  deps.log.info({ userId: user.id, role: user.role, action }, 'refused')
  return new HttpError(
    403,
    'not-allowed',
    `Your role (${user.role}) does not include this. Ask an editor or an admin.`,
    { action },
  )
}
