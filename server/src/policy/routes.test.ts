import { policySchema, sessionSchema } from '@dateline/shared/api/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let eve: TestPerson
let ada: TestPerson
beforeAll(async () => {
  server = await startTestServer({ SELF_APPROVAL: 'on' })
  eve = await server.signIn('editor', 'eve')
  ada = await server.signIn('admin', 'ada')
})
afterAll(() => server.close())

const read = async (by = eve) => policySchema.parse(await (await by.get('/api/policy')).json())

test('[A10] the environment begins, an admin changes it for good, and an audit row says from what to what', async () => {
  expect((await read()).selfApproval).toBe(true)
  expect((await read()).twoSourceTypes).toContain('figure')

  const patch = { selfApproval: false, twoSourceTypes: ['agreement', 'agreement'] }
  expect((await eve.patch('/api/policy', patch)).status).toBe(403)
  expect((await ada.patch('/api/policy', { twoSourceTypes: ['ferry'] })).status).toBe(400)
  const answer = await ada.patch('/api/policy', patch)
  expect(answer.status).toBe(200)
  const changed = { selfApproval: false, twoSourceTypes: ['agreement'] }
  expect(await read()).toEqual(changed)
  const session = sessionSchema.parse(await (await eve.get('/api/session')).json())
  expect(session.policy).toEqual(changed)

  const rows = await server.deps.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'policy.change')
    .execute()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.by).toBe(ada.account.id)
  expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({
    was: { selfApproval: true },
    now: changed,
  })
})
