import process from 'node:process'
import type { Page } from '@playwright/test'
import * as Y from 'yjs'
import { expect, test, type Journalist } from '../fixtures/newsroom.ts'
import type { Program } from '../fixtures/program.ts'

/** The smallest picture there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

function report(what: string, ms: number): void {
  test.info().annotations.push({ type: what, description: `${ms} ms` })
  process.stdout.write(`${what}: ${ms} ms\n`)
}

/** Presses keys one after the other and counts them. */
class Keys {
  readonly #page: Page
  count = 0

  constructor(page: Page) {
    this.#page = page
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key)
    this.count += 1
    // The editor learns of a moved selection a moment after the browser has moved it.
    await this.#page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
  }

  /** Selects backwards, a word a key, until exactly these words are selected. */
  async selectBack(words: string): Promise<void> {
    const selected = () => this.#page.evaluate(() => String(getSelection()))
    while ((await selected()) !== words && this.count < 6) {
      await this.press('Control+Shift+ArrowLeft')
    }
    expect(await selected()).toBe(words)
  }
}

/** From here on the page notes when the first key goes down and when another mention is there. */
const watchMaking = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const before = document.querySelectorAll('.mention').length
    const times: { first?: number; made?: number } = {}
    Object.assign(window, { making: times })
    addEventListener('keydown', () => (times.first ??= performance.now()), { capture: true })
    new MutationObserver(() => {
      if (document.querySelectorAll('.mention').length > before) times.made ??= performance.now()
    }).observe(document.body, { subtree: true, childList: true })
  })

const makingTook = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { making } = window as unknown as { making: { first: number; made: number } }
    return Math.round(making.made - making.first)
  })

for (const { words, selects, type, reads, mention } of [
  {
    words: 'The crews go back to work on March 14, 2026.',
    selects: 'March 14, 2026',
    type: 'Date',
    reads: '23 Hut 1404', // the other calendar, to catch a slip
    mention: /^March 14, 2026/,
  },
  {
    words: 'All ferries are tied up, said harbour master Ingrid Dahl.',
    selects: 'Ingrid Dahl',
    type: 'Person',
    reads: 'Ingrid Dahl',
    mention: /^Ingrid Dahl/,
  },
  {
    words: 'The talks were held in the port of Oslo.',
    selects: 'Oslo',
    type: 'Place',
    reads: 'Oslo',
    mention: /^Oslo/,
  },
]) {
  test(`(b) words become a fact by keyboard alone in five seconds: ${type}`, async ({
    signIn,
    newStory,
  }) => {
    const ann = await signIn('ann')
    await ann.open(await newStory('Harbour strike', words))
    await ann.story.press('Control+End')
    await ann.story.press('ArrowLeft') // before the full stop
    await watchMaking(ann.page)

    const keys = new Keys(ann.page)
    await keys.selectBack(selects)
    await keys.press('Control+Shift+F')
    const form = ann.page.getByRole('form', { name: 'Make fact' })
    await expect(form.getByRole('button', { name: /^Type|Type$/ })).toContainText(type)
    const filled = await form.getByRole('textbox').inputValue()
    expect(`${filled} ${await form.textContent()}`).toContain(reads)
    await keys.press('Enter')
    await expect(ann.mention(mention)).toBeVisible()
    await expect.poll(() => ann.reads()).toBe(words)

    expect(keys.count).toBeLessThanOrEqual(8) // the words, the shortcut, Enter; nothing typed
    const took = await makingTook(ann.page)
    report(`a ${type.toLowerCase()} made in ${keys.count} keys`, took)
    expect(took).toBeLessThan(5_000)

    // And back: the mention is walked onto, and the same key makes words of it.
    await keys.press('ArrowLeft')
    await keys.press('Control+Shift+F')
    await expect(ann.mention(mention)).toHaveCount(0)
    await expect.poll(() => ann.reads()).toBe(words)
  })
}

