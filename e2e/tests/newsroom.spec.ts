import process from 'node:process'
import type { TestInfo } from '@playwright/test'
import { expect, test, type Journalist } from '../fixtures/newsroom.ts'
import type { Program } from '../fixtures/program.ts'
import { changePost, posts, wordpress } from '../fixtures/wordpress.ts'

/** Found again by its tag among the stories of other tests and the posts of other runs. */
const wire = (tag: string) => `Home
Share this page

Ferry pact talks ${tag} to resume in Geneva

Norland and Sudland will meet again in Geneva on March 14 to settle how the ferry agreement is to be carried out.

The first round, held in Oslo from March 2 to March 5, was mediated by Norway and Switzerland.

“We will not leave without a timetable,” said Ingrid Dahl, an envoy of Norway.

Back to top`

async function importWire(who: Journalist, tag: string): Promise<string> {
  const { page } = who
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a story' })
  await dialog.getByRole('textbox', { name: 'Text' }).fill(wire(tag))
  await dialog.getByLabel('Published on').fill('2026-03-06')
  await dialog.getByRole('textbox', { name: 'Publisher' }).fill('Coast Wire')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(who.story).toContainText('We will not leave without a timetable')
  return page.url().split('/').at(-1) ?? ''
}

const cardOf = (who: Journalist, fact: string) =>
  who.page.getByRole('list', { name: 'Facts', exact: true }).getByRole('listitem', { name: fact })

async function approveEverything(editor: Journalist, facts: number): Promise<void> {
  const list = editor.page.getByRole('list', { name: 'Facts', exact: true })
  const approve = list.getByRole('button', { name: 'Approve' })
  await expect(approve).toHaveCount(facts)
  for (let left = facts; left > 0; left -= 1) {
    await approve.first().click()
    await expect(approve).toHaveCount(left - 1)
  }
  await expect(editor.page.getByRole('radio', { name: 'Open 0' })).toBeVisible()
}

const gateOf = async (who: Journalist) => {
  await who.page.getByRole('tab', { name: 'Publish' }).click()
  return who.page.getByRole('tabpanel', { name: 'Publish' })
}

