import { expect, test, type Journalist } from '../fixtures/newsroom.ts'
import { SlowLine } from '../fixtures/slow-line.ts'

/** Puts another day of the month into the date of a fact whose form is open. */
async function setDay(who: Journalist, fact: string, day: string): Promise<void> {
  const date = who.card(fact).getByRole('textbox', { name: 'Date', exact: true })
  await date.fill(`March ${day}, 2026`)
  await date.press('Enter')
}

/** Chooses from the menu of a card and gives the reason it asks for. */
async function decide(who: Journalist, fact: string, what: string, why: string): Promise<void> {
  const card = who.card(fact)
  await who.choose(fact, what)
  if (what === 'Dispute') await card.getByRole('radio', { name: 'A reason' }).click()
  await card.getByRole('button', { name: what }).click()
  await expect(card.getByText('Write the reason first.')).toBeVisible()
  await card.getByRole('textbox').fill(why)
  await card.getByRole('button', { name: what }).click()
}

test('[F2] two people in two fields of one fact, and in one text, all keep their words', async ({
  signIn,
  newTalks,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newTalks()
  const round = 'First round of talks in Oslo'
  for (const who of [ann, bob]) {
    await who.open(id)
    await who.edit(round)
  }
  const title = (who: Journalist) => who.card(round).getByRole('textbox', { name: 'Title' })
  const outcome = (who: Journalist) => who.card(round).getByRole('textbox', { name: 'Outcome' })

  await Promise.all([
    title(ann).pressSequentially('The ferry round'),
    outcome(bob).pressSequentially('No timetable yet.'),
  ])
  for (const who of [ann, bob]) {
    await expect(title(who)).toHaveValue('The ferry round')
    await expect(outcome(who)).toHaveValue('No timetable yet.')
  }

  await outcome(ann).press('Control+Home')
  await outcome(bob).press('Control+End')
  await Promise.all([
    outcome(ann).pressSequentially('At midnight: '),
    outcome(bob).pressSequentially(' Both sides stay.'),
  ])
  for (const who of [ann, bob]) {
    await expect(outcome(who)).toHaveValue('At midnight: No timetable yet. Both sides stay.')
  }
})

test('a fact is made of selected words by keyboard alone, and its words follow it', async ({
  signIn,
  newStory,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const [words, card] = [/^March 14, 2026/, 'Date: Crews go back to work']
  const id = await newStory('Harbour strike', 'The crews go back to work on March 14, 2026.')
  await ann.open(id)
  await bob.open(id)
  await ann.story.press('Control+End')
  await ann.story.press('ArrowLeft')

  for (const _letter of 'March 14, 2026') await ann.story.press('Shift+ArrowLeft')
  // The editor hears of a selection a moment after the browser has it.
  await expect.poll(() => ann.page.evaluate(() => String(getSelection()))).toBe('March 14, 2026')
  await expect(ann.page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible()
  await ann.story.press('Control+Shift+F')
  const form = ann.page.getByRole('form', { name: 'Make fact' })
  await expect(form).toContainText('23 Hut 1404') // the other calendar, to catch a slip
  await ann.page.keyboard.press('Enter')
  await expect(ann.mention(words)).toBeVisible()
  await expect(bob.mention(words)).toBeVisible()
  await expect(bob.card(card)).toContainText('Needs a source')
  await bob.edit(card)
  await setDay(bob, card, '16')
  await expect(ann.mention(/^March 16, 2026/)).toBeVisible()
  await expect.poll(() => ann.reads()).toBe('The crews go back to work on March 16, 2026.')
})

test('a mention is put in by @ and Enter, and copied: it follows here, and is plain words elsewhere', async ({
  signIn,
  newTalks,
  newStory,
}) => {
  const ann = await signIn('ann', { permissions: ['clipboard-read', 'clipboard-write'] })
  const id = await newTalks()
  await ann.open(id)
  await ann.headline.press('Control+End')
  await ann.headline.pressSequentially(' on @march 14')
  const offered = ann.page.getByRole('listbox', { name: 'Facts to mention' })
  await expect(offered.getByRole('option', { selected: true })).toContainText('March 14')
  await ann.headline.press('Enter')
  await expect(ann.headline).toContainText('March 14')

  // Within the story the copy is a mention too, and follows with the others.
  await ann.headline.press('Control+A')
  await ann.headline.press('Control+C')
  await ann.standfirst.press('Control+V')
  await expect(ann.standfirst.getByRole('button', { name: /March 14/ })).toBeVisible()
  await ann.edit('Next meeting in Geneva')
  await setDay(ann, 'Next meeting in Geneva', '17')
  for (const text of [ann.headline, ann.standfirst, ann.story]) {
    await expect(text).toContainText('March 17')
  }

  // In another story there is no such fact: the words come, and nothing that could point astray.
  const other = await newStory('Elsewhere', 'Nothing to do with it.')
  await ann.headline.press('Control+A')
  await ann.headline.press('Control+C')
  const copied = () => ann.page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain('March 17') // before the page goes, and the copy with it
  await ann.open(other)
  await ann.story.press('Control+End')
  await ann.story.press('Control+V')
  await expect(ann.story).toContainText('resume in Geneva on March 17')
  await expect(ann.mention(/./)).toHaveCount(0)
})

test('undo takes back what one did oneself, never what others wrote', async ({
  signIn,
  newStory,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newStory('Two hands', 'One text.')
  await ann.open(id)
  await bob.open(id)
  await ann.story.press('Control+End')
  // In one go: what is typed with pauses is taken back in steps.
  await ann.page.keyboard.insertText(' Ann was here.')
  await expect(bob.story).toContainText('Ann was here.')
  await bob.write(' So was Bob.')
  await expect.poll(() => ann.reads()).toBe('One text. Ann was here. So was Bob.')
  await ann.story.press('Control+Z')
  await expect.poll(() => bob.reads()).toBe('One text. So was Bob.')
  await ann.story.press('Control+Shift+Z')
  await expect.poll(() => bob.reads()).toBe('One text. Ann was here. So was Bob.')
})

test('[A1] [A3] an edit voids the approval on every screen; a late approval shows both values', async ({
  signIn,
  newTalks,
}) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newTalks()
  const line = await SlowLine.between(eve)
  await ann.open(id)
  await eve.open(id)
  const meeting = 'Next meeting in Geneva'
  await eve.card(meeting).getByRole('button', { name: 'Approve' }).click()
  await expect(ann.card(meeting)).toContainText('Approved by Eve Lindqvist')

  await ann.edit(meeting)
  await setDay(ann, meeting, '16')
  await expect(eve.card(meeting)).toContainText('Changed since approval')
  await expect(eve.mention(/^March 16, Changed since approval, was: March 14/)).toBeVisible()

  line.hold()
  await setDay(ann, meeting, '17')
  await expect(ann.saveState).toHaveText(/^Saved/)
  await eve.card(meeting).getByRole('button', { name: 'Approve' }).click()
  const answer = eve.card(meeting).getByRole('alert')
  await expect(answer).toContainText('Nothing was recorded')
  await expect(answer.getByRole('columnheader')).toHaveText(['Field', 'You saw', 'It is now'])
  await expect(answer.getByRole('row').nth(1)).toHaveText(/Date.*16.*17/)

  line.release()
  await answer.getByRole('button', { name: 'Look again' }).click()
  await expect(eve.mention(/^March 17/)).toBeVisible()
  await eve.card(meeting).getByRole('button', { name: 'Approve' }).click()
  await expect(eve.card(meeting)).toContainText('Approved by Eve Lindqvist')
})

test('[A6] disputed and retracted with a reason, which everybody reads beside the words', async ({
  signIn,
  newTalks,
}) => {
  const [bob, eve] = [await signIn('bob'), await signIn('eve')]
  const id = await newTalks()
  await bob.open(id)
  await eve.open(id)
  await decide(bob, 'Place: Oslo', 'Dispute', 'The envoy says Bergen.')
  await expect(eve.card('Place: Oslo')).toContainText('Disputed by Bob Okafor')
  await expect(eve.card('Place: Oslo')).toContainText('The envoy says Bergen.')

  await decide(eve, 'Mediator: Norway', 'Retract', 'It only lent the room.')
  await expect(bob.card('Mediator: Norway')).toContainText('It only lent the room.')
  await expect(bob.card('Mediator: Norway').getByRole('button', { name: 'Approve' })).toHaveCount(0)
  await expect(bob.mention(/Oslo.*Disputed/)).toBeVisible()
  await expect(bob.mention(/Norway.*Retracted/)).toBeVisible()
})
