import { expect, test, type Journalist } from '../fixtures/newsroom.ts'

const PASTE_LIMIT = 200_000

/** Copies on a page that puts whatever HTML it likes on the clipboard, as any web site can. */
async function copyFromHostilePage(who: Journalist, html: string): Promise<void> {
  const page = await who.context.newPage()
  await page.setContent('<p>A harmless page.</p>')
  await page.evaluate((hostile) => {
    document.addEventListener('copy', (event) => {
      event.clipboardData?.setData('text/html', hostile)
      event.clipboardData?.setData('text/plain', 'plain')
      event.preventDefault()
    })
  }, html)
  await page.getByText('A harmless page.').selectText()
  await page.keyboard.press('Control+C')
  await page.close()
}

const wasRun = (who: Journalist) => who.page.evaluate(() => Reflect.has(globalThis, 'wasRun'))

const problem = (status: number, detail: RegExp) => ({
  status,
  body: { status, detail: expect.stringMatching(detail) },
})

test('the API answers what it cannot take with what to do, and changes nothing', async ({
  program,
  newTalks,
}) => {
  const [ann, eve] = [await program('ann'), await program('eve')]
  const [mine, foreign] = [await newTalks(), await newTalks()]
  const stories = async () =>
    (await ann.ask<{ stories: { id: string }[] }>('GET', '/api/stories')).body.stories.length
  const before = await stories()
  type Facts = { facts: { id: string; hash: string; status: string }[] }
  const { body } = await eve.ask<Facts>('GET', `/api/stories/${foreign}/facts`)
  const approval = { hash: body.facts[0]?.hash, decision: 'approve' }

  expect(await ann.say('POST', '/api/stories', '{"headline": "Half')).toMatchObject(
    problem(400, /not well-formed JSON/),
  )
  expect(await ann.ask('POST', '/api/stories', { headline: 7 })).toMatchObject(
    problem(400, /headline/),
  )
  expect(await ann.ask('POST', '/api/stories', { headline: 'x'.repeat(3_000_000) })).toMatchObject(
    problem(413, /large|long|big/i),
  )
  expect(await ann.ask('GET', '/api/stories/nowhere')).toMatchObject(problem(404, /story/))
  expect(await ann.ask('GET', '/api/stories/..%2F..%2Fetc')).toMatchObject(problem(404, /story/))
  expect(await ann.ask('GET', '/api/nonsense')).toMatchObject(problem(404, /nothing at/))
  for (const factId of ['nowhere', body.facts[0]?.id]) {
    const path = `/api/stories/${mine}/facts/${factId}/approval`
    expect(await eve.ask('POST', path, approval)).toMatchObject(problem(404, /fact/))
  }
  expect(await ann.ask('POST', '/api/stories/import', { text: 'x'.repeat(500_000) })).toMatchObject(
    problem(400, /400,?000/),
  )
  for (const url of ['http://127.0.0.1/', 'http://169.254.169.254/latest', 'http://[::1]/']) {
    expect(await ann.ask('POST', '/api/stories/import', { url })).toMatchObject(
      problem(422, /not on the open internet.*paste the text/),
    )
  }
  expect(await stories()).toBe(before)
  const untouched = await eve.ask<Facts>('GET', `/api/stories/${foreign}/facts`)
  expect(untouched.body.facts.map(({ status }) => status)).not.toContain('approved')
})

test('the import box says why a text or an address is not taken, and keeps what was entered', async ({
  signIn,
}) => {
  const ann = await signIn('ann')
  await ann.page.getByRole('button', { name: 'Import' }).click()
  const dialog = ann.page.getByRole('dialog', { name: 'Import a story' })
  const text = dialog.getByRole('textbox', { name: 'Text' })
  await text.fill('A sentence. '.repeat(42_000))
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog.getByText('This is longer than 400,000 characters.')).toBeVisible()
  await expect(text).toHaveValue(/^A sentence\. A sentence\./)

  await dialog.getByText('Web address').click()
  const address = dialog.getByRole('textbox', { name: 'Address of the page' })
  await address.fill('http://169.254.169.254/latest/meta-data')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog.getByText('169.254.169.254 is not on the open internet')).toBeVisible()
  await expect(address).toHaveValue('http://169.254.169.254/latest/meta-data')
})

test('a paste beyond measure is refused in words, and nothing is lost', async ({
  signIn,
  newStory,
}) => {
  const ann = await signIn('ann', { permissions: ['clipboard-read', 'clipboard-write'] })
  await ann.open(await newStory('Long read', 'It begins here.'))
  const copy = (words: string) =>
    ann.page.evaluate((text) => navigator.clipboard.writeText(text), words)
  await copy('x'.repeat(PASTE_LIMIT + 1))
  await ann.story.press('Control+End')
  await ann.story.press('Control+V')
  await expect(ann.page.getByText('That is more than 200,000 characters.')).toBeVisible()
  await copy(' It ends here.')
  await ann.story.press('Control+V')
  await expect(ann.story).toHaveText('It begins here. It ends here.')
  await expect(ann.saveState).toHaveText(/^Saved/)
})

