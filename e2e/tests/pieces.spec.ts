import { expect, test, type Journalist } from '../fixtures/newsroom.ts'

/** Pictures, tables and embeds, as people put them into a story. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4AWJy6TjzH4aZGJAAAAAA//8FD4S9AAAABklEQVQDAJQ6B8qZTMCyAAAAAElFTkSuQmCC',
  'base64',
)
const file = (name: string) => ({ name, mimeType: 'image/png', buffer: PNG })

async function insertPicture(who: Journalist, name: string): Promise<void> {
  const picked = who.page.waitForEvent('filechooser')
  await who.page.getByRole('button', { name: 'Insert', exact: true }).click()
  await who.page.getByRole('menuitem', { name: /^Picture/ }).click()
  await (await picked).setFiles(file(name))
}

const pictures = (who: Journalist) => who.story.locator('figure')

test('a picture is put in, described, credited and captioned; the other sees it; the gate asks for it', async ({
  signIn,
  newStory,
}) => {
  const id = await newStory('Ferry talks resume', 'They met in Geneva.', 'They go on.')
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  await Promise.all([ann.open(id), eve.open(id)])
  await ann.story.getByText('They met in Geneva.').click()
  await insertPicture(ann, 'hall.png')

  const image = pictures(eve).getByRole('img', { name: 'Picture without alt text' })
  await expect(image).toBeVisible()
  expect(await image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(3)

  await ann.page.getByRole('tab', { name: 'Publish' }).click()
  const gate = ann.page.getByRole('tabpanel', { name: 'Publish' })
  await gate.getByRole('button', { name: /Picture 1 has no description/ }).click()
  await expect(ann.page.getByLabel('Alt text')).toBeFocused()
  await ann.page.keyboard.type('The hall of the talks')
  await ann.page.getByLabel('Credit').fill('Ann Lens / Coast Wire')
  await expect(gate.getByText(/Picture 1 has/)).toHaveCount(0)
  await expect(eve.page.getByLabel('Alt text')).toHaveValue('The hall of the talks')
  await expect(eve.page.getByLabel('Credit')).toHaveValue('Ann Lens / Coast Wire')

  await pictures(ann).locator('figcaption').click()
  await ann.page.keyboard.type('The hall, before they came.')
  await expect(pictures(eve)).toContainText('The hall, before they came.')
  await ann.page.keyboard.press('Enter')
  await ann.page.keyboard.type('A new paragraph.')
  await expect(pictures(eve)).toHaveCount(1)
  await expect(
    eve.story.getByRole('paragraph').filter({ hasText: 'A new paragraph.' }),
  ).toBeVisible()
})

test('a picture is moved by key, cut and pasted with its words, and comes in by paste', async ({
  signIn,
  newStory,
}) => {
  const id = await newStory('Ferry talks resume', 'First.', 'Last.')
  const ann = await signIn('ann', { permissions: ['clipboard-read', 'clipboard-write'] })
  await ann.open(id)
  await ann.story.getByText('First.').click()
  await insertPicture(ann, 'hall.png')
  await ann.page.getByLabel('Alt text').fill('A hall')
  const order = () =>
    ann.story.evaluate((body) =>
      [...body.children]
        .map((child) => (child.tagName === 'FIGURE' ? 'picture' : child.textContent))
        .filter(Boolean)
        .join(' '),
    )
  expect(await order()).toBe('First. picture Last.')
  await ann.page.getByRole('button', { name: 'Move down' }).click()
  await expect.poll(order).toBe('First. Last. picture')
  await ann.page.getByRole('button', { name: 'Move up' }).click()
  await expect.poll(order).toBe('First. picture Last.')

  await pictures(ann).getByRole('img').click()
  await ann.page.keyboard.press('Control+x')
  await expect(pictures(ann)).toHaveCount(0)
  await ann.story.press('Control+End')
  await ann.page.keyboard.press('Control+v')
  await expect(pictures(ann)).toHaveCount(1)
  await expect(ann.page.getByLabel('Alt text')).toHaveValue('A hall')

  await ann.story.press('Control+Home')
  await ann.story.evaluate((body, base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, PNG.toString('base64'))
  await expect(pictures(ann)).toHaveCount(2)
})

test('what is no picture is refused in words', async ({ signIn, newStory }) => {
  const id = await newStory('Ferry talks resume', 'First.')
  const ann = await signIn('ann')
  await ann.open(id)
  const picked = ann.page.waitForEvent('filechooser')
  await ann.page.getByRole('button', { name: 'Insert', exact: true }).click()
  await ann.page.getByRole('menuitem', { name: /^Picture/ }).click()
  const fake = { name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') }
  await (await picked).setFiles(fake)
  await expect(ann.page.getByText(/fake.png was not put in: This is no JPEG/)).toBeVisible()
  await expect(pictures(ann)).toHaveCount(0)
})

test('a table and an embed come in by / and are worked on by key', async ({ signIn, newStory }) => {
  const id = await newStory('Ferry talks resume', 'First.')
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  await Promise.all([ann.open(id), eve.open(id)])
  await ann.story.press('Control+End')
  await ann.page.keyboard.press('Enter')
  await ann.story.pressSequentially('/tab')
  await expect(ann.page.getByRole('option', { name: /^Table/ })).toBeVisible()
  await ann.page.keyboard.press('Enter')
  const rows = eve.story.getByRole('row')
  await expect(rows).toHaveCount(3)
  await ann.page.keyboard.type('Round')
  await ann.page.keyboard.press('Tab')
  await ann.page.keyboard.type('When')
  await expect(eve.story.getByRole('columnheader', { name: 'When' })).toBeVisible()
  await ann.page.keyboard.press('Control+Alt+ArrowDown')
  await expect(rows).toHaveCount(4)
  await ann.page.keyboard.press('Control+Alt+ArrowRight')
  await expect(eve.story.getByRole('columnheader')).toHaveCount(4)
  await ann.page.keyboard.press('Control+Alt+Shift+Backspace')
  await expect(eve.story.getByRole('columnheader')).toHaveCount(3)
  await ann.page.keyboard.press('Control+Alt+Backspace')
  await expect(rows).toHaveCount(3)

  await ann.story.press('Control+End')
  await ann.story.pressSequentially('/emb')
  await ann.page.keyboard.press('Enter')
  await expect(ann.page.getByLabel('Address')).toBeFocused()
  await ann.page.keyboard.type('https://video.example/talks')
  await ann.page.getByLabel('Title', { exact: true }).fill('The talks on film')
  await expect(eve.story.getByText('Embed from video.example')).toBeVisible()
  await expect(eve.page.getByLabel('Title', { exact: true })).toHaveValue('The talks on film')
})
