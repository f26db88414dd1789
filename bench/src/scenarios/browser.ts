import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { percentile, wait } from '../measure.ts'
import { Helper } from '../processes/helper.ts'
import type { LoadCommands } from '../processes/load.ts'
import { emailOf, PASSWORD, post, ROOT } from '../servers/newsroom.ts'
import type { Running, Target } from '../servers/target.ts'
import { longStory, PLACES } from './long-story.ts'
import { profilePage } from './page-profile.ts'
import { newClientId, prepareRoom } from './prepare-room.ts'
import type { Context, Row, Scenario } from './scenario.ts'
import { drawnLetters, watchLetters } from './screen.ts'

const SYNTHETIC = 18
const LETTER_MS = 200
const WORDS = 5_000
/** A line of 10 Mbit/s and 40 ms to the server and back. */
const LINE = { latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 }
const KB = 1024

export const browser: Scenario = {
  id: 'browser',
  title: 'In the browser',
  note: 'Two Chromium pages and eighteen others type five letters a second in a story of 5,000 words. From the key’s event to the frame that shows the letter, on the other screen and on one’s own. The first load of the story page is with an empty cache, up to the story being there to be typed in; bytes as they travel, packed, without the socket’s.',
  columns: [
    { key: 'what', head: 'what' },
    { key: 'p50', head: 'p50 ms', digits: 1 },
    { key: 'p95', head: 'p95 ms', digits: 1 },
    { key: 'letters', head: 'letters' },
    { key: 'kb', head: 'kB', digits: 1 },
    { key: 'requests', head: 'requests' },
    { key: 'seconds', head: 'seconds', digits: 2 },
  ],
  async run(context) {
    const target = context.targets.find(({ id }) => id === 'dateline')
    if (!target) return []
    // In a profile, names say more than what the page weighs.
    const args = context.profiles === undefined ? [] : ['--', '--readable']
    const build = ['run', 'build', '--silent', ...args]
    const built = spawnSync('npm', build, { cwd: ROOT, stdio: 'inherit' })
    if (built.status !== 0) throw new Error('The client could not be built.')
    const browser = await launch()
    const running = await target.start()
    try {
      const rows = await measure(target, running, browser, context)
      for (const row of rows) context.say(JSON.stringify(row))
      return rows
    } finally {
      await browser.close()
      await running.stop()
    }
  },
}

async function launch(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  return chromium.launch({
    ...(existsSync(given) && { executablePath: given }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}

async function measure(
  target: Target,
  running: Running,
  browser: Browser,
  { quick, profiles, say }: Context,
): Promise<Row[]> {
  const { headers } = running.seat('', 0)
  const wire = { text: longStory(WORDS), language: 'en', accept: 'none' }
  const { id } = await post<{ id: string }>(`${running.url}/api/stories/import`, headers, wire)
  const url = `${running.url}/stories/${id}`
  const people = [await signIn(browser, running.url, 0), await signIn(browser, running.url, 1)]
  const times = quick ? 2 : 5
  const state = await people[0]?.storageState()
  const visit = () => browser.newContext(state ? { storageState: state } : {})
  const loads =
    profiles === undefined
      ? [
          await firstLoad('First load of the story page, this machine', visit, url, times, false),
          await firstLoad('First load, 10 Mbit/s and 40 ms', visit, url, times, true),
        ]
      : []

  const { texts } = await prepareRoom(target, running, id, SYNTHETIC)
  const load = new Helper<LoadCommands>('load.ts')
  try {
    const seats = texts.map((text, place) => ({
      ...running.seat(id, place + 2),
      client: newClientId(),
      text,
    }))
    await load.ask('connect', { seats, atOnce: 6 })
    const pages = await Promise.all(people.map((person) => openStory(person, url)))
    await load.ask('type', { everyMs: LETTER_MS })
    const profiled = profiles === undefined ? undefined : await Promise.all(pages.map(profilePage))
    const typed = await typeInBoth(pages, quick ? 30 : 150)
    for (const [place, end] of profiled?.entries() ?? []) {
      say(JSON.stringify(await end(join(profiles ?? '', `browser-${place + 1}.cpuprofile`))))
    }
    return [...typed, ...loads]
  } finally {
    load.stop()
  }
}

/** A browser of one's own, signed in through the sign-in page. */
async function signIn(browser: Browser, url: string, person: number): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('E-mail').fill(emailOf(person))
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: /^Account of/ }).waitFor()
  await page.close()
  return context
}

async function isThere(page: Page): Promise<void> {
  await page.getByText(PLACES[0]).first().waitFor()
  await page
    .getByRole('banner')
    .getByText(/^(Saved|Up to date)/)
    .waitFor()
}

async function openStory(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await isThere(page)
  return page
}

/** Opens the story with nothing kept, several times; the median. */
async function firstLoad(
  what: string,
  visit: () => Promise<BrowserContext>,
  url: string,
  times: number,
  isSlow: boolean,
): Promise<Row> {
  const loads: { kb: number; requests: number; seconds: number }[] = []
  for (let time = 0; time < times; time += 1) {
    const context = await visit()
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    let [bytes, requests] = [0, 0]
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      requests += 1
    })
    await session.send('Network.enable')
    if (isSlow) await session.send('Network.emulateNetworkConditions', { offline: false, ...LINE })
    const start = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await isThere(page)
    loads.push({ kb: bytes / KB, requests, seconds: (performance.now() - start) / 1000 })
    await context.close()
  }
  const median = (key: 'kb' | 'requests' | 'seconds') =>
    percentile(
      loads.map((load) => load[key]),
      0.5,
    )
  return {
    server: 'dateline',
    what,
    kb: median('kb'),
    requests: median('requests'),
    seconds: median('seconds'),
  }
}

/** Each types letters that nobody else types, in a place that both have before their eyes. */
async function typeInBoth(pages: readonly Page[], count: number): Promise<Row[]> {
  const letters = ['q', 'z'] // which nobody else types
  for (const [place, page] of pages.entries()) {
    await page.evaluate(watchLetters, [letters, PLACES] as const)
    await page
      .getByText(PLACES[place] ?? '')
      .first()
      .click()
    await page.keyboard.press('End')
  }
  for (let letter = 0; letter < count; letter += 1) {
    const start = performance.now()
    await Promise.all(pages.map((page, place) => page.keyboard.press(letters[place] ?? 'q')))
    await wait(Math.max(0, LETTER_MS - (performance.now() - start)))
  }
  await wait(2_000)
  const drawn = await Promise.all(pages.map((page) => page.evaluate(drawnLetters)))
  const between = (typist: number, screen: number): number[] => {
    const letter = letters[typist] ?? ''
    const keys = drawn[typist]?.keys[letter] ?? []
    const shown = drawn[screen]?.shown[letter] ?? []
    return keys.map((at, place) => (shown[place] ?? Infinity) - at)
  }
  const row = (what: string, ms: readonly number[]): Row => ({
    server: 'dateline',
    what,
    p50: percentile(ms, 0.5),
    p95: percentile(ms, 0.95),
    letters: ms.length,
  })
  return [
    row('Key to paint on the other screen', [...between(0, 1), ...between(1, 0)]),
    row('Key to paint on one’s own screen', [...between(0, 0), ...between(1, 1)]),
  ]
}
