import { mkdtemp, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { storyFactsSchema, storyListSchema, storySchema } from '@dateline/shared/api/contracts'
import { MISSING_VALUE } from '@dateline/shared/story/story-text'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignIn } from '../accounts/routes.ts'
import { readConfig } from '../config.ts'
import { openLogger } from '../observability/logger.ts'
import { serve, type Running } from '../serve.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dateline-demo-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

const start = (env: Record<string, string> = {}): Promise<Running> => {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...env })
  return serve(config, openLogger('silent'))
}

const signInsOf = async ({ url }: Running) =>
  ((await (await fetch(`${url}/api/sign-ins`)).json()) as { signIns: SignIn[] }).signIns

async function enter({ url }: Running, { email, password }: SignIn) {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const authorization = `Bearer ${answer.headers.get('set-auth-token')}`
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${url}${path}`, { headers: { authorization } })).json()
  return { status: answer.status, get }
}

describe('the demo newsroom', () => {
  let signIns: SignIn[] = []

  test('is there at the first start: four roles, three stories, facts in several states', async () => {
    const running = await start()
    signIns = await signInsOf(running)
    expect(signIns.map(({ role }) => role).toSorted()).toEqual([
      'admin',
      'editor',
      'reporter',
      'viewer',
    ])
    const editor = signIns.find(({ role }) => role === 'editor') as SignIn
    const { get } = await enter(running, editor)
    const { stories } = storyListSchema.parse(await get('/api/stories'))
    expect(stories.map(({ language }) => language).toSorted()).toEqual(['en', 'en', 'prs'])
    const statuses = new Set<string>()
    for (const { id } of stories) {
      const story = storySchema.parse(await get(`/api/stories/${id}`))
      const words = [story.headline, story.standfirst, story.text].join(' ')
      expect(words).not.toContain(MISSING_VALUE)
      const { facts } = storyFactsSchema.parse(await get(`/api/stories/${id}/facts`))
      for (const { status } of facts) statuses.add(status)
    }
    expect([...statuses]).toEqual(
      expect.arrayContaining(['approved', 'in_check', 'needs_source', 'disputed', 'changed']),
    )
    expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600)
    await running.close()
  })

  test('stays as it is at the second start', async () => {
    const running = await start()
    expect(await signInsOf(running)).toEqual(signIns)
    expect(await running.deps.accounts.accounts()).toHaveLength(4)
    expect(await running.deps.stories.cards()).toHaveLength(3)
    await running.close()
  })

  test('switched off, shows nothing and lets nobody in with what it showed', async () => {
    const running = await start({ DATELINE_DEMO: 'off' })
    expect(await signInsOf(running)).toEqual([])
    for (const signIn of signIns) expect((await enter(running, signIn)).status).toBe(401)
    await running.close()
    const later = await start() // accounts exist by now: not a first start
    expect(await signInsOf(later)).toEqual([])
    await later.close()
  })

  test('switched on again, opens the same accounts with new passwords and no second set of stories', async () => {
    const running = await start({ DATELINE_DEMO: 'on' })
    const fresh = await signInsOf(running)
    expect(fresh.map(({ password }) => password)).not.toEqual(signIns.map((old) => old.password))
    expect((await enter(running, fresh[0] as SignIn)).status).toBe(200)
    expect(await running.deps.accounts.accounts()).toHaveLength(4)
    expect(await running.deps.stories.cards()).toHaveLength(3)
    await running.close()
  })

  test('shows its passwords to nobody but who sits at this machine', async () => {
    const running = await start({ DATELINE_DEMO: 'on' })
    const asked = (headers: Record<string, string>) =>
      new Promise<string>((resolve, reject) => {
        request(`${running.url}/api/sign-ins`, { headers }, (answer) => {
          text(answer).then(resolve, reject)
        }).end()
      })
    const none = '{"signIns":[]}'
    expect(await asked({ host: 'localhost:5173' })).not.toEqual(none)
    expect(await asked({ host: 'rebound.example:8080' })).toEqual(none)
    expect(await asked({ 'x-forwarded-for': '192.0.2.1' })).toEqual(none)
    signIns = await signInsOf(running)
    await running.close()
  })

  test('is locked by a start behind a public address', async () => {
    const running = await start({ PUBLIC_URL: 'https://desk.example.org' })
    expect(await signInsOf(running)).toEqual([])
    expect((await enter(running, signIns[0] as SignIn)).status).toBe(401)
    await running.close()
    const again = await start({ DATELINE_DEMO: 'on' })
    signIns = await signInsOf(again)
    await again.close()
  })

  test('is locked by a start that others can reach', async () => {
    const running = await start({ HOST: '0.0.0.0' })
    const local = { ...running, url: running.url.replace('0.0.0.0', '127.0.0.1') }
    expect(await signInsOf(local)).toEqual([])
    expect((await enter(local, signIns[0] as SignIn)).status).toBe(401)
    await running.close()
  })

  test('is refused where it is asked for on such a host', () => {
    for (const where of [{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://desk.example.org' }]) {
      expect(() => readConfig({ ...where, DATELINE_DEMO: 'on' })).toThrow('shows its passwords')
    }
  })
})
