import { once } from 'node:events'
import { decodeMessage } from '@dateline/shared/sync/protocol'
import { stateName } from '@dateline/shared/sync/state-name'
import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { stepOneFrame, stepTwoFrame } from './frames.ts'
import { aServer, cleanUp, STORY } from './testing/sync-server.ts'

/** A story that a thousand sessions wrote into and deleted from. */
async function aBusyStory() {
  const server = await aServer()
  for (let people = 0; people < 10; people += 1) {
    await server.live.write(STORY, 'eve', (doc) => {
      const text = doc.getText('t')
      for (let session = 0; session < 100; session += 1) {
        doc.clientID = 1_000_000 + people * 100 + session
        text.insert(Math.min(text.length, session * 3), 'words ')
        text.delete(1, 2)
      }
    })
  }
  const doc = new Y.Doc()
  await server.live.read(STORY, (now) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(now)))
  return { ...server, doc }
}

/** Ann's socket, and all that comes over it from the first frame on. */
async function heard(url: string, query: string) {
  const socket = new WebSocket(`${url}/story.talks${query}`, { headers: { authorization: 'ann' } })
  cleanUp.push(() => socket.terminate())
  const frames: Buffer[] = []
  socket.on('message', (data: Buffer) => frames.push(data))
  await once(socket, 'open')
  return { socket, frames }
}

/** Somebody who has `doc` and says in the address that they are in `state`. */
async function returning(url: string, doc: Y.Doc, state: string) {
  const { socket, frames } = await heard(url, `?v=1&state=${state}`)
  socket.send(stepOneFrame(Y.encodeStateVector(doc)))
  const isAnswer = (frame: Buffer) => frame[0] === 0 && frame[1] === 1
  await expect.poll(() => frames.some(isAnswer)).toBe(true)
  return {
    socket,
    /** Of the documents' messages, and of "current". */
    bytes: frames
      .filter((one) => one[0] === 0 || (one[0] === 120 && one[1] === 3))
      .reduce((sum, { length }) => sum + length, 0),
    isTold: frames.some((one) => one[0] === 120 && one[1] === 3),
    isAsked: frames.some((one) => one[0] === 0 && one[1] === 0),
    frames,
  }
}
/** Takes in what was said about the document. */
function read(doc: Y.Doc, frames: readonly Buffer[]): string {
  for (const frame of frames) {
    if (frame[0] !== 0 || frame[1] === 0) continue
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2))))
  }
  return doc.getText('t').toJSON()
}
const now = (live: Awaited<ReturnType<typeof aServer>>['live']) =>
  live.read(STORY, (doc) => doc.getText('t').toJSON())

describe('[Y22] a client that has everything', () => {
  test('and says so is sent less than 100 bytes, however many wrote and deleted', async () => {
    const { url, doc } = await aBusyStory()
    const ours = await returning(url, doc, stateName(doc) ?? '')
    expect(ours.bytes).toBeLessThan(100)
    expect(ours).toMatchObject({ isTold: true, isAsked: false })
    const plain = await returning(url, doc, '')
    expect(plain).toMatchObject({ isTold: false, isAsked: true })
    expect(plain.bytes).toBeGreaterThan(5_000)
  })

  test('hears what is written from then on, and its own empty answer is acknowledged', async () => {
    const { url, doc, live } = await aBusyStory()
    const { socket, frames } = await returning(url, doc, stateName(doc) ?? '')
    socket.send(stepTwoFrame(Uint8Array.of(0, 0)))
    const acks = () =>
      frames.map((frame) => {
        const decoder = decoding.createDecoder(frame)
        return decoding.readVarUint(decoder) === 120 ? decodeMessage(decoder) : undefined
      })
    await expect.poll(acks).toContainEqual(expect.objectContaining({ kind: 'ack', count: 1 }))
    await live.write(STORY, 'eve', (one) => one.getText('t').insert(0, 'News: '))
    await expect.poll(() => read(doc, frames)).toBe(await now(live))
  })

  test('is asked and answered as ever where something was written, deleted or is made up', async () => {
    const { url, doc, live } = await aBusyStory()
    const before = stateName(doc) ?? ''
    await live.write(STORY, 'eve', (one) => one.getText('t').delete(0, 1))
    const behind = await returning(url, doc, before)
    expect(behind).toMatchObject({ isTold: false, isAsked: true })
    expect(read(doc, behind.frames)).toBe(await now(live))
    const liar = await returning(url, new Y.Doc(), `${before.split('.')[0]}.${'0'.repeat(32)}`)
    expect(liar.isTold).toBe(false)
    expect(read(new Y.Doc(), liar.frames)).toBe(await now(live))
  })

  test('is told nothing of it as a stock client', async () => {
    const { url, doc } = await aBusyStory()
    const { socket, frames } = await heard(url, `?state=${stateName(doc)}`)
    socket.send(stepOneFrame(Y.encodeStateVector(doc)))
    const kinds = () => frames.map(([kind]) => kind)
    await expect.poll(() => kinds().filter((kind) => kind === 0).length).toBe(2)
    expect(kinds()).not.toContain(120)
  })
})
