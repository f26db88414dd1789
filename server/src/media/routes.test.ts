import type { MediaAnswer } from '@dateline/shared/api/contracts'
import type { Problem } from '@dateline/shared/api/problem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'
import { JPEG, SECRET, talkativeJpeg } from './testing/sample-pictures.ts'

let server: TestServer
let reporter: TestPerson
let editor: TestPerson
beforeAll(async () => {
  server = await startTestServer({
    MAX_MEDIA_BYTES: '20000',
    MAX_STORY_MEDIA_BYTES: String(Math.round(2.5 * JPEG.length)),
  })
  reporter = await server.signIn('reporter')
  editor = await server.signIn('editor')
})
afterAll(() => server.close())

const aStory = async (): Promise<string> => {
  const answer = await reporter.post('/api/stories', { headline: 'Talks' })
  return ((await answer.json()) as { id: string }).id
}
const send = (id: string, bytes: Uint8Array, who = reporter, type = 'image/png') =>
  fetch(`${server.url}/api/stories/${id}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': type },
    body: new Uint8Array(bytes),
  })
const detail = async (answer: Response) => ((await answer.json()) as Problem).detail

describe('a picture', () => {
  test('[P5] is stored as what it is, without where it was taken, and comes back safely', async () => {
    const id = await aStory()
    const answer = await send(id, talkativeJpeg())
    expect(answer.status).toBe(201)
    const stored = (await answer.json()) as MediaAnswer
    expect(stored).toMatchObject({ mediaType: 'image/jpeg', width: 3, height: 2 })
    const path = answer.headers.get('location') ?? ''
    expect(path).toBe(`/api/stories/${id}/media/${stored.sha256}`)

    const got = await editor.get(path)
    expect(got.headers.get('content-type')).toBe('image/jpeg')
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(got.headers.get('cache-control')).toBe('private, no-cache')
    const bytes = Buffer.from(await got.arrayBuffer())
    expect(bytes.toString('latin1')).not.toContain(SECRET)
    expect(bytes.length).toBe(stored.bytes)

    const again = await fetch(`${server.url}${path}`, {
      headers: {
        authorization: `Bearer ${editor.token}`,
        'if-none-match': `"${stored.sha256}"`,
      },
    })
    expect(again.status).toBe(304)
    const audit = (await (await editor.get(`/api/stories/${id}/audit`)).json()) as {
      entries: { action: string }[]
    }
    expect(audit.entries.map(({ action }) => action)).toContain('story.media')
  })

  test('is its story’s alone: neither another story nor somebody off the team shows it', async () => {
    const [id, other] = [await aStory(), await aStory()]
    const { sha256 } = (await (await send(id, JPEG)).json()) as MediaAnswer
    expect((await reporter.get(`/api/stories/${other}/media/${sha256}`)).status).toBe(404)
    await editor.patch(`/api/stories/${id}`, { access: 'team' })
    const stranger = await server.signIn('reporter', 'stranger')
    expect((await stranger.get(`/api/stories/${id}/media/${sha256}`)).status).toBe(403)
    expect((await send(id, JPEG, stranger)).status).toBe(403)
    expect((await fetch(`${server.url}/api/stories/${id}/media/${sha256}`)).status).toBe(401)
  })

  test('is refused in words when it is none, too large, one too many, or by a viewer', async () => {
    const id = await aStory()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
    const wrong = await send(id, svg, reporter, 'image/svg+xml')
    expect([wrong.status, await detail(wrong)]).toEqual([415, expect.stringContaining('JPEG')])
    expect((await send(id, JPEG, reporter, 'text/html')).status).toBe(415)
    const large = await send(id, Buffer.alloc(20_001))
    expect([large.status, await detail(large)]).toEqual([413, expect.stringContaining('MB')])
    for (const orientation of [3, 6]) {
      expect((await send(id, talkativeJpeg(orientation))).status).toBe(201)
    }
    const full = await send(id, talkativeJpeg(8))
    expect([full.status, await detail(full)]).toEqual([413, expect.stringContaining('together')])
    expect((await send(id, JPEG, await server.signIn('viewer'))).status).toBe(403)
    expect((await reporter.get(`/api/stories/${id}/media/..%2F..%2Fdateline.db`)).status).toBe(404)
  })
})
