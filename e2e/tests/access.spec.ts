import { expect, test, type Journalist } from '../fixtures/newsroom.ts'
import { emailOf, PEOPLE } from '../fixtures/people.ts'

const WRITERS_BUTTONS =
  /^(Approve|Edit|Mention|New fact|New story|Import|(Make fact|Accept|Send to).*)$/

/** A session ends, and a right goes, within a second; the rest is for the screens of slow machines. */
const AT_ONCE = { timeout: 10_000 }

async function choose(who: Journalist, field: string, option: string): Promise<void> {
  await who.page.getByRole('button', { name: field }).click()
  await who.page.getByRole('option', { name: option }).click()
}

async function signOut(who: Journalist): Promise<void> {
  await who.page.getByRole('button', { name: /^Account of/ }).click()
  await who.page.getByRole('menuitem', { name: 'Sign out' }).click()
}

const clipboard = (who: Journalist) => who.page.evaluate(() => navigator.clipboard.readText())
const COPYING = { permissions: ['clipboard-read', 'clipboard-write'] }

test('[P2] a viewer reads everything and is offered nothing that writes', async ({
  signIn,
  program,
  newTalks,
}) => {
  const vic = await signIn('vic')
  const id = await newTalks()
  await vic.desk()
  await expect(vic.page.getByRole('row', { name: /Ferry pact talks/ }).first()).toBeVisible()
  await expect(vic.page.getByRole('button', { name: WRITERS_BUTTONS })).toHaveCount(0)

  await vic.open(id)
  await expect(vic.saveState).toHaveText('Up to date')
  await expect(vic.page.getByRole('banner').getByText('Viewing')).toBeVisible()
  await expect(vic.card('Place: Geneva')).toBeVisible()
  await expect(vic.page.getByRole('button', { name: WRITERS_BUTTONS })).toHaveCount(0)
  for (const text of [vic.headline, vic.standfirst, vic.story]) {
    await expect(text).toHaveAttribute('aria-readonly', 'true')
    await text.press('End')
    await vic.page.keyboard.type('graffiti')
    await expect(text).not.toContainText('graffiti')
  }
  const asProgram = await program('vic')
  const refused = await asProgram.ask('PATCH', `/api/stories/${id}`, { slug: 'graffiti' })
  expect(refused.status).toBe(403)
})

test('[A2] a reporter is not offered what only an editor may do', async ({ signIn, newTalks }) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newTalks()
  await ann.open(id)
  await eve.open(id)
  await expect(eve.card('Place: Geneva').getByRole('button', { name: 'Approve' })).toBeVisible()
  await expect(ann.card('Place: Geneva').getByRole('button', { name: 'Edit' })).toBeVisible()
  await expect(ann.page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  await ann.page.getByRole('tab', { name: 'Publish' }).click()
  await expect(ann.page.getByText('An editor publishes it.')).toBeVisible()
  await expect(ann.page.getByRole('button', { name: /^Publish/ })).toHaveCount(0)
  await ann.desk()
  await expect(ann.page.getByRole('link', { name: 'Admin' })).toHaveCount(0)
  await ann.page.goto(`${ann.url}/admin/people`)
  await expect(ann.page.getByText('Only admins see this page')).toBeVisible()
})