/** The talks with the day of the meeting in headline, body and caption, every fact approved. */
async function approvedTalks(id: string, ann: Program, eve: Program, url: string): Promise<void> {
  const stored = await fetch(`${url}/api/stories/${id}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'image/png' },
    body: PIXEL,
  })
  expect(stored.status).toBe(201)
  const { sha256 } = (await stored.json()) as { sha256: string }
  const { body } = await ann.ask<{ facts: { id: string; type: string }[] }>(
    'GET',
    `/api/stories/${id}/facts`,
  )
  const meeting = body.facts.find(({ type }) => type === 'meeting')?.id ?? ''

  const provider = ann.join(id)
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const { doc } = provider
  const mention = () => {
    const node = new Y.XmlElement('mention')
    for (const [key, value] of Object.entries({ factId: meeting, field: 'date', format: 'day' })) {
      node.setAttribute(key, value)
    }
    return node
  }
  doc.transact(() => {
    const headline = doc.getXmlFragment('headline').get(0) as Y.XmlElement
    headline.insert(headline.length, [new Y.XmlText(' on '), mention()])
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [
      new Y.XmlText('The ferries leave on Saturday, '),
      mention(),
      new Y.XmlText('.'),
    ])
    const figure = new Y.XmlElement('figure')
    for (const [key, value] of Object.entries({ media: sha256, alt: 'A pier.', credit: 'Ann' })) {
      figure.setAttribute(key, value)
    }
    figure.insert(0, [new Y.XmlText('The pier that is free on '), mention()])
    const copy = doc.getXmlFragment('body')
    copy.insert(copy.length, [figure, line])
  })
  await eve.approveAll(id)
  await expect.poll(() => reasonsOf(eve, id)).toEqual([])
  provider.destroy()
}

async function reasonsOf(who: Program, id: string): Promise<string[]> {
  const { body } = await who.ask<{ reasons: { code: string }[] }>('GET', `/api/stories/${id}/gate`)
  return body.reasons.map(({ code }) => code)
}

/** From here on the page notes when everything on it has followed the date. */
const watchChange = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const followed: { at?: number; pressed?: number } = {}
    Object.assign(window, { followed })
    const field = (name: string) => document.querySelector(`[data-field="${name}"]`)
    const says = (place: Element | null | undefined) => place?.textContent.includes('March 15')
    const all = () =>
      says(field('headline')) &&
      says(field('body')?.querySelector('figcaption')) &&
      field('body')?.textContent.includes('Saturday, March 15') &&
      document.querySelectorAll('.mention[data-tone="changed"]').length >= 4 &&
      field('body')?.querySelector('[title*="Sunday, not Saturday"]') &&
      [...document.querySelectorAll('[role="tab"]')].some((tab) =>
        tab.textContent.includes('held back'),
      )
    const look = () => {
      if (all()) followed.at ??= Date.now()
    }
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'Enter') followed.pressed = Date.now()
      },
      { capture: true },
    )
  })

const followed = (page: Page): Promise<{ at?: number; pressed?: number }> =>
  page.evaluate(
    () => (window as unknown as { followed: { at?: number; pressed?: number } }).followed,
  )

test('(c) a changed date changes headline, body and caption, warns, voids and closes, on every screen', async ({
  signIn,
  program,
  newTalks,
}) => {
  const id = await newTalks()
  const [ann, bob, eve] = [await signIn('ann'), await signIn('bob'), await signIn('eve')]
  await approvedTalks(id, await program('ann'), await program('eve'), ann.url)
  const screens: readonly Journalist[] = [ann, bob, eve]
  for (const { page, ...who } of screens) {
    await page.goto(`${who.url}/stories/${id}`)
    await expect(page.getByRole('textbox', { name: 'Headline' })).toContainText('on March 14')
    await expect(page.locator('figcaption')).toContainText('free on March 14')
    await expect(page.getByRole('tab', { name: 'Publish', exact: true })).toBeVisible()
    await expect(page.locator('.mention[data-tone="approved"]').first()).toBeVisible()
    await watchChange(page)
  }

  const card = bob.card('Next meeting in Geneva')
  await card.getByRole('button', { name: 'Edit' }).click()
  const date = card.getByRole('textbox', { name: 'Date', exact: true })
  await date.fill('15 March')
  await date.press('Enter')
  for (const { page } of screens) {
    await expect.poll(async () => (await followed(page)).at, { timeout: 90_000 }).toBeTruthy()
  }
  const pressed = (await followed(bob.page)).pressed ?? 0
  const took = await Promise.all(
    screens.map(async ({ page }) => ((await followed(page)).at ?? 0) - pressed),
  )
  report('a changed date on the slowest of three screens', Math.max(...took))

  expect(await reasonsOf(await program('eve'), id)).toEqual(
    expect.arrayContaining(['fact-changed', 'check-open']),
  )
  const out = await (await program('eve')).ask('GET', `/api/stories/${id}/export?format=html`)
  expect(out.status).toBe(409)
  await expect(eve.card('Next meeting in Geneva')).toContainText('Changed since approval')
})
