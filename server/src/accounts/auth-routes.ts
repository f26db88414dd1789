import { PASSWORD_MIN } from '@dateline/shared/api/contracts'
import { fromNodeHeaders } from 'better-auth/node'
import { Router, type Request as Asked, type Response as Answer } from 'express'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addressKey } from '../http/address-key.ts'
import { HttpError } from '../http/http-error.ts'
import { userOf } from '../http/session.ts'
import { body } from '../http/validate.ts'
import { signInLimit } from './sign-in-limit.ts'

/** POST /api/auth/sign-in/email */
export const signInBody = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
})
/** POST /api/auth/change-password */
export const changePasswordBody = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(PASSWORD_MIN).max(200),
})

/** better-auth's codes that a person meets, as ours. */
const PROBLEMS: Readonly<Record<string, [status: number, code: string, detail: string]>> = {
  INVALID_EMAIL: [400, 'bad-body', 'That is not an e-mail address.'],
  INVALID_EMAIL_OR_PASSWORD: [401, 'wrong-sign-in', 'E-mail or password is wrong.'],
  INVALID_PASSWORD: [403, 'wrong-password', 'The current password is wrong.'],
  ACCOUNT_CLOSED: [403, 'account-closed', 'This account was closed. Ask an admin.'],
}

export interface AuthEndPoints {
  handle(request: Request): Promise<Response>
}

/** /api/auth: the few end points of better-auth that we offer, with our problems as answers. */
export function authRoutes(deps: Deps, auth: AuthEndPoints): Router {
  const router = Router()
  const { config, now } = deps
  if (config.limitsOn) {
    const perMinute = config.limits.MAX_SIGN_INS_PER_MINUTE
    const byAddress = signInLimit(perMinute, now, ({ ip }) => addressKey(ip))
    // Whoever found a session must not find the password by trying.
    const byPerson = signInLimit(perMinute, now, (req) => userOf(req).id)
    router.post('/sign-in/email', byAddress)
    router.post('/change-password', byPerson)
  }
  router.post('/sign-in/email', async (req, res) => {
    await forward(auth, req, res, body(signInBody, req))
  })
  router.post('/sign-out', async (req, res) => forward(auth, req, res, {}))
  router.post('/change-password', async (req, res) => {
    const user = userOf(req)
    await forward(auth, req, res, { ...body(changePasswordBody, req), revokeOtherSessions: true })
    await deps.audit.record({ by: user.id, action: 'user.password', detail: { user: user.id } })
  })
  router.post('/sign-up/email', () => {
    throw new HttpError(403, 'sign-up-closed', 'People are added by an admin: ask yours.')
  })
  return router
}

async function forward(
  auth: AuthEndPoints,
  req: Asked,
  res: Answer,
  content: object,
): Promise<void> {
  const headers = fromNodeHeaders(req.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const url = new URL(req.originalUrl, 'http://localhost')
  const answer = await auth.handle(
    new Request(url, { method: 'POST', headers, body: JSON.stringify(content) }),
  )
  const text = await answer.text()
  if (!answer.ok) throw problem(answer.status, text)
  res.status(answer.status)
  for (const [name, value] of answer.headers) {
    if (name === 'set-cookie') res.append(name, value)
    else if (name === 'set-auth-token') res.set(name, value)
  }
  // Without better-auth's body, which names the token: a script of the page must not come by it.
  res.json({ ok: true })
}

function problem(status: number, text: string): HttpError {
  const said = z
    .object({ code: z.string(), message: z.string() })
    .partial()
    .safeParse(safeJson(text)).data
  const known = PROBLEMS[said?.code ?? '']
  if (known) return new HttpError(...known)
  if (status === 401) return new HttpError(401, 'signed-out', 'Sign in first.')
  return new HttpError(status, 'auth-refused', said?.message ?? 'This was refused.')
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
