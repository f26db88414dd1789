import { expect, test, type Journalist } from '../fixtures/newsroom.ts'

/** How many changes the screen says are kept on this device; none while it says something else. */
async function keptHere(who: Journalist): Promise<number> {
  const said = /^Offline: (\d+) changes? kept on this device$/.exec(await who.saveState.innerText())
  return Number(said?.[1] ?? 0)
}

/** Until the browser holds the page, not only its words, so that it opens without a network. */
async function untilKeptForOffline(who: Journalist): Promise<void> {
  await expect
    .poll(() =>
      who.page.evaluate(async () => {
        const loaded = performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => new URL(name).pathname.startsWith('/assets/'))
        const needed = [...loaded, '/', '/api/session']
        const kept = await Promise.all(needed.map((url) => caches.match(url)))
        return needed.filter((_url, place) => !kept[place])
      }),
    )
    .toEqual([])
}

test('what a reporter writes without a network is merged with what others wrote meanwhile', async ({
  signIn,
  newStory,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newStory('Storm closes the harbour', 'The harbour master spoke at noon.')
  await ann.open(id)
  await bob.open(id)

  await ann.loseNetwork()
  await expect(ann.saveState).toHaveText('Offline: what you write is kept on this device')
  await ann.write(' Ann went on')
  await expect.poll(() => keptHere(ann)).toBeGreaterThan(0)
  const few = await keptHere(ann)
  await ann.write(' from the ferry.')
  await expect.poll(() => keptHere(ann)).toBeGreaterThan(few)

  await bob.story.press('Control+Home')
  await bob.story.pressSequentially('From the pier: ')
  await expect(bob.saveState).toHaveText(/^Saved/)
  await expect(bob.story).not.toContainText('ferry')
  await expect(ann.story).not.toContainText('pier')
  const changes = await keptHere(ann)

  await ann.findNetwork()
  await expect(ann.saveState).toHaveText(`Reconnected: merged ${changes} changes`)
  const merged = 'From the pier: The harbour master spoke at noon. Ann went on from the ferry.'
  await expect.poll(() => ann.reads()).toBe(merged)
  await expect.poll(() => bob.reads()).toBe(merged)

  await ann.write(' Done.')
  await expect(ann.saveState).toHaveText(/^Saved \d\d:\d\d:\d\d$/)
  await expect(bob.story).toContainText('from the ferry. Done.')
})

test('words written without a network outlive the closed tab', async ({ signIn, newStory }) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newStory('Night train to the coast', 'The last train left at ten.')
  await ann.open(id)
  await untilKeptForOffline(ann)

  await ann.loseNetwork()
  await ann.headline.press('Control+End')
  await ann.headline.pressSequentially(', late')
  await ann.write(' Nobody was on it.')
  await expect(ann.saveState).toHaveText(/^Offline/)
  await expect.poll(() => keptHere(ann)).toBe(24)
  await ann.page.close()

  const again = await ann.newTab()
  await again.page.goto(`${again.url}/stories/${id}`)
  await expect(again.headline).toHaveText('Night train to the coast, late')
  await expect(again.story).toHaveText('The last train left at ten. Nobody was on it.')
  await expect.poll(() => keptHere(again)).toBe(24)

  await bob.open(id)
  await expect(bob.story).toHaveText('The last train left at ten.')
  await again.findNetwork()
  await expect.poll(() => bob.reads()).toBe('The last train left at ten. Nobody was on it.')
  await expect(bob.headline).toHaveText('Night train to the coast, late')
  await expect(again.saveState).toHaveText('Reconnected: merged 24 changes')
})

/** Notes the story's words each time the screen begins to say "Saved". */
async function noteWhatWasSaved(who: Journalist) {
  const story = await who.story.elementHandle()
  return who.saveState.evaluateHandle((status, text) => {
    const saved: string[] = []
    const note = () => {
      if (status.textContent.startsWith('Saved')) saved.push(text?.textContent ?? '')
    }
    const watch = { childList: true, subtree: true, characterData: true }
    new MutationObserver(note).observe(status, watch)
    return saved
  }, story)
}

test('[Y1] "Saved" is never said of words that a crash takes away', async ({
  dateline,
  signIn,
  program,
  newStory,
}) => {
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const id = await newStory('Bridge reopens', 'Cars crossed at dawn.')
  await ann.open(id)
  await bob.open(id)
  const saved = await noteWhatWasSaved(ann)
  await ann.write(' One two three.')
  const first = 'Cars crossed at dawn. One two three.'
  await expect.poll(async () => (await saved.jsonValue()).at(-1)).toBe(first)

  const typing = ann.write(' Four five six seven eight nine ten eleven twelve.')
  await expect(ann.story).toContainText('five')
  await dateline.kill()
  await typing
  await ann.write(' And on.')
  await expect.poll(() => keptHere(ann)).toBeGreaterThan(0)
  const promised = (await saved.jsonValue()).at(-1) ?? ''
  expect(promised).toMatch(/^Cars crossed at dawn\. One two three\./)
  expect(promised).not.toContain('And on')

  await ann.loseNetwork() // so that it cannot offer again what the server should have kept
  await bob.loseNetwork()
  await dateline.start()
  const { body } = await (await program('bob')).ask<{ text: string }>('GET', `/api/stories/${id}`)
  expect(body.text.slice(0, promised.length)).toBe(promised)

  await ann.findNetwork()
  await bob.findNetwork()
  const everything = `${first} Four five six seven eight nine ten eleven twelve. And on.`
  await expect.poll(() => bob.reads()).toBe(everything)
  await expect(ann.saveState).toHaveText(/^(Saved|Reconnected)/)
})
