import {
  accountPatchBody,
  newAccountBody,
  type Account,
  type UserEntry,
} from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { isFromHere } from '../http/from-here.ts'
import { allow, userOf } from '../http/session.ts'
import { body } from '../http/validate.ts'

export interface SignIn {
  readonly name: string
  readonly role: Account['role']
  readonly email: string
  readonly password: string
}

/** /api: who is signed in, and the demo newsroom's sign-ins, which are empty anywhere else. */
export function sessionRoutes(
  { policies, config }: Pick<Deps, 'policies' | 'config'>,
  demoSignIns: () => Promise<readonly SignIn[]>,
): Router {
  const router = Router()

  // GET /api/session → 200 Session, 401 when nobody is signed in
  router.get('/session', async (req, res) => {
    const { sessionId: _, endsAt: __, ...user } = userOf(req)
    const policy = await policies.read()
    res.json({ user: { ...user, closed: false }, policy, timeZone: config.timeZone })
  })

  // GET /api/sign-ins → 200 { signIns }: none for who does not sit at this machine
  router.get('/sign-ins', async (req, res) => {
    res.json({ signIns: isFromHere(req.headers) ? await demoSignIns() : [] })
  })
  return router
}

/** /api/users: the people of the newsroom; their accounts for those who manage them. */
export function userRoutes(deps: Deps): Router {
  const router = Router()
  const { accounts, audit } = deps

  // GET /api/users → 200 { users }: everybody, also who has left; e-mails only for who manages them
  router.get('/', async (req, res) => {
    const user = allow(deps, req, 'users.list')
    const all: readonly UserEntry[] = await accounts.accounts()
    const users = can(user, 'users.manage') ? all : all.map(withoutEmail)
    res.json({ users })
  })

  // POST /api/users → 201 Account
  router.post('/', async (req, res) => {
    const by = allow(deps, req, 'users.manage')
    const account = await accounts.add(body(newAccountBody, req))
    const { id, email, role } = account
    await audit.record({ by: by.id, action: 'user.add', detail: { user: id, email, role } })
    res.status(201).json(account)
  })

  // PATCH /api/users/:id → 200 Account
  router.patch<{ id: string }>('/:id', async (req, res) => {
    const by = allow(deps, req, 'users.manage')
    const { name, role, password, closed } = body(accountPatchBody, req)
    const account = await accounts.change(req.params.id, {
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(password !== undefined && { password }),
      ...(closed !== undefined && { closed }),
    })
    const changed = { name, role, closed, password: password === undefined ? undefined : 'changed' }
    const detail = JSON.parse(JSON.stringify({ user: account.id, ...changed })) as object
    await audit.record({ by: by.id, action: 'user.change', detail: { ...detail } })
    res.json(account)
  })
  return router
}

function withoutEmail(entry: UserEntry): UserEntry {
  const { email: _email, ...rest } = entry
  return rest
}
