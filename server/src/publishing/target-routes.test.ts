import type { Problem } from '@dateline/shared/api/problem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { siteUrl } from './target-store.ts'
import { BadLine } from './testing/bad-line.ts'
import { PublishingDesk } from './testing/publishing-desk.ts'

const PASSWORD = 'abcd EFGH 1234 ijkl'
const SITE = {
  kind: 'wordpress',
  name: 'The site',
  url: 'https://site.example/blog/',
  username: 'desk',
  password: PASSWORD,
}

let desk: PublishingDesk
beforeAll(async () => {
  desk = await PublishingDesk.open({ PUBLISH_TIMEOUT_MS: '500' })
})
afterAll(() => desk.server.close())

const add = async (more: object = {}) => {
  const answer = await desk.admin.post('/api/targets', { ...SITE, ...more })
  return { answer, body: (await answer.json()) as { id: string } & Problem }
}

describe('who', () => {
  test('only an admin adds, changes, tests and removes; editors see names; reporters nothing', async () => {
    const { body: target } = await add()
    for (const who of [desk.editor, desk.reporter]) {
      expect((await who.post('/api/targets', SITE)).status).toBe(403)
      expect((await who.patch(`/api/targets/${target.id}`, { name: 'x' })).status).toBe(403)
      expect((await who.post(`/api/targets/${target.id}/test`)).status).toBe(403)
      expect((await who.delete(`/api/targets/${target.id}`)).status).toBe(403)
    }
    expect((await desk.reporter.get('/api/targets')).status).toBe(403)
    const seen = await (await desk.editor.get('/api/targets')).text()
    expect(seen).toContain('The site')
    expect(seen).not.toContain('"username"')
  })
})

describe('[B9] the password', () => {
  test('is in no answer, no audit row and no table as it was entered', async () => {
    const { body: target } = await add()
    const patched = await desk.admin.patch(`/api/targets/${target.id}`, {
      name: 'Renamed',
      password: `${PASSWORD}!`,
    })
    const { db } = desk.server.deps
    const texts = [
      JSON.stringify(target),
      await patched.text(),
      await (await desk.admin.get('/api/targets')).text(),
      JSON.stringify(await db.selectFrom('targets').selectAll().execute()),
      JSON.stringify(await db.selectFrom('audit').selectAll().execute()),
    ]
    for (const text of texts) expect(text).not.toContain('abcd EFGH')
    expect(texts[1]).toContain('Renamed')
  })

  test('has to be entered again for another host, not for another path', async () => {
    const { body: target } = await add()
    const move = (url: string, more = {}) =>
      desk.admin.patch(`/api/targets/${target.id}`, { url, ...more })
    expect((await move('https://site.example/other')).status).toBe(200)
    expect((await move('https://elsewhere.example')).status).toBe(422)
    expect((await move('https://elsewhere.example', { password: 'another one' })).status).toBe(200)
  })

  test('does not travel over plain http, but on one’s own network by choice', async () => {
    expect((await add({ url: 'http://site.example' })).body).toMatchObject({
      status: 422,
      code: 'plain-http',
    })
    expect((await add({ url: 'http://10.0.0.7', allowPrivate: true })).answer.status).toBe(201)
  })

  test('a change of the name leaves the choice of private addresses alone', async () => {
    const { body: target } = await add({ url: 'http://10.0.0.7', allowPrivate: true })
    const patched = await desk.admin.patch(`/api/targets/${target.id}`, { name: 'Renamed' })
    expect(await patched.json()).toMatchObject({ name: 'Renamed', allowPrivate: true })
  })
})

describe('the test of a target says what is wrong', () => {
  const message = async (url: string, allowPrivate = true) => {
    const { body: target } = await add({ url, allowPrivate })
    const answer = await desk.admin.post(`/api/targets/${target.id}/test`)
    return (await answer.json()) as { ok: boolean; message: string }
  }

  test('nobody there', async () => {
    expect(await message('http://127.0.0.1:9')).toEqual({
      ok: false,
      message: expect.stringContaining('cannot be reached'),
    })
  })

  test('a private address that was not allowed', async () => {
    expect(await message('https://127.0.0.1:9', false)).toEqual({
      ok: false,
      message: expect.stringContaining('allow private addresses for this target'),
    })
  })

  test.for([
    ['no REST API', { answer: 404 }, 'There is no WordPress REST API'],
    ['a redirect', { answer: 301, headers: { location: 'https://x.example/' } }, 'another address'],
    ['a maintenance page', { answer: 503 }, 'answered with an error (503)'],
    ['a page instead of the API', { answer: 200, body: '<p>Hello' }, 'something else'],
    ['a security plug-in', { answer: 403, body: '{"message":"<b>Blocked</b>"}' }, '(Blocked)'],
    ['a wrong password', { answer: 401, body: '{}' }, 'did not accept the user name “desk”'],
    ['a site that hangs', 'hang', 'did not answer in time'],
  ] as const)('%s', async ([, trouble, words]) => {
    const line = await BadLine.to('http://127.0.0.1:9')
    line.rule = () => trouble
    try {
      expect(await message(line.url)).toEqual({
        ok: false,
        message: expect.stringContaining(words),
      })
    } finally {
      await line.close()
    }
  })
})

test('bad input and unknown ids get an answer', async () => {
  expect((await add({ url: 'ftp://x' })).answer.status).toBe(400)
  expect((await add({ kind: 'ghost' })).answer.status).toBe(400)
  expect((await desk.admin.patch('/api/targets/nowhere', {})).status).toBe(404)
  expect((await desk.admin.delete('/api/targets/nowhere')).status).toBe(404)
  expect((await desk.admin.post('/api/targets/nowhere/test')).status).toBe(404)
  expect((await desk.admin.get('/api/targets/x/y/z')).status).toBe(404)
})

test('a removed target is gone from the list and takes nothing more', async () => {
  const { body: target } = await add()
  expect((await desk.admin.delete(`/api/targets/${target.id}`)).status).toBe(204)
  expect(await (await desk.admin.get('/api/targets')).text()).not.toContain(target.id)
  const id = await desk.story()
  const answer = await desk.editor.post(`/api/stories/${id}/publications`, { target: target.id })
  expect(answer.status).toBe(404)
})

test.for([
  ['https://a.example', 'https://a.example'],
  ['https://a.example/', 'https://a.example'],
  ['https://a.example/blog/wp-json/wp/v2?x=1', 'https://a.example/blog'],
  ['https://a.example/wp-admin/edit.php#top', 'https://a.example'],
] as const)('%s is the site %s', ([given, site]) => expect(siteUrl(given)).toBe(site))
