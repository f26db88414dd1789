import { stat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const signIn = (email: string, password = server.password, headers = {}) =>
  post('/api/auth/sign-in/email', { email, password }, headers)

const problem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const { status, code, detail } = (await answer.json()) as Record<string, unknown>
  expect(status).toBe(answer.status)
  expect(detail).toMatch(/\S/)
  return [answer.status, code]
}

describe('signing in', () => {
  test('a program gets a bearer token, a browser a cookie no script can read', async () => {
    const ann = await server.signIn('reporter', 'ann')
    const byToken = await ann.get('/api/session')
    expect(await byToken.json()).toMatchObject({
      user: { name: 'ann', role: 'reporter', email: 'ann@test.example', closed: false },
      policy: { selfApproval: false },
    })
    const answer = await signIn('Ann@Test.example') // addresses are not case-sensitive
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure/) // plain http on this machine
    const byCookie = await fetch(`${server.url}/api/session`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    })
    expect(await byCookie.json()).toMatchObject({ user: { id: ann.account.id } })
    expect(JSON.stringify(await answer.json())).not.toContain('token')
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    await server.signIn('reporter', 'ann')
    expect(await problem(await signIn('ann@test.example', 'not her password'))).toEqual([
      401,
      'wrong-sign-in',
    ])
    expect(await problem(await signIn('nobody@test.example'))).toEqual([401, 'wrong-sign-in'])
  })

  test('nobody signs up by themselves', async () => {
    const stranger = { name: 'X', email: 'x@test.example', password: 'long enough indeed' }
    expect(await problem(await post('/api/auth/sign-up/email', stranger))).toEqual([
      403,
      'sign-up-closed',
    ])
    expect(await problem(await signIn('x@test.example', stranger.password))).toEqual([
      401,
      'wrong-sign-in',
    ])
  })

  test('nobody raises their own role, or uses an end point we do not offer', async () => {
    const ann = await server.signIn('reporter', 'ann')
    const answer = await ann.post('/api/auth/update-user', { role: 'admin', name: 'Boss' })
    expect(await problem(answer)).toEqual([404, 'no-such-route'])
    const self = await ann.patch(`/api/users/${ann.account.id}`, { role: 'admin' })
    expect(await problem(self)).toEqual([403, 'not-allowed'])
  })

  test('garbage in place of a token is nobody', async () => {
    for (const authorization of ['Bearer x', 'Bearer a.b', 'Bearer %', 'Basic YTpi']) {
      const answer = await fetch(`${server.url}/api/session`, { headers: { authorization } })
      expect(await problem(answer)).toEqual([401, 'signed-out'])
    }
  })

  test('a signed-out session is over at once, and whoever listens is told', async () => {
    const told: string[] = []
    const stop = server.deps.accounts.onChange((userId) => told.push(userId))
    const ann = await server.signIn('reporter', 'ann')
    expect((await ann.post('/api/auth/sign-out')).status).toBe(200)
    expect(await problem(await ann.get('/api/session'))).toEqual([401, 'signed-out'])
    expect(told).toEqual([ann.account.id])
    stop()
  })

  test('a changed password ends the other sessions, and the old one no longer works', async () => {
    const kim = await server.signIn('viewer', 'kim')
    const elsewhere = await server.signIn('viewer', 'kim')
    const change = (currentPassword: string) =>
      kim.post('/api/auth/change-password', { currentPassword, newPassword: 'a new password' })
    expect(await problem(await change('wrong'))).toEqual([403, 'wrong-password'])
    expect((await change(server.password)).status).toBe(200)
    expect((await elsewhere.get('/api/session')).status).toBe(401)
    expect((await signIn('kim@test.example')).status).toBe(401)
    expect((await signIn('kim@test.example', 'a new password')).status).toBe(200)
  })
})

describe('another site’s page', () => {
  test('cannot act with a person’s cookie, nor sign them in', async () => {
    await server.signIn('reporter', 'ann')
    const answer = await signIn('ann@test.example')
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    const create = (headers: Record<string, string>) =>
      post('/api/stories', { headline: 'Theirs' }, { cookie, ...headers })
    expect(await problem(await create({ origin: 'https://evil.example' }))).toEqual([
      403,
      'foreign-origin',
    ])
    expect(await problem(await create({}))).toEqual([403, 'foreign-origin'])
    expect((await create({ origin: server.url })).status).toBe(201)
    const planted = await signIn('ann@test.example', server.password, {
      origin: 'https://evil.example',
    })
    expect(await problem(planted)).toEqual([403, 'foreign-origin'])
  })
})

