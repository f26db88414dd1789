import { expect, test } from '../fixtures/newsroom.ts'

const SYNC = 0
const STEP_ONE = 0
const STEP_TWO = 1
const DATELINE = 120
const CURRENT = 3

test('[Y22] a page that is opened again and has everything is sent next to nothing', async ({
  signIn,
  newStory,
}) => {
  const bob = await signIn('bob')
  const id = await newStory('Ferry leaves', 'The ferry left at dawn.', 'It was late.')
  await bob.open(id)
  await bob.write(' All were glad.')
  await expect(bob.saveState).toHaveText(/^Saved/)

  let [received, sent]: [Buffer[], Buffer[]] = [[], []]
  bob.page.on('websocket', (socket) => {
    if (!socket.url().includes('/sync/')) return
    socket.on('framereceived', ({ payload }) => received.push(Buffer.from(payload)))
    socket.on('framesent', ({ payload }) => sent.push(Buffer.from(payload)))
  })
  const isOf = (...kinds: number[]) => {
    return (frame: Buffer) => kinds.every((kind, index) => frame[index] === kind)
  }
  const sizes = (frames: Buffer[]) =>
    frames.filter(isOf(SYNC, STEP_TWO)).map(({ length }) => length)
  // Again, if the last words were not on the device yet.
  await expect(async () => {
    ;[received, sent] = [[], []]
    await bob.page.reload()
    await expect(bob.saveState).toHaveText(/^Saved/)
    expect(received.some(isOf(DATELINE, CURRENT))).toBe(true)
    expect(received.some(isOf(SYNC, STEP_ONE))).toBe(false)
    expect([sizes(received), sizes(sent)]).toEqual([[5], [5]])
  }).toPass()

  await bob.write(' So were the gulls.')
  await expect(bob.saveState).toHaveText(/^Saved/)
  await expect.poll(() => bob.reads()).toContain('So were the gulls.')
})

test('[Y22] one that has more than the server sends it, and is asked as ever', async ({
  signIn,
  newStory,
}) => {
  const [bob, eve] = [await signIn('bob'), await signIn('eve')]
  const id = await newStory('Ferry leaves', 'The ferry left at dawn.')
  await bob.open(id)
  await eve.open(id)
  await bob.context.setOffline(true)
  await bob.write(' Offline words.')
  await eve.write(' Hers.')
  await expect(eve.saveState).toHaveText(/^Saved/)
  await bob.context.setOffline(false)
  await expect.poll(() => eve.reads()).toContain('Offline words.')
  await expect.poll(() => bob.reads()).toBe(await eve.reads())
})