test('two reporters write, an editor approves, WordPress gets it', async ({ signIn, program }) => {
  const tag = `tag${Date.now().toString(36)}` // finds this run's post among others on the site
  const [ann, bob, eve] = [await signIn('ann'), await signIn('bob'), await signIn('eve')]

  // Ann imports a wire; Bob’s desk shows the story without a reload, and he goes in.
  const id = await importWire(ann, tag)
  await expect(ann.story).not.toContainText('Back to top')
  await bob.page.getByRole('row', { name: tag }).dblclick()
  await expect(bob.story).toContainText('said Ingrid Dahl')
  await ann.page.getByRole('button', { name: 'Accept all' }).click()
  await expect(bob.page.getByRole('radio', { name: 'All 8' })).toBeVisible()

  // Both write at once.
  await ann.headline.press('Control+End')
  await bob.story.press('Control+End')
  await Promise.all([
    ann.headline.pressSequentially(', ministers say'),
    bob.story.pressSequentially(' Nobody spoke of failure.'),
  ])
  await expect(bob.headline).toContainText('resume in Geneva, ministers say')
  await expect(ann.story).toContainText('Nobody spoke of failure.')
  await expect(bob.page.getByRole('list', { name: 'People in this story' })).toContainText(
    'Ann Reyes',
  )

  // Ann puts the day of the meeting into the headline too.
  await ann.headline.press('Control+End')
  await ann.headline.pressSequentially(' on @')
  await ann.headline.pressSequentially('Next')
  await ann.page
    .getByRole('option', { name: /March 14/ })
    .first()
    .click()
  await expect(bob.headline).toContainText('on March 14')

  // Bob changes the date in the fact: headline and body follow on Ann’s screen.
  const meeting = cardOf(bob, 'Next meeting')
  await meeting.getByRole('button', { name: 'Edit' }).click()
  await bob.page.getByRole('textbox', { name: 'Date', exact: true }).fill('16 March')
  await bob.page.getByRole('textbox', { name: 'Date', exact: true }).press('Tab')
  await expect(ann.headline).toContainText('March 16')
  await expect(ann.story).toContainText('in Geneva on March 16')
  await expect(ann.page.getByText(/mentions? changed since somebody last looked/)).toBeVisible()
  await ann.page.getByRole('button', { name: 'Mark all as seen' }).click()
  await expect(bob.page.getByText(/changed since somebody last looked/)).toBeHidden()
  await bob.page.getByRole('button', { name: 'Done' }).first().click()

  // Eve approves; a reporter has no such button.
  await eve.open(id)
  await expect(cardOf(ann, 'Next meeting').getByRole('button', { name: 'Approve' })).toHaveCount(0)
  await approveEverything(eve, 8)
  await expect((await gateOf(ann)).getByText(/Nothing holds th/)).toBeVisible()

  // One more edit: the approval falls on every screen and the gate closes with its reason.
  await meeting.getByRole('button', { name: 'Edit' }).click()
  await bob.page.getByRole('textbox', { name: 'Date', exact: true }).fill('17 March')
  await bob.page.getByRole('textbox', { name: 'Date', exact: true }).press('Tab')
  await expect(cardOf(eve, 'Next meeting')).toContainText('Changed since approval')
  await expect(ann.page.getByRole('tabpanel', { name: 'Publish' })).toContainText(
    /Next meeting in Geneva.*changed/i,
  )
  const refused = await (await program('eve')).ask('GET', `/api/stories/${id}/export?format=html`)
  expect(refused.status).toBe(409)

  // The reason leads to its place; Eve approves again, and it may leave.
  await (await gateOf(eve)).getByText(/Next meeting in Geneva/).click()
  await cardOf(eve, 'Next meeting').getByRole('button', { name: 'Approve' }).click()
  await expect(cardOf(eve, 'Next meeting')).toContainText('Approved by')
  await expect((await gateOf(eve)).getByText(/Nothing holds th/)).toBeVisible()

  // And it leaves: to a real WordPress, read back past anything of ours.
  if (wordpress.missing !== null) return noWordPress(test.info())
  const site = await connectSite(await program('ada'))
  await eve.page.getByRole('button', { name: 'Publish…' }).first().click()
  const sheet = eve.page.getByRole('dialog', { name: 'Publish' })
  const where = sheet.getByRole('region', { name: 'Where to' })
  await where.getByRole('button', { name: `Publish to ${site}` }).click()
  await expect(where.getByText('Published', { exact: true })).toBeVisible({ timeout: 150_000 })
  const [post, ...others] = await posts({ search: tag })
  expect(others).toEqual([])
  expect(post).toMatchObject({ status: 'publish' })
  expect(post?.title.raw).toMatch(/resume in Geneva, ministers say on .*March 17/)
  expect(post?.content.raw).toContain('We will not leave without a timetable')
  expect(post?.content.raw).toContain('Nobody spoke of failure.')

  // The correction goes into the same post.
  await eve.page.keyboard.press('Escape')
  await bob.story.press('Control+End')
  await bob.story.pressSequentially(' The ferries sail on.')
  await expect(eve.story).toContainText('The ferries sail on.')
  await eve.page.getByRole('button', { name: 'Publish…' }).first().click()
  await where.getByRole('button', { name: `Update on ${site}` }).click()
  await expect(where.getByText(/^Version 2/)).toBeVisible()
  await expect(where.getByText('Published', { exact: true })).toBeVisible({ timeout: 150_000 })
  const after = await posts({ search: tag })
  expect(after.map(({ id: postId }) => postId)).toEqual([post?.id])
  expect(after[0]?.content.raw).toContain('The ferries sail on.')
})

