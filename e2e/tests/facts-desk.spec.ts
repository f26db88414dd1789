import type * as Y from 'yjs'
import { expect, test } from '../fixtures/newsroom.ts'
import type { Program } from '../fixtures/program.ts'

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

test('[A12] the queue by thumb: one fact a card, decided with what it takes, the next one follows', async ({
  signIn,
  program,
  newTalks,
}) => {
  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }
  const eve = await signIn('eve', phone)
  const id = await newTalks()
  // Due first, so that its facts come first in a queue that has those of others too.
  const ann = await program('ann')
  await ann.ask('PATCH', `/api/stories/${id}`, { deadline: Date.now() + 60_000 })
  await eve.page.goto(`${eve.url}/approvals`)
  const card = eve.page.getByRole('article')
  await expect(
    card.getByRole('link', { name: 'Ferry pact talks to resume in Geneva' }),
  ).toBeVisible()
  await expect(eve.page.getByRole('list', { name: 'Approvals' })).toBeHidden()
  const width = await eve.page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(phone.viewport.width)

  const label = (await card.getByRole('heading', { level: 2 }).textContent()) ?? ''
  const approve = card.getByRole('button', { name: 'Approve' })
  const box = await approve.boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(40) // a thumb
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.viewport.height)
  await approve.tap()
  await expect(card.getByRole('heading', { level: 2 })).not.toHaveText(label)
  await expect.poll(() => statusesOf(ann, id)).toMatchObject({ [label]: 'approved' })

  const next = (await card.getByRole('heading', { level: 2 }).textContent()) ?? ''
  await card.getByRole('button', { name: 'Query' }).tap()
  const question = eve.page.getByRole('textbox', { name: 'Ask about this fact' })
  await question.fill('Says who?')
  await question.press('Enter')
  // What was asked about waits at the end, so the next one is here.
  await expect(card.getByRole('heading', { level: 2 })).not.toHaveText(next)
  expect(await factsOf(ann, id)).toContainEqual(
    expect.objectContaining({ label: next, query: expect.objectContaining({ text: 'Says who?' }) }),
  )
  // The tests share a newsroom: no other story is to stand behind this one.
  await ann.ask('PATCH', `/api/stories/${id}`, { deadline: null })
})

test('[A12] several at once, when every source is an official document; whoever is left out waits', async ({
  signIn,
  program,
  newTalks,
}) => {
  const [eve, ann] = [await signIn('eve'), await program('ann')]
  const id = await newTalks()
  await citeDocuments(ann, id)
  await eve.page.goto(`${eve.url}/approvals`)
  await eve.page.getByRole('button', { name: /^Approve \d+ from documents/ }).click()
  const dialog = eve.page.getByRole('dialog', { name: 'Approve several at once' })
  const facts = Object.keys(await statusesOf(ann, id))
  await expect(dialog.getByRole('checkbox')).toHaveCount(facts.length)
  await dialog.getByRole('checkbox', { name: /^Oslo/ }).press('Space')
  await dialog.getByRole('button', { name: `Approve ${facts.length - 1}`, exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const after = Object.entries(await statusesOf(ann, id))
  expect(after.filter(([, status]) => status !== 'approved')).toEqual([['Oslo', 'in_check']])
})

/** Every source of the story becomes an official document. */
async function citeDocuments(program: Program, storyId: string): Promise<void> {
  const provider = program.join(storyId)
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const facts = provider.doc.getMap<Y.Map<Y.Map<Y.Map<unknown>>>>('facts')
  for (const fact of facts.values()) {
    for (const source of fact.get('sources')?.values() ?? []) source.set('kind', 'document')
  }
  await expect
    .poll(async () => (await factsOf(program, storyId)).flatMap((fact) => fact.sources))
    .not.toContainEqual(expect.objectContaining({ kind: 'wire' }))
  provider.destroy()
}

interface FactNow {
  readonly label: string
  readonly status: string
  readonly sources: readonly { readonly kind: string }[]
}

async function factsOf(program: Program, storyId: string): Promise<FactNow[]> {
  const path = `/api/stories/${storyId}/facts`
  return (await program.ask<{ facts: FactNow[] }>('GET', path)).body.facts
}

/** Status by label. */
async function statusesOf(program: Program, storyId: string): Promise<Record<string, string>> {
  const facts = await factsOf(program, storyId)
  return Object.fromEntries(facts.map(({ label, status }) => [label, status]))
}

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
