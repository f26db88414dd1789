import { expect, test } from '../fixtures/newsroom.ts'

test('[F9] two who set one field apart: both values on both screens, one key chooses', async ({
  signIn,
  newTalks,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newTalks()
  const round = 'First round of talks in Oslo'
  for (const who of [ann, bob]) await who.open(id)
  await ann.loseNetwork()
  for (const [who, title] of [
    [ann, 'The fjord round'],
    [bob, 'The sound round'],
  ] as const) {
    await who.edit(round)
    await who.card(round).getByRole('textbox', { name: 'Title' }).fill(title)
    await who.card(round).getByRole('button', { name: 'Done' }).first().click()
  }
  await ann.findNetwork()
  for (const who of [ann, bob]) {
    const torn = who.card(round).getByRole('region', { name: 'Two values' })
    await expect(torn).toContainText('The fjord round')
    await expect(torn).toContainText('The sound round')
    await expect(torn).toContainText('Ann Reyes')
    await expect(torn).toContainText('Bob Okafor')
  }
  await bob.card(round).locator('[data-card]').focus()
  await bob.page.keyboard.press('2')
  for (const who of [ann, bob]) {
    await expect(who.card(round).getByRole('region', { name: 'Two values' })).toHaveCount(0)
  }
  await ann.card(round).locator('[data-card]').click()
  await expect(ann.card(round)).toContainText('The sound round')
})

test('[A8][A9][M8] a dispute has two sides, and both are approved as a pair and read in the copy', async ({
  signIn,
  newTalks,
}) => {
  const [bob, eve] = [await signIn('bob'), await signIn('eve')]
  const id = await newTalks()
  await bob.open(id)
  await eve.open(id)
  const place = 'Place: Oslo'
  await bob.choose(place, 'Dispute')
  const form = bob.card(place).getByRole('form', { name: 'Dispute' })
  await form.getByRole('textbox', { name: 'Who says otherwise' }).fill('the envoy')
  await form.getByRole('textbox', { name: 'What they say' }).fill('Bergen')
  await form.getByRole('button', { name: 'Dispute', exact: true }).click()
  await expect(form).toContainText('Say where it is from')
  await form.getByRole('textbox', { name: 'Who says it' }).first().fill('the hosts')
  await form.getByRole('textbox', { name: 'Who says it', exact: true }).fill('The envoy, by phone')
  await form.getByRole('button', { name: 'Dispute', exact: true }).click()

  await expect(eve.card(place)).toContainText('Disputed')
  await expect(eve.mention(/the hosts says Oslo; the envoy says Bergen/).first()).toBeVisible()
  await eve.card(place).getByRole('button', { name: 'Approve' }).click()
  await eve.card(place).getByRole('button', { name: 'Approve both sides as a pair' }).click()
  await expect(bob.card(place)).toContainText('Approved by Eve Lindqvist')
  await expect(bob.mention(/the envoy says Bergen/).first()).toBeVisible()
})

test('[A11][A12] the queue: by key, live; a question goes back and its answer comes', async ({
  signIn,
  newTalks,
}) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newTalks()
  await ann.open(id)
  await eve.page.getByRole('link', { name: 'Approvals' }).click()
  const entry = eve.page
    .getByRole('list', { name: 'Approvals' })
    .getByRole('button', { name: /^First round of talks in Oslo/ })
    .last()
  await entry.click()
  const card = eve.page.getByRole('article', { name: 'First round of talks in Oslo' })
  await expect(card).toContainText('March 2–5, 2026')
  await expect(card).toContainText('Hut 1404') // the other calendar
  await expect(card).toContainText('Coast Wire')

  await eve.page.keyboard.press('q')
  await card.getByRole('textbox', { name: 'Ask about this fact' }).fill('Until which day?')
  await eve.page.keyboard.press('Enter')
  await expect(card).toContainText('Until which day?')
  const asked = ann.card('First round of talks in Oslo')
  await expect(asked).toContainText('Until which day?')
  await asked.getByRole('textbox', { name: 'Answer' }).fill('The fifth.')
  await asked.getByRole('button', { name: 'Answer' }).click()
  await expect(card).toContainText('The fifth.')

  await eve.page.getByRole('heading', { level: 2 }).click() // out of the fields
  await eve.page.keyboard.press('a')
  await expect(asked).toContainText('Approved by Eve Lindqvist')
  await expect(card).toHaveCount(0)
})

