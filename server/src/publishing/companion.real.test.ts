import { readFile } from 'node:fs/promises'
import { mintId } from '@dateline/shared/ids'
import { beforeAll, describe, expect, test } from 'vitest'
import { WITHOUT_WORDPRESS } from './testing/real-site.ts'

const { DATELINE_WORDPRESS_COMPANION: PLACE } = process.env
const NOTE = PLACE ? '' : ` (${WITHOUT_WORDPRESS})`

if (!PLACE) process.stderr.write(`companion.real.test.ts ${WITHOUT_WORDPRESS}\n`)

interface Answered {
  readonly status: number
  readonly body: Record<string, unknown> & { etag?: string; code?: string }
}

/** The plug-in by itself, as any program that speaks its API meets it. */
describe.skipIf(!PLACE)(`the WordPress companion plug-in${NOTE}`, () => {
  let url = ''
  let users: Record<string, { appPassword: string }> = {}
  beforeAll(async () => {
    ;({ url, users } = JSON.parse(await readFile(PLACE ?? '', 'utf8')) as {
      url: string
      users: typeof users
    })
  })

  const ask = async (
    id: string,
    init: { method?: string; headers?: Record<string, string>; body?: object } = {},
    user = 'author',
  ): Promise<Answered> => {
    const password = users[user]?.appPassword ?? ''
    const answer = await fetch(`${url}/wp-json/newsroom/v1/articles/${id}`, {
      method: init.method ?? 'GET',
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        'content-type': 'application/json',
        ...init.headers,
      },
      ...(init.body && { body: JSON.stringify(init.body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Answered['body'] }
  }
  const put = (id: string, body: object, condition: Record<string, string>, user?: string) =>
    ask(id, { method: 'PUT', headers: condition, body }, user)
  const NEW = { 'if-none-match': '*' }
  const article = (title = 'Talks', more = {}) => ({
    status: 'publish',
    title,
    content: 'x',
    ...more,
  })

  test('four writers at once make one article', async () => {
    const id = mintId()
    const answers = await Promise.all([1, 2, 3, 4].map(() => put(id, article(), NEW)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 412, 412, 412,
    ])
  })

  test('only the version that was named is replaced; without a condition nothing is', async () => {
    const id = mintId()
    const { body } = await put(id, article(), NEW)
    expect((await put(id, article('No condition'), {})).status).toBe(412)
    const match = { 'if-match': `"${body.etag}"` }
    expect((await put(id, article('Second'), match)).status).toBe(200)
    const late = await put(id, article('Late'), match)
    expect(late.status).toBe(412)
    expect(late.body).toMatchObject({ title: { raw: 'Second' } })
  })

  test('a reader gets the facts in the head and the article’s own language and direction', async () => {
    const id = mintId()
    const text = '</script><script>alert(1)</script>'
    const jsonld = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline: text }
    const made = await put(
      id,
      article('سرخط', {
        slug: `article-${id}`,
        lang: 'fa-AF',
        dir: 'rtl',
        jsonld,
        content: '<p>"متن" -- 3x4</p>',
      }),
      NEW,
    )
    expect(made.status).toBe(201)
    const page = await (await fetch(`${url}/article-${id}/`)).text()
    const script = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? ''
    expect(JSON.parse(script)).toMatchObject({ '@type': 'NewsArticle', headline: text })
    expect(page).toContain('<div class="nr-article" lang="fa-AF" dir="rtl">')
    expect(page).toContain('"متن" -- 3x4') // no curled quotes, no dash: as it was approved
  })

  test('facts are not kept for a draft, nor shown in the public API', async () => {
    const id = mintId()
    const made = await put(
      id,
      article('Draft', { jsonld: { headline: 'secret' }, slug: `d-${id}` }),
      NEW,
    )
    const { id: post } = made.body as { id?: number }
    const open = await (await fetch(`${url}/wp-json/wp/v2/posts/${post}`)).text()
    expect(open).not.toContain('secret')
    const match = { 'if-match': `"${made.body.etag}"` }
    await put(id, { status: 'draft', jsonld: null }, match)
    expect((await fetch(`${url}/d-${id}/`)).status).toBe(404)
  })

  test('whoever may not edit or publish is refused', async () => {
    const id = mintId()
    expect((await put(id, article(), NEW, 'contributor')).status).toBe(403)
    await put(id, article(), NEW, 'editor')
    expect((await ask(id, {}, 'author')).status).toBe(403)
    const stranger = await fetch(`${url}/wp-json/newsroom/v1/articles/${id}`)
    expect(stranger.status).toBe(401)
    const asOther = await put(mintId(), article('Talks', { author: 1 }), NEW, 'author')
    expect(asOther.status).toBe(403)
  })

  test('an author’s markup is filtered as everywhere in WordPress', async () => {
    const id = mintId()
    const made = await put(id, article('t', { content: '<p>a</p><script>x</script>' }), NEW)
    expect(made.body['content']).toEqual({ raw: '<p>a</p>x' })
  })
})
