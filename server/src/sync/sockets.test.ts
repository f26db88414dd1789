import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import * as decoding from 'lib0/decoding'
import { describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { replay } from '../store/replay.ts'
import { stepOneFrame, stepTwoFrame, updateFrame } from './frames.ts'
import { aServer, bare, cleanUp, refusal, STORY, stock } from './testing/sync-server.ts'

describe('an unmodified y-websocket client', () => {
  test('[Y1] loads, writes, and sees others write', async () => {
    const { url, live } = await aServer()
    const [ann, bob] = [stock(url, 'ann'), stock(url, 'bob')]
    await ann.synced()
    await bob.synced()
    expect(ann.text.toJSON()).toBe('Seed.')
    ann.text.insert(0, 'A ')
    bob.text.insert(bob.text.length, ' B')
    await expect.poll(() => ann.text.toJSON()).toBe('A Seed. B')
    await expect.poll(() => bob.text.toJSON()).toBe('A Seed. B')
    expect(await live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('A Seed. B')
  })

  test('[Y9] [Y10] sees who is there under their own name, and at once that they left', async () => {
    const { url } = await aServer()
    const [ann, bob] = [stock(url, 'ann'), stock(url, 'bob')]
    ann.provider.awareness.setLocalStateField('user', { name: 'Somebody else' })
    const names = () =>
      [...bob.provider.awareness.getStates().values()].map((state) => state['user']?.name)
    await expect.poll(names).toContain('ann')
    expect(names()).not.toContain('Somebody else')
    ann.provider.destroy()
    await expect.poll(names).not.toContain('ann')
  })

  test('comes back after a dropped connection with what it wrote meanwhile', async () => {
    const { url } = await aServer()
    const [ann, bob] = [stock(url, 'ann'), stock(url, 'bob')]
    await ann.synced()
    await bob.synced()
    ann.provider.disconnect()
    ann.text.insert(0, 'Offline. ')
    bob.text.insert(bob.text.length, ' Online.')
    ann.provider.connect()
    for (const { text } of [ann, bob]) {
      await expect.poll(() => text.toJSON()).toBe('Offline. Seed. Online.')
    }
  })
})

describe('[Y13] a client of ours', () => {
  test('is told who it is, what the record says, and what is on disk', async () => {
    const { url } = await aServer()
    const ann = stock(url, 'ann', { v: '1' })
    const got: number[] = []
    const acks: number[] = []
    ann.provider.messageHandlers[120] = (_encoder, decoder) => {
      const kind = decoding.readVarUint(decoder)
      got.push(kind)
      if (kind === 1) acks.push(decoding.readVarUint(decoder))
    }
    await ann.synced()
    await expect.poll(() => got).toEqual(expect.arrayContaining([0, 2, 1]))
    expect(got[0]).toBe(0)
    expect(acks).toEqual([1]) // its step 2
    ann.text.insert(0, 'x')
    await expect.poll(() => acks.at(-1)).toBe(2)
  })
})

test('what goes in and out, and how long people wait for "Saved", is counted', async () => {
  const { url, metrics } = await aServer()
  const ann = stock(url, 'ann', { v: '1' })
  await ann.synced()
  ann.text.insert(0, 'x')
  const read = async (name: string) => {
    const line = (await metrics.registry.metrics()).split('\n').find((one) => one.startsWith(name))
    return Number(line?.split(' ')[1])
  }
  await expect.poll(() => read('dateline_ack_seconds_count')).toBeGreaterThanOrEqual(2)
  expect(await read('dateline_socket_writes_total')).toBeGreaterThan(3)
  expect(await read('dateline_socket_bytes_out_total')).toBeGreaterThan(100)
  expect(await read('dateline_socket_messages_total')).toBeGreaterThan(2)
  expect(await read('dateline_people')).toBe(1)
})

describe('[Y8] what one socket does wrong closes only that socket', () => {
  test.each([
    ['[Y4] garbage', Uint8Array.of(0, 2, 3, 255, 255, 3), 4400],
    ['[Y4] an unknown sync step', Uint8Array.of(0, 7, 0), 4400],
    ['[Y4] a cut-off message', Uint8Array.of(0), 4400],
    ['[Y4] a state that is none', Uint8Array.of(0, 0, 3, 255, 255, 255), 4400],
    ['[Y4] presence that is not presence', Uint8Array.of(1, 3, 9, 9, 9), 4400],
    ['[Y7] more than a message may be', new Uint8Array(3000), 4413],
  ])('%s', async (_name, frame, code) => {
    const { url } = await aServer({ MAX_MESSAGE_BYTES: '2000' })
    const bob = stock(url, 'bob')
    await bob.synced()
    const { socket, closed } = await bare(url, 'ann')
    socket.send(frame)
    expect((await closed)[0]).toBe(code)
    const ann = stock(url, 'ann')
    await ann.synced()
    ann.text.insert(0, 'Still here. ')
    await expect.poll(() => bob.text.toJSON()).toBe('Still here. Seed.')
    expect(bob.closes).toEqual([])
  })

  test('[Y4] text instead of bytes', async () => {
    const { url } = await aServer()
    const { socket, closed } = await bare(url, 'ann')
    socket.send('hello')
    expect((await closed)[0]).toBe(4400)
  })

  test('[Y7] too many messages', async () => {
    const { url } = await aServer({ MAX_MESSAGES_PER_SECOND: '5' })
    const { socket, closed } = await bare(url, 'ann')
    for (let i = 0; i < 20; i += 1) socket.send(Uint8Array.of(3))
    expect((await closed)[0]).toBe(4429)
  })

  test.each([
    ['for the whole story', stepOneFrame(Y.encodeStateVector(new Y.Doc()))],
    ['who is there', Uint8Array.of(3)],
  ])('[Y7] too many questions: %s', async (_what, question) => {
    const { url } = await aServer()
    const { socket, closed } = await bare(url, 'vic')
    for (let i = 0; i < 20; i += 1) socket.send(question)
    expect((await closed)[0]).toBe(4429)
  })

  test('[Y7] LIMITS=off lifts that', async () => {
    const { url } = await aServer({ MAX_MESSAGES_PER_SECOND: '5', LIMITS: 'off' })
    const ann = stock(url, 'ann')
    await ann.synced()
    for (let i = 0; i < 50; i += 1) ann.text.insert(0, 'x')
    const bob = stock(url, 'bob')
    await expect.poll(() => bob.text.length).toBe(55)
    expect(ann.closes).toEqual([])
  })

  test('[Y6] a viewer reads, and is closed when they write; nobody sees it', async () => {
    const { url } = await aServer()
    const [vic, bob] = [stock(url, 'vic'), stock(url, 'bob')]
    await vic.synced()
    await bob.synced()
    expect(vic.text.toJSON()).toBe('Seed.')
    vic.text.insert(0, 'Graffiti. ')
    await expect.poll(() => vic.closes).toEqual([{ code: 4403, reason: 'read-only' }])
    expect(vic.provider.shouldConnect).toBe(false) // 44xx is final for a stock client too
    expect(vic.text.toJSON()).toBe('Graffiti. Seed.') // theirs to copy
    bob.text.insert(0, 'x')
    await expect.poll(() => bob.text.toJSON()).toBe('xSeed.')
  })

  test('[Y5] a client that writes under somebody else’s client id', async () => {
    const { url, live } = await aServer()
    const ann = stock(url, 'ann')
    await ann.synced()
    ann.text.insert(0, 'Ann. ')
    await expect.poll(() => live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('Ann. Seed.')
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(ann.doc))
    const since = Y.encodeStateVector(forged)
    forged.clientID = ann.doc.clientID
    forged.getText('t').insert(0, 'Forged. ')
    const { socket, closed } = await bare(url, 'bob')
    socket.send(updateFrame(Y.encodeStateAsUpdate(forged, since)))
    expect((await closed)[0]).toBe(4409)
    expect(await live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('Ann. Seed.')
    expect(ann.closes).toEqual([])
  })

  test('a claim and its step 2 survive a second connection of the same person', async () => {
    const { url } = await aServer()
    const ann = stock(url, 'ann')
    await ann.synced()
    ann.text.insert(0, 'x')
    const { socket } = await bare(url, 'ann')
    socket.send(stepTwoFrame(Y.encodeStateAsUpdate(ann.doc)))
    ann.text.insert(0, 'y')
    const bob = stock(url, 'bob')
    await expect.poll(() => bob.text.toJSON()).toBe('yxSeed.')
    expect(socket.readyState).toBe(WebSocket.OPEN)
  })
})

describe('[Y17] who may not come in is refused before any data', () => {
  test('no session, no right, no story, another site’s page', async () => {
    const { url, port } = await aServer()
    expect(await refusal(url, 'nobody', 'talks')).toBe(401)
    expect(await refusal(url, 'ann', 'secret')).toBe(403)
    expect(await refusal(url, 'ann', 'nowhere')).toBe(404)
    expect(await refusal(url, 'ann', 'bad%20id')).toBe(404)
    expect(await refusal(url, 'ann', 'talks', { origin: 'https://evil.example' })).toBe(403)
    const own = new WebSocket(`${url}/story.talks`, {
      headers: { authorization: 'ann', origin: `http://127.0.0.1:${port}` },
    })
    await once(own, 'open')
    own.terminate()
  })

  test('[Y7] a full story', async () => {
    const { url } = await aServer({ MAX_PEOPLE_PER_STORY: '1' })
    await bare(url, 'ann')
    expect(await refusal(url, 'bob', 'talks')).toBe(503)
  })

  test('[Y7] one person with too many sockets; nobody else is kept out', async () => {
    const { url } = await aServer({ MAX_SOCKETS_PER_PERSON: '2' })
    await bare(url, 'ann')
    const { socket, closed } = await bare(url, 'ann')
    expect(await refusal(url, 'ann', 'talks')).toBe(429)
    await bare(url, 'bob')
    socket.close()
    await closed
    await bare(url, 'ann')
  })

  test('[Y7] too many who are being let in at the same time; it is counted', async () => {
    const { url, live, metrics } = await aServer({ MAX_UPGRADES_PENDING: '1' })
    const room = live.room.bind(live)
    let letIn = () => {}
    const held = new Promise<void>((resolve) => (letIn = resolve))
    const asked = new Promise<void>((resolve) => {
      live.room = async (id) => {
        resolve()
        await held
        return room(id)
      }
    })
    const first = bare(url, 'ann')
    await asked
    expect(await refusal(url, 'bob', 'talks')).toBe(503)
    letIn()
    await first
    expect(await metrics.registry.metrics()).toContain(
      'dateline_upgrade_refusals_total{reason="too-many-upgrades"} 1',
    )
  })

  test('whatever wants to switch protocols elsewhere is answered, not left hanging', async () => {
    const { port } = await aServer()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/elsewhere`)
    socket.on('error', () => {})
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
    expect(response.statusCode).toBe(401)
    socket.terminate()
  })
})

describe('[Y16] a session that changes', () => {
  test('signed out: closed with 4401; made a viewer: may read on, not write', async () => {
    const { url, live, sessions } = await aServer()
    const [ann, bob] = [stock(url, 'ann'), stock(url, 'bob')]
    await ann.synced()
    await bob.synced()
    sessions.delete('ann')
    await live.recheckSessions('ann')
    await expect.poll(() => ann.closes).toEqual([{ code: 4401, reason: 'signed-out' }])
    sessions.set('bob', 'viewer')
    await live.recheckSessions('bob')
    expect(bob.closes).toEqual([])
    bob.text.insert(0, 'x')
    await expect.poll(() => bob.closes).toEqual([{ code: 4403, reason: 'read-only' }])
  })

  test('a session that ran out, of which nobody is told', async () => {
    const { url, sessions } = await aServer({}, { recheckMs: 60 })
    const ann = stock(url, 'ann')
    await ann.synced()
    sessions.delete('ann')
    await expect.poll(() => ann.closes).toEqual([{ code: 4401, reason: 'signed-out' }])
  })

  test('one that ends of itself, at its time and not at the next look', async () => {
    const { url, ends } = await aServer()
    ends.set('ann', Date.now() + 1_500)
    const ann = stock(url, 'ann')
    await ann.synced()
    expect(ann.closes).toEqual([])
    await expect
      .poll(() => ann.closes, { timeout: 30_000 })
      .toEqual([{ code: 4401, reason: 'signed-out' }])
  })

  test('one that ended while its socket was being let in', async () => {
    const { url, live, sessions } = await aServer()
    const room = live.room.bind(live)
    live.room = async (id) => {
      sessions.delete('ann')
      await live.recheckSessions('ann')
      return room(id)
    }
    const { closed } = await bare(url, 'ann')
    expect((await closed)[0]).toBe(4401)
  })
})

describe('the server’s own writes', () => {
  test('go through the guard on a person’s behalf and reach every screen', async () => {
    const { url, live } = await aServer()
    const ann = stock(url, 'ann')
    await ann.synced()
    const told = vi.fn<() => void>()
    cleanUp.push(live.onChange(told))
    await live.write(STORY, 'eve', (doc) => doc.getText('t').insert(0, 'From the server. '))
    await expect.poll(() => ann.text.toJSON()).toBe('From the server. Seed.')
    expect(told).toHaveBeenCalledWith({ storyId: STORY, kind: 'document' })
    expect((await live.log(STORY)).at(-1)?.authors).toEqual(['eve'])
    expect(live.people(STORY)).toEqual(['ann'])
  })

  test('are made one after the other, each seeing the one before', async () => {
    const { live } = await aServer()
    const count = (doc: Y.Doc) => {
      const map = doc.getMap('n')
      map.set('n', Number(map.get('n') ?? 0) + 1)
    }
    await Promise.all(Array.from({ length: 20 }, () => live.write(STORY, 'eve', count)))
    expect(await live.read(STORY, (doc) => doc.getMap('n').get('n'))).toBe(20)
  })

  test('[U6] the story as it stood at a moment', async () => {
    const { live } = await aServer()
    const [first] = await live.log(STORY)
    await expect.poll(() => Date.now()).toBeGreaterThan(first?.at ?? 0)
    await live.write(STORY, 'eve', (doc) => doc.getText('t').insert(0, 'Later. '))
    const then = new Y.Doc()
    replay(then, await live.pastState(STORY, first?.at ?? 0))
    expect(then.getText('t').toJSON()).toBe('Seed.')
  })
})
