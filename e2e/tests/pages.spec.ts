import type { Locator } from '@playwright/test'
import { barriers, scrollsSideways } from '../fixtures/accessibility.ts'
import { expect, Journalist, test } from '../fixtures/newsroom.ts'
import { emailOf, passwordOf } from '../fixtures/people.ts'

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'on a phone': { colorScheme: 'light', viewport: { width: 375, height: 740 }, hasTouch: true },
} as const

/** The page as it stands shuts nobody out, and is read without scrolling sideways. */
async function expectOpenToAll({ page }: Journalist, what: string): Promise<void> {
  expect.soft(await barriers(page), what).toEqual([])
  expect.soft(await scrollsSideways(page), `${what} scrolls sideways`).toBe(false)
}

/** The panel is beside the text, or on a phone a sheet over it. */
async function openPanel(who: Journalist): Promise<void> {
  const tab = who.page.getByRole('tab', { name: 'Publish' })
  if (await tab.isHidden()) await who.page.getByRole('button', { name: 'Facts' }).click()
  await expect(tab).toBeVisible()
}

for (const [look, options] of Object.entries(LOOKS)) {
  test(`every page is open to everybody, ${look}`, async ({ signIn, newTalks }) => {
    const id = await newTalks()
    const ada = await signIn('ada', options)
    const { page } = ada
    await expect(page.getByRole('row').first()).toBeVisible()
    await expectOpenToAll(ada, 'the desk')
    await page.getByRole('button', { name: 'Import' }).click()
    await expect(page.getByRole('dialog', { name: 'Import a story' })).toBeVisible()
    await expectOpenToAll(ada, 'the import box')

    await ada.open(id)
    await expectOpenToAll(ada, 'a story')
    await openPanel(ada)
    await expect(ada.card('Next meeting in Geneva')).toBeVisible()
    await expectOpenToAll(ada, 'the facts')
    await ada.card('Next meeting in Geneva').getByRole('button', { name: 'Edit' }).click()
    await expectOpenToAll(ada, 'the form of a fact')
    await page.getByRole('tab', { name: 'Publish' }).click()
    await expectOpenToAll(ada, 'the publish tab')
    await page.getByRole('button', { name: 'Details' }).click()
    await expect(page.getByRole('dialog', { name: 'Story details' })).toBeVisible()
    await expectOpenToAll(ada, 'the details')

    await page.goto(`${ada.url}/admin/people`)
    await expect(page.getByText(emailOf('ann'))).toBeVisible()
    await expectOpenToAll(ada, 'the people')
    await page.getByRole('tab', { name: 'Sites' }).click()
    await expect(page.getByRole('button', { name: 'Add a target' })).toBeVisible()
    await expectOpenToAll(ada, 'the sites')

    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in to Dateline' })).toBeVisible()
    await expectOpenToAll(ada, 'the sign-in page')
  })

  test(`a Dari story is open to everybody, ${look}`, async ({ signIn, program }) => {
    const { body } = await (
      await program('ann')
    ).ask<{ id: string }>('POST', '/api/stories/import', {
      text: `دور دوم گفتگوها در استانبول آغاز شد

هیئت‌های دو طرف در روز ۴ عقرب در استانبول نشستند. ترکیه و Qatar میانجی‌اند.

به گفته هیئت Norway نشست بعدی روز پنجشنبه است.`,
      language: 'prs',
      publishedAt: '2025-10-27',
      accept: 'all',
    })
    const bob = await signIn('bob', options)
    await bob.open(body.id)
    await expect(bob.story).toHaveAttribute('dir', 'rtl')
    await expect(bob.story).toContainText('Qatar')
    await expectOpenToAll(bob, 'a Dari story')
    await openPanel(bob)
    await expectOpenToAll(bob, 'the facts of a Dari story')
  })
}

/** Presses a key until it has led there, as one does without a mouse. */
async function goWith(key: string, { page }: Journalist, place: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press(key)
    const isThere = await place.evaluateAll((all) =>
      all.some((one) => one === document.activeElement),
    )
    if (isThere) return
  }
  throw new Error(`${key} does not lead to ${place.toString()}`)
}

const tabTo = (who: Journalist, place: Locator) => goWith('Tab', who, place)

test('sign in, open, write, approve and go to publish, without a mouse', async ({
  browser,
  dateline,
  newTalks,
}) => {
  const id = await newTalks()
  const context = await browser.newContext()
  const eve = new Journalist(await context.newPage(), context, dateline.url)
  const { page } = eve
  const { keyboard } = page
  await eve.desk()
  await tabTo(eve, page.getByLabel('E-mail'))
  await keyboard.type(emailOf('eve'))
  await tabTo(eve, page.getByLabel('Password'))
  await keyboard.type(passwordOf('eve'))
  await keyboard.press('Enter')

  // The newest story stands first among those without a deadline.
  await tabTo(eve, page.getByRole('searchbox', { name: 'Search' }))
  await keyboard.type('Ferry pact talks')
  await tabTo(eve, page.getByRole('row'))
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/\/stories\//)
  expect(page.url()).toContain(id)

  await tabTo(eve, eve.story)
  await keyboard.press('Control+End')
  await keyboard.type(' Nobody left the room.')
  await expect(eve.story).toContainText('Nobody left the room.')
  await expect(eve.saveState).toHaveText(/^Saved/)

  const facts = page.getByRole('list', { name: 'Facts', exact: true })
  await tabTo(eve, facts.getByRole('heading').getByRole('button'))
  await keyboard.press('j')
  await keyboard.press('k')
  await keyboard.press('a')
  await expect(page.getByRole('listitem', { name: /, Approved$/ })).toHaveCount(1)

  await goWith('Shift+Tab', eve, page.getByRole('tab', { name: 'Facts' }))
  await goWith('ArrowRight', eve, page.getByRole('tab', { name: 'Publish' }))
  await tabTo(eve, page.getByRole('button', { name: 'Publish…' }))
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Publish' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Publish' })).toBeHidden()
  await context.close()
})