test('[Y16] an admin adds a person, changes their role, closes their account: at once', async ({
  signIn,
  signInAs,
  newTalks,
}) => {
  const ada = await signIn('ada')
  const nia = { name: 'Nia Berg', email: 'nia@desk.test', password: 'nia-writes-the-news' }
  await ada.page.getByRole('link', { name: 'Admin' }).click()
  await ada.page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = ada.page.getByRole('dialog', { name: 'Add a person' })
  await dialog.getByLabel('Name').fill(nia.name)
  await dialog.getByLabel('E-mail').fill(nia.email)
  await dialog.getByLabel('First password').fill(nia.password)
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(ada.page.getByText('Nia Berg can sign in now')).toBeVisible()

  const hers = await signInAs(nia.email, nia.password, COPYING)
  await hers.open(await newTalks())
  await hers.write(' Nia adds a line.')
  await expect(hers.saveState).toHaveText(/^Saved/)

  await choose(ada, 'Role of Nia Berg', 'Viewer')
  await expect(hers.page.getByRole('banner').getByText('Viewing')).toBeVisible(AT_ONCE)
  await expect(hers.story).toHaveAttribute('aria-readonly', 'true')
  await choose(ada, 'Role of Nia Berg', 'Reporter')
  await expect(hers.page.getByRole('banner').getByText('Viewing')).toBeHidden(AT_ONCE)
  await hers.write(' And another.')
  await expect(hers.saveState).toHaveText(/^Saved/)

  await ada.page.getByRole('button', { name: 'More about Nia Berg' }).click()
  await ada.page.getByRole('menuitem', { name: 'Close the account' }).click()
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Close the account' }).click()
  await expect(hers.page.getByText('You are signed out, so nothing more is saved.')).toBeVisible(
    AT_ONCE,
  )
  await expect(hers.story).toContainText('And another.')
  await hers.page.getByRole('button', { name: 'Copy my text' }).click()
  await expect.poll(() => clipboard(hers)).toContain('Nia adds a line. And another.')
})

test('who signs out leaves no open story behind, and nothing to read', async ({
  signIn,
  newStory,
}) => {
  const bob = await signIn('bob')
  const id = await newStory('Left open', 'On another tab.')
  const other = await bob.newTab()
  await other.open(id)
  await bob.desk()
  await signOut(bob)
  await expect(bob.page.getByRole('heading', { name: 'Sign in to Dateline' })).toBeVisible()
  await expect(other.page.getByText('You are signed out, so nothing more is saved.')).toBeVisible(
    AT_ONCE,
  )
  await other.page.goto(`${other.url}/stories/${id}`)
  await expect(other.page.getByRole('heading', { name: 'Sign in to Dateline' })).toBeVisible()
  await expect(other.page.getByText('On another tab.')).toBeHidden()
  expect((await bob.context.request.get(`${bob.url}/api/stories`)).status()).toBe(401)
})

test('[P3] a story that becomes its team’s leaves the desks and screens of others', async ({
  signIn,
  newStory,
}) => {
  const [ann, bob, eve] = [await signIn('ann'), await signIn('bob'), await signIn('eve')]
  const id = await newStory('The minister resigns', 'Two people know.')
  const row = (who: Journalist) => who.page.getByRole('row', { name: /The minister resigns/ })
  const bobsDesk = await bob.newTab()
  await bobsDesk.desk()
  await expect(row(bobsDesk)).toBeVisible()
  await bob.open(id)

  await eve.open(id)
  await eve.page.getByRole('button', { name: 'Details' }).click()
  const sheet = eve.page.getByRole('dialog', { name: 'Story details' })
  await choose(eve, 'Who may see it', 'Only its team, editors and admins')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(sheet).toBeHidden()

  await expect(row(bobsDesk)).toBeHidden(AT_ONCE)
  await expect(bob.page.getByText(/you have no access to it any more/)).toBeVisible(AT_ONCE)
  await bob.page.goto(`${bob.url}/stories/${id}`)
  await expect(bob.page.getByText(/you have no access to it any more/)).toBeVisible()

  await expect(row(ann)).toBeVisible()
  await ann.open(id)
  await expect(ann.story).toContainText('Two people know.')
})

test('the operator sees everybody with their roles', async ({ dateline }) => {
  const printed = await dateline.command(['user', 'list'])
  for (const who of ['ann', 'bob', 'eve', 'ada', 'vic'] as const) {
    const line = printed.split('\n').find((one) => one.includes(emailOf(who)))
    expect(line).toContain(PEOPLE[who].name)
    expect(line).toContain(PEOPLE[who].role)
  }
})