test('HTML that would run something is pasted as its words, on every screen', async ({
  signIn,
  program,
  newStory,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newStory('What the page said', 'It said:')
  await ann.open(id)
  await bob.open(id)
  await copyFromHostilePage(
    ann,
    `<p onclick="wasRun = 1">The envoy <script>wasRun = 1</script>said
    <img src="x" onerror="wasRun = 1"><svg onload="wasRun = 1"></svg>
    <iframe srcdoc="<script>parent.wasRun = 1</script>"></iframe>
    <a href="javascript:wasRun = 1">no comment</a> <a href=" java&#10;script:wasRun = 1">at all</a>
    <a href="https://example.org/envoy">twice</a>.</p><blockquote>Not today.</blockquote>`,
  )
  await ann.story.press('Control+End')
  await ann.story.press('Control+V')
  for (const who of [ann, bob]) {
    await expect
      .poll(() => who.reads())
      .toBe('It said:The envoy said no comment at all twice.Not today.')
    await expect(who.story.getByRole('blockquote')).toHaveText('Not today.')
    await expect(who.story.getByRole('link')).toHaveText('twice')
    await who.story.getByText('no comment').click()
    expect(await wasRun(who)).toBe(false)
  }
  await bob.page.reload()
  await expect(bob.story).toContainText('no comment')
  expect(await wasRun(bob)).toBe(false)
  const draft = await (
    await program('ann')
  ).ask<{ text: string }>('GET', `/api/stories/${id}/export?format=html&draft=1`)
  expect(draft.body.text).toContain('no comment')
  expect(draft.body.text).not.toContain('wasRun')
})

test('[Y8] whatever one socket sends, the people in the story write on', async ({
  signIn,
  program,
  newStory,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const [bobsProgram, vicsProgram] = [await program('bob'), await program('vic')]
  const id = await newStory('On the record', 'Begun.')
  await ann.open(id)
  await bob.open(id)
  const typing = ann.write(' One two three four five six seven eight nine ten eleven twelve.')

  const rogue: [frame: Uint8Array, code: number][] = [
    [Uint8Array.of(0, 2, 3, 255, 255, 3), 4400], // an update that is none
    [Uint8Array.of(0, 7, 0), 4400], // a sync step nobody knows
    [Uint8Array.of(0), 4400], // cut off
    [Uint8Array.of(1, 3, 9, 9, 9), 4400], // presence that is none
    [new Uint8Array(5 * 1024 * 1024), 4413],
  ]
  for (const [frame, code] of rogue) {
    const { socket, closed } = await bobsProgram.socket(id)
    socket.send(frame)
    expect(await closed).toBe(code)
  }
  const flood = await bobsProgram.socket(id)
  for (let sent = 0; sent < 2_000; sent += 1) flood.socket.send(Uint8Array.of(3))
  expect(await flood.closed).toBe(4429)

  // A viewer whose program writes all the same.
  const vic = vicsProgram.join(id)
  const closes: number[] = []
  vic.on('connection-close', (event) => event && closes.push(event.code))
  await expect.poll(() => vic.synced).toBe(true)
  vic.doc.getText('notes').insert(0, 'graffiti')
  await expect.poll(() => closes).toEqual([4403])
  vic.destroy()

  // Somebody who writes under Ann's name.
  const anns = (await program('ann')).join(id)
  await expect.poll(() => anns.synced).toBe(true)
  anns.doc.getText('notes').insert(0, 'By Ann.')
  const bobs = bobsProgram.join(id)
  await expect.poll(() => bobs.doc.getText('notes').toJSON()).toBe('By Ann.')
  const forger = bobsProgram.join(id)
  const refused: number[] = []
  forger.on('connection-close', (event) => event && refused.push(event.code))
  await expect.poll(() => forger.doc.getText('notes').toJSON()).toBe('By Ann.')
  forger.doc.clientID = anns.doc.clientID
  forger.doc.getText('notes').insert(0, 'Forged. ')
  await expect.poll(() => refused).toEqual([4409])
  expect(bobs.doc.getText('notes').toJSON()).toBe('By Ann.')
  for (const provider of [anns, bobs, forger]) provider.destroy()

  await typing
  await expect.poll(() => bob.reads()).toContain('twelve.') // or he would write into her last word
  await bob.write(' Bob too.')
  for (const who of [ann, bob]) {
    await expect
      .poll(() => who.reads())
      .toBe('Begun. One two three four five six seven eight nine ten eleven twelve. Bob too.')
    await expect(who.saveState).toHaveText(/^Saved/)
  }
})
