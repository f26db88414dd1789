import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Journalist } from '../fixtures/newsroom.ts'

const PARAGRAPHS = Array.from(
  { length: 14 },
  (_, number) =>
    `Paragraph ${number} tells of the ferry that left the island at dawn with ${number} lorries, two ` +
    `school classes and a brass band on board, and of those who waved from the pier number ${number}.`,
)

/** What a script in the page finds of the editor. */
interface Editor {
  readonly state: { readonly doc: { readonly children: readonly { readonly nodeSize: number }[] } }
  readonly commands: { deleteRange(range: { from: number; to: number }): boolean }
}

async function openHistory({ page }: Journalist): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click()
}

test('[H5] [H6] a version is looked at and restored, and what came since is not lost to history', async ({
  signIn,
  newStory,
  program,
}) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newStory('Ferry leaves', 'The ferry left at dawn.')
  await ann.open(id)
  await eve.open(id)
  await ann.story.press('Control+Home')
  await ann.story.press('Shift+End')
  await ann.story.pressSequentially('The ferry sank.')
  await expect(ann.saveState).toHaveText(/^Saved/)
  await expect.poll(() => eve.reads()).toBe('The ferry sank.')

  await openHistory(eve)
  await eve.page
    .getByRole('list', { name: 'Versions, newest first' })
    .getByRole('button')
    .first()
    .click()
  const sheet = eve.page.getByRole('dialog', { name: /^As it stood at/ })
  await expect(sheet.getByText('The ferry sank.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).click()

  const first = await eve.page.request.get(`/api/stories/${id}/versions`)
  const { versions } = (await first.json()) as { versions: { from: number }[] }
  const time = new Date(versions[0]?.from ?? 0).toISOString()
  const { status } = await (
    await program('eve')
  ).ask('POST', `/api/stories/${id}/restore`, { time })
  expect(status).toBe(200)
  await expect.poll(() => ann.reads()).toBe('The ferry left at dawn.')
  await ann.write(' With a band.')
  await expect.poll(() => eve.reads()).toBe('The ferry left at dawn. With a band.')
})

test('[H3] [H4] most of a story deleted at once is held back; the sender takes it back', async ({
  signIn,
  newStory,
}) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newStory('Ferry leaves', ...PARAGRAPHS)
  await ann.open(id)
  await eve.open(id)
  await ann.story.press('Control+a')
  await ann.story.press('Delete')
  await expect(ann.page.getByText(/This would have deleted .* characters at once/)).toBeVisible()
  await expect(eve.page.getByText(/would have deleted .* It was held back/)).toBeVisible()
  await expect(eve.story).toContainText('Paragraph 13')

  await ann.page.getByRole('button', { name: 'Take the text back' }).click()
  await expect(ann.story).toContainText('Paragraph 13')
  await expect(ann.saveState).toHaveText(/^Saved/)
  await expect(eve.page.getByText(/It was held back/)).toBeHidden()
})

test('[H4] an editor carries it out after all', async ({ signIn, newStory }) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newStory('Ferry leaves', ...PARAGRAPHS)
  await ann.open(id)
  await eve.open(id)
  await ann.story.press('Control+a')
  await ann.story.press('Delete')
  await eve.page.getByRole('button', { name: 'Delete them' }).click()
  await expect.poll(() => eve.reads()).toBe('')
  await ann.page.getByRole('button', { name: 'Try again' }).click()
  await expect(ann.saveState).toHaveText(/^(Saved|Reconnected)/)
  expect(await ann.reads()).toBe('')
})

test('[H7] a page that deletes paragraph by paragraph is stopped; an editor puts back what was gone', async ({
  signIn,
  newStory,
}) => {
  const [bob, eve] = [await signIn('bob'), await signIn('eve')]
  const id = await newStory('Ferry leaves', ...PARAGRAPHS)
  await bob.open(id)
  await eve.open(id)
  await expect(bob.saveState).toHaveText(/^Saved/)
  // A script, or an add-on of the browser: one paragraph after the other, a moment between.
  await bob.story.evaluate(async (element) => {
    const { editor } = element as unknown as { editor: Editor }
    for (let cut = 0; cut < 10; cut += 1) {
      const [first] = editor.state.doc.children
      if (first) editor.commands.deleteRange({ from: 0, to: first.nodeSize })
      await new Promise((done) => setTimeout(done, 100))
    }
  })
  await expect(bob.page.getByText(/are gone for everybody; the rest was held back/)).toBeVisible()
  await expect(eve.page.getByText(/within seconds, in small steps/)).toBeVisible()
  await expect(eve.story).not.toContainText('Paragraph 0 ')
  await eve.page.getByRole('button', { name: 'Put the text back' }).click()
  await expect(eve.page.getByText(/within seconds, in small steps/)).toBeHidden()
  await expect.poll(() => eve.reads()).toBe(PARAGRAPHS.join(''))
  await bob.page.getByRole('button', { name: 'Take the text back' }).click()
  await expect(bob.saveState).toHaveText(/^Saved/)
  expect(await bob.reads()).toBe(PARAGRAPHS.join(''))
})

test('[H1] a page with an older editor is told before it syncs', async ({ signIn, newStory }) => {
  const ann = await signIn('ann')
  const id = await newStory('Ferry leaves', 'The ferry left at dawn.')
  await ann.page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (typeof message === 'string') return socket.send(message)
      // The server is of a newer version: its hello names another schema.
      const text = message.toString('latin1')
      const other = text.replace(/("schema":")[0-9a-f]{16}/, '$10123456789abcdef')
      socket.send(Buffer.from(other, 'latin1'))
    })
  })
  await ann.page.goto(`${ann.url}/stories/${id}`)
  await expect(ann.page.getByText(/This (page is older|tab is out of date)/).first()).toBeVisible()
  await expect(ann.page.getByRole('button', { name: 'Reload' })).toBeVisible()
})

test('[H2] after a restore from a backup the older story is everybody’s, and what is missing is offered', async ({
  dateline,
  signIn,
  newStory,
}) => {
  const [ann, eve] = [await signIn('ann'), await signIn('eve')]
  const id = await newStory('Ferry leaves', 'The ferry left at dawn.')
  await ann.open(id)
  await eve.open(id)
  const file = `${dateline.dataDir}-news.tar.gz`
  await dateline.command(['backup', file])
  await ann.story.press('Control+End')
  await ann.story.press('Enter')
  await ann.write('Written after the backup.')
  await expect(ann.saveState).toHaveText(/^Saved/)
  await expect(eve.story).toContainText('after the backup')

  await dateline.stop()
  const away = `${dateline.dataDir}-away`
  mkdirSync(away)
  for (const name of readdirSync(dateline.dataDir)) {
    renameSync(join(dateline.dataDir, name), join(away, name))
  }
  await dateline.command(['restore', file])
  await dateline.start()

  await expect.poll(() => ann.reads()).toBe('The ferry left at dawn.')
  await expect.poll(() => eve.reads()).toBe('The ferry left at dawn.')
  await ann.page.getByRole('button', { name: 'Insert at the end' }).click()
  await expect.poll(() => eve.reads()).toBe('The ferry left at dawn.Written after the backup.')
  await expect(ann.page.getByRole('button', { name: 'Insert at the end' })).toBeHidden()
})
