import process from 'node:process'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/newsroom.ts'
import type { Program } from '../fixtures/program.ts'
import { TALKS } from '../fixtures/talks.ts'
import { posts, wordpress } from '../fixtures/wordpress.ts'

const UGLY = 'AT&T -- "x" <y>, 5 < 6, می‌روم, 👩‍👩‍👧'

interface Publication {
  readonly id: string
  readonly state: string
  readonly reason: string | null
}

/** A block as the block editor sees it. */
interface Block {
  readonly name: string
  readonly isValid: boolean
  readonly inner: readonly Block[]
}

test('the article is opened, edited and saved in the real block editor, and nothing is lost', async ({
  browser,
  program,
}) => {
  if (wordpress.missing !== null) {
    const description = `the block editor: ${wordpress.missing}`
    test.info().annotations.push({ type: 'skipped', description })
    process.stdout.write(`skipped: ${description}\n`)
    expect(process.env['REQUIRE_ALL_TESTS'], description).toBeUndefined()
    return
  }
  const [ann, eve, ada] = [await program('ann'), await program('eve'), await program('ada')]
  const tag = `e${Date.now().toString(36)}`
  const id = await aStory(ann, eve, tag)
  const target = await ada.ask<{ id: string }>('POST', '/api/targets', {
    kind: 'wordpress',
    name: 'Block editor',
    url: wordpress.url,
    username: 'author',
    password: wordpress.users.author.appPassword,
    allowPrivate: true,
  })
  const path = `/api/stories/${id}/publications`
  const send = () => eve.ask<Publication>('POST', path, { target: target.body.id })
  const first = await send()
  expect(first.status, JSON.stringify(first.body)).toBe(201)
  expect(await settled(eve, path, first.body.id)).toMatchObject({ state: 'confirmed' })
  const [before] = await posts({ search: tag })
  if (!before) throw new Error('no post')

  const context = await browser.newContext()
  const page = await context.newPage()
  await signInToWordPress(page)
  await page.goto(`${wordpress.url}/wp-admin/post.php?post=${before.id}&action=edit`)
  await page.waitForFunction(
    () =>
      ((globalThis as never as Editor).wp?.data.select('core/block-editor').getBlockCount() ?? 0) >
      0,
  )
  const blocks = await page.evaluate(readBlocks)
  const all = flat(blocks)
  expect(all.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'core/paragraph',
      'core/heading',
      'core/list',
      'core/list-item',
      'core/quote',
      'core/group',
    ]),
  )
  expect(all.filter(({ isValid }) => !isValid)).toEqual([])
  expect(all.filter(({ name }) => name === 'core/missing' || name === 'core/freeform')).toEqual([])

  // Somebody there adds a paragraph and saves, which writes every block anew.
  await page.evaluate(addParagraph, `Added at the site ${tag}.`)
  await page.waitForFunction(
    () => {
      const editor = (globalThis as never as Editor).wp?.data.select('core/editor')
      return editor !== undefined && !editor.isSavingPost() && !editor.isEditedPostDirty()
    },
    undefined,
    { timeout: 150_000 },
  )
  await context.close()
  const [after] = await posts({ search: tag })
  expect(after?.content.raw).toContain(`Added at the site ${tag}.`)
  const has = wordsOf(after?.content.raw ?? '')
  for (const line of wordsOf(before.content.raw)) expect(has).toContain(line)
  expect(has.filter((line) => line.includes(UGLY)).length).toBeGreaterThan(2)

  // And we see it: what somebody wrote there is not overwritten.
  const second = await send()
  expect(await settled(eve, path, second.body.id)).toMatchObject({ state: 'conflict' })
})

/** Everything that the copy can hold, with ugly characters in each. */
async function aStory(ann: Program, eve: Program, tag: string): Promise<string> {
  const text = UGLY.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const [, ...paragraphs] = TALKS.split(/\n\n+/)
  const html = `<h1>Talks ${tag}</h1>${paragraphs.map((words) => `<p>${words}</p>`).join('')}
    <p>${tag}: ${text}</p>
    <h2>What they say</h2><p>${text} again.</p><ul><li>One: ${text}</li><li>Two</li></ul>
    <blockquote><p>${text} said nobody.</p></blockquote>
    <table><tr><th>Side</th><th>Seats</th></tr><tr><td>${text}</td><td>4</td></tr></table>`
  const wire = {
    html,
    language: 'en',
    publishedAt: '2026-03-06',
    accept: 'all',
    publisher: 'A wire',
  }
  const { status, body } = await ann.ask<{ id: string }>('POST', '/api/stories/import', wire)
  expect(status, JSON.stringify(body)).toBe(201)
  const path = `/api/stories/${body.id}`
  await ann.ask('PATCH', path, { byline: 'Ann', slug: `talks-${tag}` })
  await eve.approveAll(body.id)
  return body.id
}

async function settled(who: Program, path: string, id: string): Promise<Publication | undefined> {
  let found: Publication | undefined
  await expect
    .poll(
      async () => {
        const { body } = await who.ask<{ publications: Publication[] }>('GET', path)
        found = body.publications.find((one) => one.id === id)
        return found?.state
      },
      { timeout: 150_000 },
    )
    .not.toMatch(/queued|sending|sent|unknown/)
  return found
}

async function signInToWordPress(page: Page): Promise<void> {
  await page.goto(`${wordpress.url}/wp-login.php`)
  await page.locator('#user_login').fill('editor')
  await page.locator('#user_pass').fill(wordpress.users?.editor.password ?? '')
  await page.locator('#wp-submit').click()
  await page.waitForURL(/wp-admin/)
}

interface Editor {
  wp?: {
    blocks: { createBlock(name: string, attributes: object): unknown }
    data: {
      select(store: string): {
        getBlocks(): { name: string; isValid: boolean; innerBlocks: never[] }[]
        getBlockCount(): number
        isSavingPost(): boolean
        isEditedPostDirty(): boolean
      }
      dispatch(store: string): {
        insertBlocks(blocks: unknown): unknown
        savePost(): Promise<unknown>
      }
    }
  }
}

function readBlocks(): Block[] {
  const read = (blocks: { name: string; isValid: boolean; innerBlocks: never[] }[]): Block[] =>
    blocks.map(({ name, isValid, innerBlocks }) => ({ name, isValid, inner: read(innerBlocks) }))
  return read(
    (globalThis as never as Editor).wp?.data.select('core/block-editor').getBlocks() ?? [],
  )
}

async function addParagraph(content: string): Promise<void> {
  const { wp } = globalThis as never as Editor
  if (!wp) throw new Error('no editor')
  const block = wp.blocks.createBlock('core/paragraph', { content })
  await wp.data.dispatch('core/block-editor').insertBlocks(block)
  await wp.data.dispatch('core/editor').savePost()
}

const flat = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => [block, ...flat(block.inner)])

/** Lines of text as a reader sees them. */
const wordsOf = (raw: string): string[] =>
  raw
    .replaceAll(/<!--.*?-->/gs, '')
    .split(/<\/(?:p|h\d|li|td|th|figcaption)>/)
    .map((part) =>
      part
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter(Boolean)
