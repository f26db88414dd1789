import { frozenStory, talksStory } from '@dateline/shared/export/testing/demo-stories'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Ghost } from './ghost.ts'
import { FakeGhost } from './testing/fake-ghost.ts'

let site: FakeGhost
beforeAll(async () => {
  site = await FakeGhost.open()
})
afterAll(() => site.close())

const open = (story: ReturnType<typeof frozenStory>) =>
  new Ghost(
    {
      url: site.url,
      key: site.key,
      allowPrivate: true,
      files: { get: async () => Uint8Array.of(1, 2, 3) },
      now: Date.now,
    },
    story,
  )

async function bring(story: ReturnType<typeof frozenStory>, goal: 'prepare' | 'publish') {
  const ghost = open(story)
  const found = await ghost.find()
  let id = found.kind === 'ok' ? found.value : null
  if (id === null) {
    const made = await ghost.create()
    id = made.kind === 'ok' ? made.value : ''
  }
  await ghost.read(id)
  expect(await ghost.update(id, goal)).toMatchObject({ kind: 'ok' })
  const copy = await ghost.read(id)
  expect(copy).toMatchObject({ kind: 'ok', value: { hash: await ghost.hashOf(story, goal) } })
  return site.posts.get(id)
}

test('[PS2] [PS7] pictures are uploaded once, when readers may see them, and lead the article', async () => {
  const story = frozenStory(talksStory())
  expect(story.media.length).toBeGreaterThan(0)
  const draft = await bring(story, 'prepare')
  expect([site.images, draft?.status]).toEqual([[], 'draft'])
  const post = await bring(story, 'publish')
  const name = `nr-${story.media[0]?.sha256.slice(0, 16)}`
  expect(site.images).toHaveLength(story.media.length)
  expect(post?.feature_image).toContain(name)
  expect(post?.lexical).toContain(`${site.url}/content/images/2026/11/${name}`)
  await bring({ ...story, revision: 2 }, 'publish')
  expect(site.images).toHaveLength(story.media.length)
})

test('the facts stand in the head of the page, where no word can end the script', async () => {
  const story = frozenStory(talksStory())
  const text = '</script><b>'
  const headline = { text, content: [{ type: 'text' as const, text }] }
  const post = await bring({ ...story, storyId: 'another', headline }, 'publish')
  expect(post?.codeinjection_head).toMatch(/^<script type="application\/ld\+json">/)
  expect(post?.codeinjection_head?.match(/<\/script>/g)).toHaveLength(1)
})
