import { deflateSync } from 'node:zlib'
import type { Alarm, Publication, RemoteCopyView } from '@dateline/shared/api/contracts'
import { FactsDoc } from '@dateline/shared/facts/facts-doc'
import { mintId, type StoryId } from '@dateline/shared/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../testing/until.ts'
import { BadLine } from './testing/bad-line.ts'
import { factId, mentioned, PublishingDesk, textNode } from './testing/publishing-desk.ts'
import { hasWordPress, realSite, WITHOUT_WORDPRESS } from './testing/real-site.ts'
import type { Site } from './testing/site.ts'

const UPDATE = /^POST \/wp-json\/wp\/v2\/posts\/\d+$/
const NOTE = hasWordPress ? '' : ` (${WITHOUT_WORDPRESS})`

if (!hasWordPress) process.stderr.write(`wordpress-life.real.test.ts ${WITHOUT_WORDPRESS}\n`)

/** The whole life of a story on a site: ahead of its time, out, corrected, taken off. */
describe.skipIf(!hasWordPress)(`a story’s life on a real WordPress${NOTE}`, () => {
  let desk: PublishingDesk
  let site: Site
  beforeAll(async () => {
    site = await realSite()
    desk = await PublishingDesk.open()
  })
  afterAll(() => desk?.server.close())

  const place = (name: string) => ({
    id: factId('place'),
    type: 'place' as const,
    label: 'Where they meet',
    fields: { name },
    sources: [{ id: 's', kind: 'wire' as const, publisher: 'A wire' }],
  })

  async function aStory(more: Parameters<PublishingDesk['story']>[0] = {}) {
    const word = `w${mintId()}`
    const body = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            textNode(`They meet (${word}) in `),
            mentioned('place', 'name', 'full'),
            textNode('.'),
          ],
        },
        ...(more.body?.content ?? []),
      ],
    }
    const id = await desk.story({ facts: [place('Doha')], ...more, body })
    await desk.approveAll(id)
    return { id, word }
  }

  const onlyPost = async (word: string) => {
    const [post, ...others] = await site.postsWith(word)
    expect(others).toEqual([])
    if (!post) throw new RangeError('no post')
    return post
  }

  /** Whether a reader without an account meets these words anywhere that WordPress shows posts. */
  const isReadable = async (word: string, slug: string) => {
    const places = [
      `${site.url}/?s=${word}`,
      `${site.url}/wp-json/wp/v2/posts?search=${word}`,
      `${site.url}/feed/`,
      `${site.url}/${slug}/`,
    ]
    const pages = await Promise.all(places.map(async (url) => (await fetch(url)).text()))
    return pages.some((page) => page.includes(`(${word})`))
  }

  const alarms = async () =>
    ((await (await desk.editor.get('/api/publishing/alarms')).json()) as { alarms: Alarm[] }).alarms

  /** As if its time had been `due`. */
  const comeDue = async ({ id }: Publication, due: number) => {
    const { db } = desk.server.deps
    const late = { due_at: due, next_attempt_at: due }
    await db.updateTable('publications').set(late).where('id', '=', id).execute()
    await desk.queue((await aStory()).id, await desk.target(site)) // wakes the worker
  }

  describe('[PS2] ahead of its time', () => {
    test('nothing of it is reachable before; it is live at the moment, without a visitor', async () => {
      const target = await desk.target(site)
      const { id, word } = await aStory()
      const due = Date.now() + 12_000
      await desk.editor.patch(`/api/stories/${id}`, { embargoUntil: due })
      const queued = await desk.queue(id, target, { at: due })
      const scheduled = await desk.until(id, queued.id, (state) => state === 'scheduled')
      expect(scheduled).toMatchObject({ dueAt: due, action: 'publish' })
      const draft = await onlyPost(word)
      expect(draft.status).toBe('draft')
      expect(await isReadable(word, draft.slug)).toBe(false)
      expect(Date.now()).toBeLessThan(due)
      const live = await desk.until(id, queued.id, (state) => state === 'live')
      expect(live.updatedAt - due).toBeGreaterThanOrEqual(0)
      expect(live.updatedAt - due).toBeLessThan(10_000)
      const post = await onlyPost(word)
      expect([post.id, post.status]).toEqual([draft.id, 'publish'])
      expect(await isReadable(word, post.slug)).toBe(true)
    })

    test('a schedule before the embargo ends is refused; a cancelled one never goes out', async () => {
      const target = await desk.target(site)
      const { id, word } = await aStory()
      const embargoUntil = Date.now() + 3_600_000
      await desk.editor.patch(`/api/stories/${id}`, { embargoUntil })
      const path = `/api/stories/${id}/publications`
      const early = { target: target.id, at: embargoUntil - 60_000 }
      expect((await desk.editor.post(path, early)).status).toBe(409)
      const queued = await desk.queue(id, target, { at: embargoUntil })
      await desk.until(id, queued.id, (state) => state === 'scheduled')
      expect((await desk.editor.post(`${path}/${queued.id}/cancel`)).status).toBe(200)
      expect(await desk.settled(id, queued.id)).toMatchObject({ state: 'cancelled' })
      expect((await onlyPost(word)).status).toBe('draft')
    })

    test('one that the site would not take in time rings, and says so on the desk', async () => {
      const line = await BadLine.to(site.url)
      try {
        const target = await desk.target(site, line.url)
        const { id } = await aStory()
        const queued = await desk.queue(id, target, { at: Date.now() + 3_600_000 })
        await desk.until(id, queued.id, (state) => state === 'scheduled')
        line.rule = () => ({ answer: 503 })
        // As if three minutes had passed since its time.
        const due = Date.now() - 180_000
        await comeDue(queued, due)
        await desk.until(id, queued.id, (state) => state === 'missed')
        expect(await alarms()).toContainEqual(
          expect.objectContaining({ kind: 'missed', storyId: id, at: due }),
        )
        line.rule = () => 'pass'
        expect(await desk.until(id, queued.id, (state) => state === 'live')).toBeTruthy()
        expect(await alarms()).not.toContainEqual(expect.objectContaining({ storyId: id }))
      } finally {
        await line.close()
      }
    })
  })

  test('[C4] [C5] a correction carries its notice, and keeps it in what follows', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory()
    await desk.publish(id, target)
    await desk.write(id, (doc) => new FactsDoc(doc).setField('place', 'name', 'Muscat', 'test'))
    const before = await desk.editor.get(`/api/stories/${id}/publications/changes`)
    expect(await before.json()).toMatchObject({
      since: { revision: 1 },
      changes: [
        { kind: 'correction', before: 'Doha', after: 'Muscat', places: [{ words: 'Doha' }] },
      ],
      draft: { kind: 'correction', text: expect.stringContaining('“Doha”') },
      copies: [{ target: 'Site', url: expect.stringContaining(site.url) }],
    })
    await desk.approveAll(id)
    const notice = { kind: 'correction', text: 'We first gave AT&T’s city as <Doha> -- wrongly.' }
    const corrected = await desk.publish(id, target, { notice })
    expect(corrected).toMatchObject({ state: 'confirmed', action: 'correct', notice })
    const post = await onlyPost(word)
    expect(post.content).toContain('Muscat')
    expect(post.content).toContain('class="nr-correction nr-correction"')
    expect(post.content).toContain('AT&amp;T’s city as &lt;Doha&gt; -- wrongly.')
    const story = await (await desk.editor.get(`/api/stories/${id}`)).json()
    expect(story).toMatchObject({ status: 'corrected' })
    expect(await desk.publish(id, target)).toMatchObject({ action: 'update', notice: null })
    expect((await onlyPost(word)).content).toContain('AT&amp;T’s city')
  })

  test('[PS4] withdrawn, no reader finds it; killed, nothing of it goes out again', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory()
    await desk.publish(id, target)
    const { slug } = await onlyPost(word)
    expect(await isReadable(word, slug)).toBe(true)
    const [withdrawn] = await desk.withdraw(id)
    expect(withdrawn).toMatchObject({ state: 'withdrawn', action: 'withdraw' })
    expect(await isReadable(word, slug)).toBe(false)
    expect((await onlyPost(word)).content).toContain(word)
    // It can come back, at the same address…
    expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    expect(await onlyPost(word)).toMatchObject({ slug, status: 'publish' })
    // …until it is killed.
    await desk.withdraw(id, { kill: true })
    expect(await isReadable(word, slug)).toBe(false)
    const again = await desk.editor.post(`/api/stories/${id}/publications`, { target: target.id })
    expect(again.status).toBe(409)
  })

  describe('[B7] somebody at the site', () => {
    const published = async () => {
      const target = await desk.target(site)
      const story = await aStory()
      await desk.publish(story.id, target)
      return { ...story, target, post: await onlyPost(story.word) }
    }

    test('an autosave there is no change', async () => {
      const { id, target, post } = await published()
      await site.autosave(post.id, '<p>Half a sentence of somebody</p>')
      expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    })

    test('both versions are shown, and theirs can be kept or merged', async () => {
      const { id, target, post } = await published()
      await site.change(post.id, { title: 'Their headline' })
      const conflict = await desk.publish(id, target)
      const path = `/api/stories/${id}/publications/${conflict.id}`
      const copy = (await (await desk.editor.get(`${path}/copy`)).json()) as RemoteCopyView
      expect(copy).toMatchObject({
        state: 'live',
        theirs: { headline: 'Their headline' },
        ours: { headline: 'Talks resume' },
        editUrl: `${site.url}/wp-admin/post.php?post=${post.id}&action=edit`,
      })
      const kept = await desk.act(id, conflict, 'resolution', {
        choice: 'theirs',
        seen: copy.seen,
      })
      expect(kept.state).toBe('replaced')
      expect((await site.postsWith('Their headline')).map((one) => one.id)).toContain(post.id)
      // What was seen there is the new ground: the next revision is no conflict.
      expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    })

    test('what changed again after somebody looked is not overwritten', async () => {
      const { id, target, post } = await published()
      await site.change(post.id, { title: 'First' })
      const conflict = await desk.publish(id, target)
      await site.change(post.id, { title: 'Second' })
      expect(await desk.takeOurs(id, conflict)).toMatchObject({ state: 'conflict' })
      expect((await site.postsWith('Second')).map((one) => one.id)).toContain(post.id)
    })

    test('a save in the moment of our write is told, and theirs is among the revisions', async () => {
      const line = await BadLine.to(site.url)
      try {
        const target = await desk.target(site, line.url)
        const { id, word } = await aStory()
        await desk.publish(id, target)
        const post = await onlyPost(word)
        const other = await realSite('admin')
        line.before = async (request) => {
          if (!UPDATE.test(request)) return
          line.before = undefined
          await other.change(post.id, { title: 'In between' })
        }
        await desk.write(id, (doc) => new FactsDoc(doc).setField('place', 'name', 'Cairo', 'test'))
        await desk.approveAll(id)
        const told = await desk.publish(id, target)
        expect(told).toMatchObject({
          state: 'conflict',
          reason: expect.stringContaining('It was admin'),
        })
        expect(await site.revisions(post.id)).toContain('In between')
      } finally {
        await line.close()
      }
    })
  })

  test('[PS7] pictures lie in the library once, with alt text and credit, and only once it is out', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory()
    const media = await desk.picture(id, png())
    const words = { alt: 'A hall & a table', credit: 'Ann <Photo>' }
    await desk.figure(id, { media, ...words }, 'The hall.')
    const slug = `nr-${media.slice(0, 16)}`
    const queued = await desk.queue(id, target, { at: Date.now() + 3_600_000 })
    await desk.until(id, queued.id, (state) => state === 'scheduled')
    expect(await site.media(slug)).toEqual([])
    await comeDue(queued, Date.now())
    const live = await desk.until(id, queued.id, (state) => state === 'live')
    expect(live.reason).toBeNull()
    const [file, ...others] = await site.media(slug)
    expect(others).toEqual([])
    expect(file).toMatchObject({ alt: 'A hall & a table' })
    const post = await onlyPost(word)
    expect(post.featuredMedia).toBe(file?.id)
    expect(post.content).toContain(`wp-image-${file?.id}`)
    expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    expect(await site.media(slug)).toHaveLength(1)
  })

  test('[PS7] sections and bylines become what they are there', async () => {
    const admin = await realSite('admin')
    const world = await admin.category(`World ${mintId()}`)
    const author = await admin.userId('author')
    const settings = { categories: { World: world }, authors: { 'Ann Writer': author } }
    const target = await desk.target(site, site.url, { settings })
    const { id, word } = await aStory()
    await desk.editor.patch(`/api/stories/${id}`, { categories: ['World'], byline: 'Ann Writer' })
    expect(await desk.publish(id, target)).toMatchObject({ state: 'confirmed' })
    expect(await onlyPost(word)).toMatchObject({ categories: [world], author })
    // A category that is not there is never dropped in silence.
    const wrong = await desk.target(site, site.url, {
      settings: { categories: { World: 999_999 } },
    })
    const other = await aStory()
    await desk.editor.patch(`/api/stories/${other.id}`, { categories: ['World'] })
    const altered = await desk.publish(other.id, wrong)
    expect(altered).toMatchObject({
      state: 'altered',
      reason: expect.stringContaining('did not take a category'),
    })
    expect(await desk.act(other.id, altered, 'resolution', { choice: 'accept' })).toMatchObject({
      state: 'confirmed',
    } satisfies Partial<Publication>)
  })

  test('[PS5] what waits for a person is on the desk until somebody has dealt with it', async () => {
    const target = await desk.target(site)
    const { id, word } = await aStory()
    await desk.publish(id, target)
    await site.change((await onlyPost(word)).id, { title: 'Other' })
    const conflict = await desk.publish(id, target)
    const mine = async (story: StoryId) => (await alarms()).filter((one) => one.storyId === story)
    expect(await mine(id)).toMatchObject([{ kind: 'conflict', target: 'Site' }])
    await desk.takeOurs(id, conflict)
    await until(async () => expect(await mine(id)).toEqual([]))
  })
})

/** Two by two pixels of grey, as a program makes a PNG. */
function png(): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(2, 0)
  head.writeUInt32BE(2, 4)
  head[8] = 8 // bits
  const shade = Number.parseInt(mintId().slice(-2), 36) % 256
  const rows = deflateSync(Buffer.from([0, shade, 90, 0, 60, Math.trunc(Math.random() * 256)]))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1)
      value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}