test('[F10] who a restricted source is: for two people, outside the story, each look recorded', async ({
  signIn,
  newTalks,
}) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newTalks()
  const place = 'Place: Oslo'
  await ann.open(id)
  await ann.edit(place)
  const source = ann.card(place).getByRole('group', { name: 'Source 1' })
  await source.getByRole('button', { name: /^Restricted: who is this/ }).click()
  await source.getByRole('textbox', { name: 'Who is this' }).fill('K. of the harbour office')
  await source.getByRole('button', { name: /The editor who may know/ }).click()
  await ann.page.getByRole('option', { name: 'Eve Lindqvist' }).click()
  await source.getByRole('button', { name: 'Keep under lock' }).click()
  await expect(source).toContainText('Known to Ann Reyes and Eve Lindqvist only')

  await eve.open(id)
  await eve.edit(place)
  const seen = eve.card(place).getByRole('group', { name: 'Source 1' })
  await seen.getByRole('button', { name: 'Reveal (recorded)' }).click()
  await expect(seen).toContainText('K. of the harbour office')
  await seen.getByText('Looked at once').click()
  await expect(seen.getByRole('list')).toContainText('Eve Lindqvist')
})

test('[R2][R3] a fact comes from another story and follows it by one click', async ({
  signIn,
  program,
  newTalks,
  newStory,
}) => {
  const ann = await signIn('ann')
  const talks = await newTalks()
  const other = await newStory('Elsewhere', 'Nothing yet.')
  const tab = await ann.newTab()
  await tab.open(talks)
  await tab.edit('Next meeting in Geneva')
  const label = tab.card('Next meeting in Geneva').getByRole('textbox', { name: 'Label' })
  await label.fill('Envoys by the lake')
  await label.press('Enter')
  const api = await program('ann')
  await expect
    .poll(async () => (await api.ask('GET', '/api/facts?q=envoys+lake')).body['facts'])
    .toHaveLength(1)

  await ann.open(other)
  await ann.page.getByRole('button', { name: 'New fact' }).click()
  await ann.page.getByRole('menuitem', { name: 'From another story…' }).click()
  const dialog = ann.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Words of the fact' }).fill('envoys lake')
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: /^Envoys by the lake/ }).click()
  const copy = ann.card('Envoys by the lake')
  await expect(copy).toContainText('March 14, 2026')

  const day = tab.card('Envoys by the lake').getByRole('textbox', { name: 'Date', exact: true })
  await day.fill('17 March')
  await day.press('Enter')
  const moved = copy.getByRole('region', { name: 'The original moved on' })
  await expect(moved).toContainText('March 17')
  await copy.getByRole('button', { name: 'Take it over' }).click()
  await expect(moved).toHaveCount(0)
  await expect(copy).toContainText('March 17, 2026')
})

test('[A10] the newsroom’s rules are changed by an admin and hold on open screens', async ({
  signIn,
  newTalks,
}) => {
  const [ada, eve] = [await signIn('ada'), await signIn('eve')]
  const id = await newTalks()
  await eve.open(id)
  const place = 'Place: Oslo'
  await eve.edit(place)
  await eve.card(place).getByRole('textbox', { name: 'Country' }).fill('the Kingdom of Norway')
  await eve.card(place).getByRole('button', { name: 'Done' }).first().click()
  const approve = eve.card(place).getByRole('button', { name: 'Approve' })
  await expect(approve).toHaveCount(0) // her own edit
  await ada.page.goto(`${ada.url}/admin/rules`)
  const self = ada.page.getByRole('switch', { name: /approve what they wrote/ })
  await self.press('Space')
  await expect(approve).toBeVisible()
  await self.press('Space')
  await expect(approve).toHaveCount(0)
})
