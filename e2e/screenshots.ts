import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { Dateline } from './fixtures/dateline.ts'

/**
 * `npm run screenshots` (after `npm run build`): the demo newsroom as a person meets it. The story
 * goes to docs/images, for the README; the others to test-results/screenshots, to be looked at.
 */
const ROOT = resolve(import.meta.dirname, '..')
const LOOK = join(ROOT, 'test-results/screenshots')
const DESKTOP: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Asia/Kabul',
}
const PHONE: BrowserContextOptions = {
  ...DESKTOP,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

interface SignIn {
  readonly role: string
  readonly email: string
  readonly password: string
}

type Role = 'reporter' | 'editor' | 'admin'

class DemoNewsroom {
  readonly #browser: Browser
  readonly #url: string
  readonly #signIns: readonly SignIn[]

  private constructor(browser: Browser, url: string, signIns: readonly SignIn[]) {
    this.#browser = browser
    this.#url = url
    this.#signIns = signIns
  }

  static async enter(browser: Browser, url: string): Promise<DemoNewsroom> {
    const answer = (await (await fetch(`${url}/api/sign-ins`)).json()) as {
      signIns: readonly SignIn[]
    }
    return new DemoNewsroom(browser, url, answer.signIns)
  }

  /** A browser of their own, on the desk. */
  async signIn(role: Role, options: BrowserContextOptions = DESKTOP): Promise<Page> {
    const who = this.#signIns.find((signIn) => signIn.role === role)
    if (!who) throw new Error(`The demo newsroom has no ${role}.`)
    const page = await this.visit(options)
    await page.getByLabel('E-mail').fill(who.email)
    await page.getByLabel('Password').fill(who.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('row').first().waitFor()
    return page
  }

  async visit(options: BrowserContextOptions = DESKTOP): Promise<Page> {
    const context = await this.#browser.newContext(options)
    const page = await context.newPage()
    await page.goto(this.#url)
    return page
  }
}

async function open(page: Page, slug: string): Promise<void> {
  await page.getByRole('row', { name: slug }).dblclick()
  await page
    .getByRole('banner')
    .getByText(/^Saved/)
    .waitFor()
}

/** Puts the person's caret behind these words of the story. */
async function standBehind(page: Page, words: string): Promise<void> {
  await page.getByText(words).first().click()
  await page.keyboard.press('End')
}

/** @param animations `allow` keeps what is moving where it is; otherwise it is shown at rest */
async function shoot(
  page: Page,
  path: string,
  animations: 'allow' | 'disabled' = 'disabled',
): Promise<void> {
  await page.screenshot({ path, animations })
}
const look = (name: string) => join(LOOK, `${name}.png`)

async function takeAll(newsroom: DemoNewsroom): Promise<void> {
  const signIn = await newsroom.visit()
  await signIn.getByRole('heading', { level: 1 }).waitFor()
  await shoot(signIn, look('sign-in'))

  const desk = await newsroom.signIn('editor')
  const rana = await newsroom.signIn('reporter')
  await open(rana, 'istanbul-talks-resume')
  await standBehind(rana, 'renewed the truce')
  const mira = await newsroom.signIn('admin')
  await open(mira, 'istanbul-talks-resume')
  await standBehind(mira, 'where they first met')
  await desk.getByRole('row', { name: 'istanbul-talks-resume' }).click()
  await desk.getByTitle('Mira Sorensen').first().waitFor()
  await shoot(desk, look('desk'))

  await open(desk, 'istanbul-talks-resume')
  await desk.locator('.remote-caret').nth(1).waitFor()
  await rana.keyboard.press('ArrowLeft') // a caret shows its name while it moves
  await desk.locator('.remote-caret[title="Rana Idris"][data-lit]').waitFor()
  await shoot(desk, join(ROOT, 'docs/images/story.png'), 'allow')
  await desk.emulateMedia({ colorScheme: 'dark' })
  await shoot(desk, look('story-dark'))

  const phone = await newsroom.signIn('editor', PHONE)
  await shoot(phone, look('desk-phone'))
  await open(phone, 'istanbul-talks-resume')
  await shoot(phone, look('story-phone'))
  await phone.getByRole('button', { name: 'Facts' }).click()
  await phone.getByRole('list', { name: 'Facts', exact: true }).waitFor()
  await shoot(phone, look('facts-phone'))

  const dari = await newsroom.signIn('editor')
  await open(dari, 'salang-road-reopens')
  await shoot(dari, look('story-dari'))
}

const given = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const browser = await chromium.launch({
  ...(existsSync(given) && { executablePath: given }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const dateline = new Dateline({ DATELINE_DEMO: 'on' })
try {
  mkdirSync(LOOK, { recursive: true })
  await dateline.start()
  await takeAll(await DemoNewsroom.enter(browser, dateline.url))
} finally {
  await browser.close()
  await dateline.remove()
}
