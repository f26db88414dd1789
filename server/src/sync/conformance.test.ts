import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { stepOneFrame, stepTwoFrame } from './frames.ts'
import { encodeOpening } from './opening.ts'
import { aServer, bare, refusal, stock, STORY } from './testing/sync-server.ts'

/** What a stock client's own decoder makes of a frame: exactly one message, and nothing after it. */
function oneMessage(frame: Uint8Array): number {
  const decoder = decoding.createDecoder(frame)
  const kind = decoding.readVarUint(decoder)
  if (kind === 0) decoding.readVarUint(decoder)
  decoding.readVarUint8Array(decoder)
  expect(decoding.hasContent(decoder)).toBe(false)
  return kind
}

/** Every frame a socket is sent. */
function framesOf(socket: WebSocket): Buffer[] {
  const frames: Buffer[] = []
  socket.on('message', (data: Buffer) => frames.push(data))
  return frames
}

describe('the unmodified y-websocket client', () => {
  test('joins: is synced, and has the story as it stands', async () => {
    const { url } = await aServer()
    const ann = stock(url, 'ann')
    await ann.synced()
    expect(ann.text.toJSON()).toBe('Seed.')
  })

  test('[U11] opens a long story that is not in memory, and writes before the server has read it', async () => {
    const { url, store, live } = await aServer()
    const doc = new Y.Doc()
    for (const update of (await store.load(STORY))?.updates ?? []) Y.applyUpdate(doc, update)
    for (let i = 0; i < 5_000; i += 1) doc.getText('t').insert(5, `${i} and some more words. `)
    const entry = { storyId: STORY, authors: ['ann'], claims: [], authorship: [] }
    await store.commit([{ ...entry, update: Y.encodeStateAsUpdate(doc) }], 2)
    await store.saveSnapshot(STORY, { seq: 2, bytes: Y.encodeStateAsUpdateV2(doc) })
    const bytes = await encodeOpening(doc)
    await store.saveOpening(STORY, { seq: 2, bytes: bytes ?? new Uint8Array() })
    const [ann, bob] = [stock(url, 'ann'), stock(url, 'bob')]
    bob.text.insert(0, 'Offline. ') // so he has something, and is answered once it is read
    await ann.synced()
    ann.text.insert(ann.text.length, ' At once.')
    const length = doc.getText('t').length + 18
    const texts = async () => [
      ann.text.toJSON(),
      bob.text.toJSON(),
      await live.read(STORY, (read) => read.getText('t').toJSON()),
    ]
    await expect
      .poll(async () => (await texts()).map((it) => it.length))
      .toEqual([length, length, length])
    expect(new Set(await texts()).size).toBe(1)
    expect([...ann.closes, ...bob.closes]).toEqual([])
  })

  test('edits at once with nine others, and all end with the same', async () => {
    const { url } = await aServer()
    const people = Array.from({ length: 10 }, (_, index) => stock(url, index % 2 ? 'ann' : 'bob'))
    for (const person of people) await person.synced()
    people.forEach(({ text }, index) => {
      for (let i = 0; i < 20; i += 1) text.insert(Math.min(text.length, i * index), String(index))
    })
    const length = 'Seed.'.length + 200
    await expect.poll(() => people.map(({ text }) => text.length)).toEqual(people.map(() => length))
    expect(new Set(people.map(({ text }) => text.toJSON())).size).toBe(1)
  })

  test('[Y6] that may only read is closed with 4403 when it writes, and stops', async () => {
    const { url } = await aServer()
    const vic = stock(url, 'vic')
    await vic.synced()
    vic.text.insert(0, 'x')
    await expect.poll(() => vic.closes).toEqual([{ code: 4403, reason: 'read-only' }])
    expect(vic.provider.shouldConnect).toBe(false)
  })

  test('[Y17] is refused with a status before any data', async () => {
    const { url } = await aServer()
    expect(await refusal(url, 'nobody', 'talks')).toBe(401)
    expect(await refusal(url, 'ann', 'secret')).toBe(403)
    expect(await refusal(url, 'ann', 'nowhere')).toBe(404)
  })

  test('[Y12] comes back after 1012, 1013 and a cut line with what it wrote meanwhile', async () => {
    const { url, live } = await aServer()
    const ann = stock(url, 'ann')
    await ann.synced()
    for (const code of [1012, 1013, 4503]) {
      const [peer] = (await live.room(STORY))?.peers ?? []
      peer?.close({ code, reason: 'test' } as never)
      await expect.poll(() => ann.provider.synced).toBe(false)
      ann.text.insert(0, 'x')
      await ann.synced()
    }
    await expect.poll(() => live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('xxxSeed.')
  })

  test('gets one message a frame, each of a kind it knows', async () => {
    const { url } = await aServer()
    const { socket } = await bare(url, 'bob')
    const frames = framesOf(socket)
    socket.send(stepOneFrame(Uint8Array.of(0)))
    const ann = stock(url, 'ann')
    await ann.synced()
    for (let i = 0; i < 50; i += 1) {
      ann.text.insert(0, 'x')
      ann.provider.awareness.setLocalStateField('cursor', i)
    }
    ann.provider.destroy()
    const seen = new Y.Doc()
    await expect
      .poll(() => {
        for (const frame of frames.filter((one) => one[0] === 0 && one[1] !== 0)) {
          const decoder = decoding.createDecoder(frame.subarray(2))
          Y.applyUpdate(seen, decoding.readVarUint8Array(decoder))
        }
        return seen.getText('t').length
      })
      .toBe(55)
    expect(new Set(frames.map(oneMessage))).toEqual(new Set([0, 1]))
  })

  test('[Y10] sees a cursor go when its tab does, well before it would forget it itself', async () => {
    const { url } = await aServer()
    const [ann, bob] = [stock(url, 'ann'), stock(url, 'bob')]
    await ann.synced()
    const others = () => bob.provider.awareness.getStates().size
    await expect.poll(others).toBe(2)
    ann.provider.shouldConnect = false
    const line = ann.provider.ws as unknown as WebSocket
    line.terminate() // cut: no close frame, nothing said
    await expect.poll(others).toBe(1)
  })

  test('[Y10] whose machine is gone without a word is let go when it answers no ping', async () => {
    const { url } = await aServer({}, { heartbeatMs: 60 })
    const gone = new WebSocket(`${url}/story.talks`, {
      headers: { authorization: 'ann' },
      autoPong: false,
    })
    gone.on('error', () => {})
    const [code] = (await once(gone, 'close')) as [number]
    expect(code).toBe(1006)
  })

  test('[Y10] that reloads leaves no ghost behind', async () => {
    const { url } = await aServer()
    const bob = stock(url, 'bob')
    await bob.synced()
    for (let i = 0; i < 5; i += 1) {
      const ann = stock(url, 'ann')
      await ann.synced()
      await expect.poll(() => bob.provider.awareness.getStates().size).toBe(2)
      ann.provider.destroy()
      await expect.poll(() => bob.provider.awareness.getStates().size).toBe(1)
    }
  })

  test('[Y19] gets a large story in parts, and is synced when it has all of it', async () => {
    const { url, live } = await aServer()
    const paste = Array.from({ length: 40_000 }, (_, i) => `word${i} `).join('')
    await live.write(STORY, 'eve', (doc) => doc.getText('t').insert(0, paste))
    const { socket } = await bare(url, 'bob')
    const frames = framesOf(socket)
    socket.send(stepOneFrame(Uint8Array.of(0)))
    await expect.poll(() => frames.some((frame) => frame[0] === 0 && frame[1] === 1)).toBe(true)
    expect(Math.max(...frames.map(({ length }) => length))).toBeLessThan(100_000)
    const ann = stock(url, 'ann')
    const lengthWhenSynced = await new Promise<number>((resolve) => {
      ann.provider.on('sync', () => resolve(ann.text.length))
    })
    expect(lengthWhenSynced).toBe(paste.length + 5)
  })

  test('[Y19] that is current costs less than 100 bytes', async () => {
    const { url } = await aServer()
    const ann = stock(url, 'ann')
    await ann.synced()
    const { socket } = await bare(url, 'vic')
    const frames = framesOf(socket)
    socket.send(stepOneFrame(Y.encodeStateVector(ann.doc)))
    socket.send(stepTwoFrame(Uint8Array.of(0, 0)))
    const isAnswer = (frame: Buffer) => frame[0] === 0 && frame[1] === 1
    await expect.poll(() => frames.some(isAnswer)).toBe(true)
    const bytes = frames.filter((frame) => frame[0] === 0).reduce((sum, one) => sum + one.length, 0)
    expect(bytes).toBeLessThan(100)
  })

  test('[Y11] hears data frames where nothing happens, so that it does not give up', async () => {
    const { url } = await aServer({}, { heartbeatMs: 60 })
    const { socket } = await bare(url, 'bob')
    const frames = framesOf(socket)
    const pinged = once(socket, 'ping')
    await pinged
    await expect.poll(() => frames.filter((frame) => frame[0] === 1).length).toBeGreaterThan(0)
    expect(oneMessage(frames.at(-1) ?? Buffer.of())).toBe(1)
  })
})
