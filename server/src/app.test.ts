import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from './testing/test-server.ts'

let server: TestServer
let reporter: TestPerson
beforeAll(async () => {
  server = await startTestServer({ MAX_BODY_BYTES: '10000' })
  reporter = await server.signIn('reporter')
})
afterAll(() => server.close())

/** Sends exactly these bytes. */
const send = (content: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/stories`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${reporter.token}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: content,
  })

describe('bad input is answered with a problem a person can act on', () => {
  test.each([
    ['a broken body', '{"headline": ', {}, 400, 'malformed-json'],
    ['a body that is not JSON', 'headline=x', { 'content-type': 'text/plain' }, 415, 'not-json'],
    ['a bare string', '"headline"', {}, 400, 'malformed-json'],
    ['a list', '[]', {}, 400, 'bad-body'],
    [
      'a body in Latin-1',
      '{}',
      { 'content-type': 'application/json; charset=x' },
      415,
      'unsupported-charset',
    ],
    [
      'a body that claims to be packed',
      '{}',
      { 'content-encoding': 'x' },
      415,
      'unsupported-encoding',
    ],
    ['too much', JSON.stringify({ headline: 'x'.repeat(20_000) }), {}, 413, 'too-large'],
  ])('%s', async (_what, content, headers, status, code) => {
    const answer = await send(content, headers)
    const body = (await answer.json()) as Record<string, unknown>
    expect([answer.status, body['code']]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
    expect(body['type']).toBe(`urn:dateline:problem:${code}`)
  })

  test('a body that would change every object is only a body', async () => {
    expect((await send('{"__proto__": {"headline": 7}}')).status).toBe(201)
  })

  test.each([
    ['GET', '/api/nothing'],
    ['GET', '/api'],
    ['DELETE', '/api/stories'],
    ['GET', '/api/stories/x/facts/y/nothing'],
    ['GET', '/sync/story.x'],
  ])('%s %s', async (method, path) => {
    const answer = await fetch(`${server.url}${path}`, { method })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  test('an address that does not decode', async () => {
    const status = await new Promise((resolve) => {
      request(`${server.url}/api/stories/%E0%A4%A`, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end()
    })
    expect(status).toBe(400)
  })

  test('what nobody expected says nothing of the inside, and how to find it in the log', async () => {
    const id = 'broken'
    const at = Date.now()
    await server.deps.stories.add(id as never, reporter.account.id, at)
    await server.deps.db
      .updateTable('stories')
      .set({ status: 'no such status' })
      .where('id', '=', id)
      .execute()
    const answer = await reporter.get('/api/stories')
    expect(answer.status).toBe(500)
    const body = (await answer.json()) as { detail: string; reference: string }
    expect(body.detail).toContain(body.reference)
    expect(JSON.stringify(body)).not.toMatch(/zod|sql|\.ts|status"?:"no/i)
    await server.deps.db.deleteFrom('stories').where('id', '=', id).execute()
  })
})

describe('answers', () => {
  test.each(['/api/openapi.json', '/api/session', '/api/nothing', '/api/sign-ins'])(
    '%s is kept by no cache',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('etag')).toBeNull()
    },
  )

  test('a wish to switch to another protocol is passed over', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'x' }
    const status = await new Promise((resolve) => {
      request(`${server.url}/healthz`, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end()
    })
    expect(status).toBe(200)
  })
})

describe('the page', () => {
  test('may run and reach only this site', async () => {
    const answer = await fetch(`${server.url}/healthz`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-powered-by')).toBeNull()
    expect(answer.headers.get('strict-transport-security')).toBeNull() // plain http
  })

  test('a missing script is not answered with a page', async () => {
    const answer = await fetch(`${server.url}/assets/old-1234.js`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).not.toContain('html')
  })
})

describe('operations', () => {
  test('health, readiness and numbers', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toContain('dateline_commit_seconds_bucket')
  })

  test('closing twice is closing once', async () => {
    const other = await startTestServer()
    await Promise.all([other.close(), other.close()])
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow('fetch failed')
  })
})
