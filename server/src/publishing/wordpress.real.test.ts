import type { Publication, Target } from '@dateline/shared/api/contracts'
import { FactsDoc } from '@dateline/shared/facts/facts-doc'
import { mintId, type StoryId } from '@dateline/shared/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../testing/until.ts'
import { BadLine } from './testing/bad-line.ts'
import { factId, mentioned, PublishingDesk, textNode } from './testing/publishing-desk.ts'
import { hasWordPress, realSite, WITHOUT_WORDPRESS } from './testing/real-site.ts'
import type { Site } from './testing/site.ts'
import { markerSlug } from './wordpress-post.ts'

const CREATE = /^POST \/wp-json\/wp\/v2\/posts$/
const UPDATE = /^POST \/wp-json\/wp\/v2\/posts\/\d+$/
const NOTE = hasWordPress ? '' : ` (${WITHOUT_WORDPRESS})`

if (!hasWordPress) process.stderr.write(`wordpress.real.test.ts ${WITHOUT_WORDPRESS}\n`)

describe.skipIf(!hasWordPress)(`a real WordPress${NOTE}`, () => {
  let desk: PublishingDesk
  let site: Site
  beforeAll(async () => {
    site = await realSite()
    desk = await PublishingDesk.open()
  })
  afterAll(() => desk.server.close())

  /** A story that can be told apart from everything else there. */
  async function aStory(more: Parameters<PublishingDesk['story']>[0] = {}) {
    const word = `w${mintId()}`
    const body = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [textNode(`They met (${word}).`)] },
        ...(more.body?.content ?? []),
      ],
    }
    const id = await desk.story({ ...more, body })
    await desk.approveAll(id)
    return { id, word }
  }

  const onlyPost = async (word: string) => {
    const posts = await site.postsWith(word)
    expect(posts).toHaveLength(1)
    const [post] = posts
    if (!post) throw new RangeError('no post')
    return post
  }

  const isPaused = async (target: Target) => {
    const { targets } = (await (await desk.admin.get('/api/targets')).json()) as {
      targets: Target[]
    }
    return targets.some(({ id, paused }) => id === target.id && paused !== null)
  }

  const edit = (id: StoryId, word: string) =>
    desk.write(id, (doc) => {
      const paragraph = doc.getXmlFragment('body').get(0)
      const text = 'get' in paragraph ? paragraph.get(0) : undefined
      if (text && 'insert' in text)
        (text as { insert(at: number, s: string): void }).insert(0, word)
    })

  test('[PS1] [B1] [B4] a story goes out, is read back and is published; its record says so', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory({
      headline: 'Talks resume in Istanbul',
      standfirst: 'A third round.',
      tags: ['Talks & peace', 'Istanbul'],
    })
    const publication = await desk.publish(id, target)
    expect(publication).toMatchObject({ state: 'confirmed', revision: 1, reason: null })
    const post = await onlyPost(word)
    expect(post).toMatchObject({
      status: 'publish',
      title: 'Talks resume in Istanbul',
      excerpt: 'A third round.',
    })
    expect(post.slug).toMatch(/^talks-resume-in-istanbul/)
    expect(publication.url).toContain(site.url)
    const story = (await (await desk.editor.get(`/api/stories/${id}`)).json()) as {
      status: string
    }
    expect(story.status).toBe('published')
    const audit = await desk.server.deps.audit.ofStory(id)
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['story.publish', 'story.published']),
    )
  })

  test('[B3] a second publication updates the same post and keeps its address', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory()
    await desk.publish(id, target)
    const before = await onlyPost(word)
    await edit(id, 'Update: ')
    const second = await desk.publish(id, target)
    expect(second).toMatchObject({ state: 'confirmed', revision: 2 })
    const after = await onlyPost(word)
    expect([after.id, after.slug]).toEqual([before.id, before.slug])
    expect(after.content).toContain('Update: They met')
    expect(await (await desk.editor.get(`/api/stories/${id}`)).json()).toMatchObject({
      status: 'updated',
    })
  })

  test.for([
    ['the answer to the create is cut off', CREATE, 'cut-answer', 1],
    ['every answer is cut off for a while', /POST/, 'cut-answer', 2],
    ['the answer to the update is cut off', UPDATE, 'cut-answer', 1],
    ['the request to create is cut off', CREATE, 'cut-request', 1],
    ['the answer to the create comes after we gave up', CREATE, { delayMs: 7_000 }, 1],
    ['a proxy says 502 though the site did it', CREATE, { answer: 502, isDone: true }, 1],
    ['a proxy says 502 and the site never heard of it', CREATE, { answer: 502 }, 1],
    [
      'a proxy answers the update with a page',
      UPDATE,
      { answer: 200, body: '<p>', isDone: true },
      1,
    ],
    [
      'the site is down for maintenance',
      /GET/,
      { answer: 503, headers: { 'retry-after': '1' } },
      2,
    ],
  ] as const)('[B3] [B8] one post only when %s', async ([, match, trouble, times]) => {
    const line = await BadLine.to(site.url)
    try {
      const target = await desk.target(site, line.url)
      const { id, word } = await aStory()
      line.spoil(match, trouble, times)
      const publication = await desk.publish(id, target)
      expect(publication, JSON.stringify(publication.attempts)).toMatchObject({
        state: 'confirmed',
        reason: null,
      })
      expect(publication.attempts.some(({ outcome }) => /unknown|later/.test(outcome))).toBe(true)
      await onlyPost(word)
    } finally {
      await line.close()
    }
  })

  test('[PS3] a revoked password stops the whole target; the queue of twenty goes out once it works', async () => {
    const line = await BadLine.to(site.url)
    try {
      const target = await desk.target({ ...site, password: 'wrong wrong wrong' }, line.url)
      const stories: { id: StoryId; word: string; sent: Publication }[] = []
      for (let n = 0; n < 20; n += 1) {
        const story = await aStory()
        stories.push({ ...story, sent: await desk.queue(story.id, target) })
      }
      const { targets } = (await (await desk.admin.get('/api/targets')).json()) as {
        targets: Target[]
      }
      const paused = targets.find(({ id }) => id === target.id)?.paused
      expect(paused?.reason).toContain('did not accept the user name “editor”')
      const alarms = await (await desk.editor.get('/api/publishing/alarms')).json()
      expect(alarms).toMatchObject({ alarms: [{ kind: 'paused', target: 'Site' }] })
      // The site heard of a few at most before everything stopped, and of none again.
      expect(line.count(/users\/me/)).toBeLessThanOrEqual(8)
      for (const { id, sent } of stories) {
        const [publication] = await desk.publications(id)
        expect([publication?.id, publication?.state]).toEqual([sent.id, 'queued'])
      }
      const { password } = site
      const patched = await desk.admin.patch(`/api/targets/${target.id}`, { password })
      expect(await patched.json()).toMatchObject({ paused: null })
      for (const { id, word, sent } of stories) {
        expect(await desk.settled(id, sent.id)).toMatchObject({ state: 'confirmed' })
        await onlyPost(word)
      }
    } finally {
      await line.close()
    }
  })

  test.for([
    ['editor', true, 'It works'],
    ['author', true, 'It works'],
    ['administrator', true, 'Make an account with the role Editor', 'admin'],
    ['contributor', false, 'Give it the role Editor'],
  ] as const)('the test of a target as %s', async ([role, works, words, user]) => {
    const target = await desk.target(await realSite(user ?? role))
    const answer = await desk.admin.post(`/api/targets/${target.id}/test`)
    const { ok, message, warning } = (await answer.json()) as Record<string, string>
    expect(ok).toBe(works)
    expect(`${message} ${warning}`).toContain(words)
  })

  test('[B4] [X6] ugly characters arrive byte for byte, as an author whose HTML is filtered', async () => {
    const author = await realSite('author')
    const target = await desk.target(author)
    const ugly = 'AT&T -- "x" <y> 5 < 6 [gallery] می‌روم 👩‍👩‍👧 \\u0026 &amp; --> <!-- wp:html -->'
    const { id, word } = await aStory({
      headline: ugly,
      standfirst: ugly,
      tags: ['R&D "x" <y>'],
      body: {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [textNode(ugly)] },
          {
            type: 'bulletList',
            content: [
              {
                type: 'listItem',
                content: [
                  { type: 'paragraph', content: [textNode(ugly)] },
                  {
                    type: 'blockquote',
                    content: [{ type: 'paragraph', content: [textNode(ugly)] }],
                  },
                ],
              },
            ],
          },
          { type: 'blockquote', content: [{ type: 'paragraph', content: [textNode(ugly)] }] },
          {
            type: 'orderedList',
            attrs: { start: 3 },
            content: [
              { type: 'listItem', content: [{ type: 'paragraph', content: [textNode('three')] }] },
            ],
          },
          { type: 'heading', attrs: { level: 3 }, content: [textNode(ugly)] },
        ],
      },
    })
    const publication = await desk.publish(id, target)
    expect(publication, publication.reason ?? '').toMatchObject({ state: 'confirmed' })
    const { title, content, excerpt } = await onlyPost(word)
    expect([title, excerpt].map(plain)).toEqual([ugly, ugly])
    expect(plain(content).split(ugly)).toHaveLength(6)
  })

  test('[B4] a Dari story: words, direction and mention arrive', async () => {
    const target = await desk.target(await realSite('author'))
    const { id, word } = await aStory({
      language: 'prs',
      headline: [textNode('گفت‌وگوها در '), mentioned('place', 'name', 'full')],
      facts: [
        {
          id: factId('place'),
          type: 'place',
          label: 'Istanbul',
          fields: { name: 'استانبول' },
          sources: [{ id: 's', kind: 'wire', publisher: 'A wire' }],
        },
      ],
    })
    expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    const post = await onlyPost(word)
    expect(post.title).toBe('گفت‌وگوها در استانبول')
    expect(post.content).toContain('dir="rtl"')
    expect(post.slug).toMatch(/^[a-z0-9-]+$/)
  })

  describe('[B7] what somebody did there', () => {
    const published = async () => {
      const target = await desk.target(site)
      const story = await aStory()
      await desk.publish(story.id, target)
      const post = await onlyPost(story.word)
      await edit(story.id, 'Later: ')
      return { ...story, target, post }
    }

    test.for([
      ['an edit', { content: '<p>Our own words</p>' }, 'Somebody changed the post'],
      ['a new title', { title: 'Another title' }, 'Somebody changed the post'],
      ['taking it offline', { status: 'draft' }, 'took the post offline'],
    ] as const)('%s is not overwritten until somebody says so', async ([, change, reason]) => {
      const { id, word, target, post } = await published()
      await site.change(post.id, change)
      const conflict = await desk.publish(id, target)
      expect(conflict).toMatchObject({ state: 'conflict', reason: expect.stringContaining(reason) })
      expect(await desk.takeOurs(id, conflict)).toMatchObject({ state: 'confirmed' })
      expect(await onlyPost(word)).toMatchObject({
        id: post.id,
        status: 'publish',
        content: expect.stringContaining('Later: They met'),
      })
    })

    test('a post in the trash comes back only on a retry, the same post', async () => {
      const { id, word, target, post } = await published()
      await site.remove(post.id, false)
      const conflict = await desk.publish(id, target)
      expect(conflict.reason).toContain('trash')
      expect(await desk.takeOurs(id, conflict)).toMatchObject({ state: 'confirmed' })
      expect(await onlyPost(word)).toMatchObject({ id: post.id, status: 'publish' })
    })

    test('a deleted post is made anew only on a retry', async () => {
      const { id, word, target, post } = await published()
      await site.remove(post.id, true)
      const conflict = await desk.publish(id, target)
      expect(conflict.reason).toContain('deleted on the site for good')
      expect(await desk.takeOurs(id, conflict)).toMatchObject({ state: 'confirmed' })
      expect((await onlyPost(word)).id).not.toBe(post.id)
    })
  })

  test('[B3] a post is found again when all that we knew of it is lost', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory()
    await desk.publish(id, target)
    const { id: postId } = await onlyPost(word)
    await desk.server.deps.db.deleteFrom('remote_copies').execute()
    await edit(id, 'Again: ')
    expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    expect((await onlyPost(word)).id).toBe(postId)
  })

  test('[B5] what a killed server left half done is looked up and finished, not done again', async () => {
    const target = await desk.target({ ...site, password: 'wrong wrong wrong' })
    const { id, word } = await aStory()
    const left = await desk.queue(id, target)
    await desk.until(id, left.id, (state) => state === 'queued')
    await until(async () => expect(await isPaused(target)).toBe(true))
    // As SIGKILL leaves it: the create was sent and carried out, its answer never came.
    const { db } = desk.server.deps
    const post = { title: 'Talks resume', content: `<p class="nr-id-${id}">${word}</p>` }
    await site.add({ ...post, slug: markerSlug(id), status: 'draft' })
    const noted = { publication_id: left.id, at: 1, outcome: 'create-sent', detail: '' }
    await db.insertInto('publication_attempts').values(noted).execute()
    await db
      .updateTable('publications')
      .set({ state: 'sending', reason: null, lease_until: 1 })
      .where('id', '=', left.id)
      .execute()
    await desk.admin.patch(`/api/targets/${target.id}`, { password: site.password }) // wakes it
    expect(await desk.settled(id, left.id)).toMatchObject({ state: 'confirmed' })
    expect((await onlyPost(word)).status).toBe('publish')
  })

  test('[B6] an approval that was lost while the site was down stops the job', async () => {
    const line = await BadLine.to(site.url)
    try {
      const target = await desk.target(site, line.url)
      const { id, word } = await aStory({
        facts: [
          {
            id: factId('place'),
            type: 'place',
            label: 'Doha',
            fields: { name: 'Doha' },
            sources: [{ id: 's', kind: 'wire', publisher: 'A wire' }],
          },
        ],
      })
      line.rule = () => ({ answer: 503 })
      const queued = (await (
        await desk.editor.post(`/api/stories/${id}/publications`, { target: target.id })
      ).json()) as Publication
      await until(() => expect(line.requests.length).toBeGreaterThan(0))
      await desk.write(id, (doc) => new FactsDoc(doc).setField('place', 'name', 'Muscat', 'test'))
      line.rule = () => 'pass'
      expect(await desk.settled(id, queued.id)).toMatchObject({
        state: 'rejected',
        reason: expect.stringContaining('“Doha” has changed since this version'),
      })
      expect(await site.postsWith(word)).toEqual([])
    } finally {
      await line.close()
    }
  })

  test('[B2] a slow site keeps nobody else waiting, and a newer revision replaces a waiting one', async () => {
    const line = await BadLine.to(site.url)
    try {
      const slow = await desk.target(site, line.url)
      const quick = await desk.target(site)
      const { id } = await aStory()
      const other = await aStory()
      line.spoil(/GET/, { delayMs: 3_000 })
      const post = async (target: { id: string }) =>
        (await (
          await desk.editor.post(`/api/stories/${id}/publications`, { target: target.id })
        ).json()) as Publication
      const first = await post(slow)
      await until(() => expect(line.requests.length).toBeGreaterThan(0))
      const second = await post(slow)
      const third = await post(slow)
      expect(await desk.publish(other.id, quick)).toMatchObject({ state: 'confirmed' })
      const inTime = (await desk.publications(id)).find((one) => one.id === first.id)
      expect(inTime?.state).toBe('sending')
      expect(await desk.settled(id, first.id)).toMatchObject({ state: 'confirmed' })
      expect(await desk.settled(id, second.id)).toMatchObject({
        state: 'replaced',
        reason: 'Replaced by revision 3 before it was sent.',
      })
      expect(await desk.settled(id, third.id)).toMatchObject({ state: 'confirmed' })
      expect(line.count(CREATE)).toBe(1)
    } finally {
      await line.close()
    }
  })
})

/** Words as a browser would show them. */
const plain = (html: string): string =>
  html
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#091;', '[')
    .replaceAll('&#093;', ']')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
