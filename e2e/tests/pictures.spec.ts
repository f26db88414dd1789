import { readFile } from 'node:fs/promises'
import { expect, test, type Journalist } from '../fixtures/newsroom.ts'

/** Opens the Pictures tab. */
async function pictures(who: Journalist) {
  await who.page.getByRole('tab', { name: 'Pictures' }).click()
  return who.page.getByRole('region', { name: 'Pictures', exact: true })
}

test('[V1] [V5] the timeline follows the facts, has a table behind it and leaves as SVG', async ({
  signIn,
  newTalks,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newTalks()
  await ann.open(id)
  await bob.open(id)
  const panel = await pictures(ann)
  const timeline = panel.getByRole('figure', { name: 'Timeline of the talks' })
  await expect(timeline.getByRole('img')).toContainText('March 14, 2026')
  const chart = panel.getByRole('figure', { name: 'Who talks to whom' })
  await expect(chart.getByRole('img')).toContainText('Switzerland')

  await bob.card('Next meeting in Geneva').getByRole('button', { name: 'Edit' }).click()
  const date = bob
    .card('Next meeting in Geneva')
    .getByRole('textbox', { name: 'Date', exact: true })
  await date.fill('16 March')
  await date.press('Enter')
  await expect(timeline.getByRole('img')).toContainText('March 16, 2026')

  await timeline.getByText('As a table').click()
  const rows = timeline.getByRole('row')
  await expect(rows.nth(1)).toContainText('March 2–5, 2026')
  await expect(rows.nth(2)).toContainText('25 Hut 1404')

  const download = ann.page.waitForEvent('download')
  await timeline.getByRole('button', { name: 'Save as SVG' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(file).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(file).toContain('March 16, 2026')
  expect(file).not.toContain('var(')

  await rows.nth(2).getByRole('button').click()
  await expect(ann.card('Next meeting in Geneva')).toBeVisible()
})
