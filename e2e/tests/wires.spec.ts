import { expect, test } from '../fixtures/newsroom.ts'

const STORY = `Ferry talks to resume in Geneva

Norland and Sudland will meet again in Geneva on March 14, 2027, mediated by Norway.`
const WIRE = `Ferry talks are put off

Norland and Sudland will meet again in Geneva on March 16, 2027.

Norland and Sudland signed a truce in Oslo on November 2, 2026.`

test('[L3] [L4] a pasted wire is held against the facts on both screens, and changes what a person takes of it', async ({
  signIn,
  program,
}) => {
  const body = { text: STORY, publishedAt: '2026-11-06', accept: 'all' }
  const ann = await signIn('ann')
  const made = await (await program('ann')).ask<{ id: string }>('POST', '/api/stories/import', body)
  const bob = await signIn('bob')
  await ann.open(made.body.id)
  await bob.open(made.body.id)

  await ann.page.getByRole('tab', { name: 'Wires', exact: true }).click()
  const anns = ann.page.getByRole('region', { name: 'Wires', exact: true })
  await anns.getByLabel('Paste a wire').fill(WIRE)
  await anns.getByLabel('From').fill('Coast Wire')
  await anns.getByRole('button', { name: 'Hold against the facts' }).click()
  await expect(anns.getByText('Contradicts', { exact: true })).toBeVisible()
  await expect(anns).toContainText('March 16, 2027')
  await expect(ann.story).toContainText('March 14, 2027')

  // Bob sees it without a reload, and takes the new day: headline, text and both panels follow.
  await bob.page.getByRole('tab', { name: /^Wires, \d to decide$/ }).click()
  const bobs = bob.page.getByRole('region', { name: 'Wires', exact: true })
  await bobs.getByRole('button', { name: /^Take its value: / }).click()
  await expect(ann.story).toContainText('March 16, 2027')
  await expect(bob.story).toContainText('March 16, 2027')
  await expect(anns.getByText('Contradicts', { exact: true })).toHaveCount(0)

  await anns.getByRole('button', { name: /^Make a fact of it: .*truce/i }).click()
  await expect(ann.card(/truce/i)).toBeVisible()
  await expect(bob.card(/truce/i)).toBeVisible()
})