describe('the people of the newsroom', () => {
  test('are added by an admin, once each, with a password that is long enough', async () => {
    const admin = await server.signIn('admin')
    const lea = { name: 'Lea', email: 'lea@test.example', role: 'editor', password: 'short' }
    const short = await admin.post('/api/users', lea)
    expect(await short.json()).toMatchObject({ code: 'bad-body', errors: [{ path: 'password' }] })
    const long = { ...lea, password: 'long enough indeed' }
    const added = await admin.post('/api/users', long)
    expect(added.status).toBe(201)
    expect(await added.json()).toMatchObject({ name: 'Lea', role: 'editor', closed: false })
    expect(await problem(await admin.post('/api/users', long))).toEqual([409, 'email-taken'])
    expect((await signIn('lea@test.example', long.password)).status).toBe(200)
    const audit = await server.deps.db.selectFrom('audit').selectAll().execute()
    expect(audit.map(({ action }) => action)).toContain('user.add')
    expect(JSON.stringify(audit)).not.toContain(long.password)
  })

  test('are seen by all, their addresses only by an admin', async () => {
    const [admin, viewer] = [await server.signIn('admin'), await server.signIn('viewer')]
    const seen = async (answer: Response) =>
      ((await answer.json()) as { users: { name: string; email?: string }[] }).users
    const byAdmin = await seen(await admin.get('/api/users'))
    const byViewer = await seen(await viewer.get('/api/users'))
    expect(byAdmin.every(({ email }) => email?.includes('@'))).toBe(true)
    expect(byViewer.map(({ name }) => name)).toEqual(byAdmin.map(({ name }) => name))
    expect(JSON.stringify(byViewer)).not.toContain('@test.example')
    expect(await problem(await fetch(`${server.url}/api/users`))).toEqual([401, 'signed-out'])
  })

  test('a new role counts from the next request on; a closed account is out', async () => {
    const [admin, pat] = [await server.signIn('admin'), await server.signIn('viewer', 'pat')]
    expect((await pat.post('/api/stories', {})).status).toBe(403)
    const path = `/api/users/${pat.account.id}`
    expect((await admin.patch(path, { role: 'reporter' })).status).toBe(200)
    expect((await pat.post('/api/stories', {})).status).toBe(201)
    expect((await admin.patch(path, { closed: true })).status).toBe(200)
    expect(await problem(await pat.get('/api/session'))).toEqual([401, 'signed-out'])
    expect(await problem(await signIn('pat@test.example'))).toEqual([403, 'account-closed'])
    expect(await problem(await admin.patch('/api/users/nobody', { role: 'editor' }))).toEqual([
      404,
      'no-such-account',
    ])
  })

  test('a password set by an admin ends the sessions of whoever knew the old one', async () => {
    const [admin, ray] = [await server.signIn('admin'), await server.signIn('viewer', 'ray')]
    const path = `/api/users/${ray.account.id}`
    expect((await admin.patch(path, { password: 'another password' })).status).toBe(200)
    expect((await ray.get('/api/session')).status).toBe(401)
    expect((await signIn('ray@test.example', 'another password')).status).toBe(200)
  })

  test('the last admin stays, also when two are demoted at the same moment', async () => {
    const admin = await server.signIn('admin')
    const demote = (id: string) => admin.patch(`/api/users/${id}`, { role: 'viewer' })
    expect(await problem(await demote(admin.account.id))).toEqual([409, 'last-admin'])
    const close = await admin.patch(`/api/users/${admin.account.id}`, { closed: true })
    expect(await problem(close)).toEqual([409, 'last-admin'])
    const second = await server.signIn('admin', 'second')
    const { accounts } = server.deps
    const both = await Promise.allSettled(
      [admin, second].map(({ account }) => accounts.change(account.id, { role: 'viewer' })),
    )
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await accounts.change(admin.account.id, { role: 'admin' }) // for the tests that follow
  })
})

test('behind https, the cookie travels by https only and the public address is ours', async () => {
  const secure = await startTestServer({ PUBLIC_URL: 'https://desk.test.example' })
  const ann = await secure.signIn('reporter', 'ann')
  const answer = await fetch(`${secure.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://desk.test.example' },
    body: JSON.stringify({ email: ann.account.email, password: secure.password }),
  })
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/; Secure/)
  expect(answer.headers.get('strict-transport-security')).toMatch(/max-age/)
  const session = await fetch(`${secure.url}/api/session`, {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  })
  expect(await session.json()).toMatchObject({ user: { id: ann.account.id } })
  await secure.close()
})

test('the secret is made once and readable by the server’s user only', async () => {
  const file = join(server.dataDir, 'auth-secret')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(file, 'utf8')).toBe(server.deps.secret)
  expect(server.deps.secret.length).toBeGreaterThanOrEqual(32)
})

test('too many tries to sign in are stopped, with the time to wait', async () => {
  const limited = await startTestServer({ LIMITS: 'on', MAX_SIGN_INS_PER_MINUTE: '2' })
  const attempt = () =>
    fetch(`${limited.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `${Math.random()}` },
      body: JSON.stringify({ email: 'a@test.example', password: 'x' }),
    })
  expect([(await attempt()).status, (await attempt()).status]).toEqual([401, 401])
  const third = await attempt()
  expect(await problem(third)).toEqual([429, 'too-many-sign-ins'])
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(50)
  await limited.close()
})

test('whoever found a session does not find the password by trying', async () => {
  const limited = await startTestServer({ LIMITS: 'on', MAX_SIGN_INS_PER_MINUTE: '2' })
  const ann = await limited.signIn('reporter', 'ann')
  const guess = () =>
    ann.post('/api/auth/change-password', { currentPassword: 'x', newPassword: 'a new password' })
  expect([(await guess()).status, (await guess()).status]).toEqual([403, 403])
  expect(await problem(await guess())).toEqual([429, 'too-many-sign-ins'])
  await limited.close()
})