test('scheduled, held back, put right and taken back; changed at the site, decided, withdrawn', async ({
  signIn,
  program,
  newTalks,
}) => {
  if (wordpress.missing !== null) return noWordPress(test.info())
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newTalks()
  const site = await connectSite(await program('ada'), 'Evening page')
  await (await program('eve')).approveAll(id)
  await ann.open(id)
  await eve.open(id)
  const sheet = eve.page.getByRole('dialog', { name: 'Publish' })
  const line = sheet
    .getByRole('region', { name: 'Where to' })
    .getByRole('listitem')
    .filter({ hasText: site })

  // Scheduled: a draft lies at the site, and everybody in the story knows when it goes.
  await (await gateOf(eve)).getByRole('button', { name: 'Publish…' }).click()
  await sheet.getByText('At a time, not now').click()
  await line.getByRole('button', { name: `Schedule on ${site}` }).click()
  await expect(line.getByText('Scheduled', { exact: true })).toBeVisible({ timeout: 150_000 })
  const banner = ann.page.getByText(new RegExp(`Scheduled on ${site}: goes out`))
  await expect(banner).toBeVisible()
  const ours = { search: `nr-id-${id}` }
  expect(await posts(ours)).toMatchObject([{ status: 'draft' }])

  // A fact loses its approval: the story and the desk say so now, not at its time.
  const tab = await eve.newTab()
  await tab.desk()
  const row = tab.page.getByRole('row').filter({ hasText: /Goes out/ })
  await expect(row).toBeVisible()
  const place = 'Place: Oslo'
  await ann.edit(place)
  const country = ann.card(place).getByRole('textbox', { name: 'Country' })
  await country.fill('Norway, the north')
  const why = /“Oslo” has changed since this version/
  await expect(ann.page.getByRole('alert').filter({ hasText: why })).toBeVisible()
  await expect(line).toContainText(why)
  await expect(tab.page.getByRole('row').filter({ hasText: /Cannot go out at/ })).toContainText(why)
  await expect(tab.page.getByRole('alert')).toContainText(why)
  await country.fill('Norway')
  await expect(banner).toBeVisible()
  await expect(row).toBeVisible()

  // Taken back, then published at once.
  await line.getByRole('button', { name: 'Cancel' }).click()
  await expect(banner).toHaveCount(0)
  await sheet.getByText('At a time, not now').click()
  await line.getByRole('button', { name: `Publish to ${site}` }).click()
  await expect(line.getByText('Published', { exact: true })).toBeVisible({ timeout: 150_000 })

  // Somebody at the site changes it: nothing is overwritten before a person saw both.
  const [post] = await posts(ours)
  await changePost(post?.id ?? 0, { title: 'Ferry talks, says the site' })
  await ann.write(' The ferries sail on.')
  await expect(eve.story).toContainText('The ferries sail on.')
  await line.getByRole('button', { name: `Update on ${site}` }).click()
  await expect(line.getByText('Changed on the site')).toBeVisible({ timeout: 150_000 })
  expect(await posts(ours)).toMatchObject([{ title: { raw: 'Ferry talks, says the site' } }])
  await line.getByRole('button', { name: 'Look and decide…' }).click()
  const both = eve.page.getByRole('dialog', { name: `Two versions for ${site}` })
  await expect(both.locator('mark', { hasText: 'says the site' })).toBeVisible()
  await expect(both.locator('mark', { hasText: 'sail on' })).toBeVisible()
  await both.getByRole('button', { name: 'Overwrite with ours' }).click()
  await expect(line.getByText('Published', { exact: true })).toBeVisible({ timeout: 150_000 })
  const [after] = await posts(ours)
  expect(after).toMatchObject({ id: post?.id, status: 'publish' })
  expect(after?.title.raw).not.toContain('says the site')
  expect(after?.content.raw).toContain('The ferries sail on.')

  // And off it comes; its words stay there as a draft.
  await sheet.getByRole('button', { name: 'Withdraw…' }).click()
  const asked = eve.page.getByRole('alertdialog', { name: 'Withdraw this story?' })
  await asked.getByRole('textbox', { name: 'Why' }).fill('The talks were called off.')
  await asked.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await expect(line.getByText('Withdrawn', { exact: true })).toBeVisible({ timeout: 150_000 })
  expect(await posts(ours)).toMatchObject([{ id: post?.id, status: 'draft' }])
})

async function connectSite(admin: Program, name = 'Front page'): Promise<string> {
  const { status, body } = await admin.ask('POST', '/api/targets', {
    kind: 'wordpress',
    name,
    url: wordpress.url,
    username: 'editor',
    password: wordpress.users?.editor.appPassword,
    allowPrivate: true,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return name
}

/** Says that the last part was not run; a run that must skip nothing fails here. */
function noWordPress(info: TestInfo): void {
  expect(process.env['REQUIRE_ALL_TESTS'], wordpress.missing ?? '').not.toBe('1')
  info.annotations.push({ type: 'skipped', description: `publishing: ${wordpress.missing}` })
  process.stdout.write(`skipped: publishing to a real WordPress (${wordpress.missing})\n`)
}
