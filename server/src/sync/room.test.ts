import { FactsDoc } from '@dateline/shared/facts/facts-doc'
import { mintFactId } from '@dateline/shared/ids'
import { FIRST_EPOCH } from '@dateline/shared/sync/protocol'
import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import type { Append } from '../store/update-store.ts'
import { FakePeer } from './fake-peer.ts'
import { Room, type RoomEvents } from './room.ts'
import { Ticker } from './ticker.ts'

const LIMITS = {
  maxDocumentBytes: 1_000_000,
  slowPresenceBytes: 100,
  slowUpdatesBytes: 200,
  slowCloseBytes: 4_000_000,
}
const noEvents: RoomEvents = {
  committed: () => {},
  peopleChanged: () => {},
  authorsChanged: () => {},
  broke: () => {},
}

async function aRoom(store = new MemoryUpdateStore()) {
  const ticker = new Ticker(store, () => 1_000)
  const stored = (await store.load('s')) ?? {
    snapshot: null,
    updates: [],
    seq: 0,
    claims: new Map(),
    authorship: new Map(),
    epoch: FIRST_EPOCH,
    lost: [],
  }
  return { room: new Room('s', stored, ticker, noEvents, LIMITS), store, ticker }
}

/** Somebody at a keyboard: a document whose updates go where the test wants. */
function writer() {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const type = (text: string) => {
    const words = doc.getText('t')
    words.insert(words.length, text)
    return updates.at(-1) ?? new Uint8Array()
  }
  return { doc, type }
}

describe('durability', () => {
  test('[Y1] what a peer is shown, and acknowledged, is in the store by then', async () => {
    const store = new MemoryUpdateStore()
    const { room, ticker } = await aRoom(store)
    const [ann, bob] = [new FakePeer('ann', { ours: true }), new FakePeer('bob')]
    room.join(ann)
    room.join(bob)
    const commit = store.commit.bind(store)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    store.commit = async (batch: readonly Append[], at: number) => {
      await held
      return commit(batch, at)
    }
    room.receive(ann, writer().type('hi'))
    const flushed = ticker.flush()
    room.answer(bob, Y.encodeStateVector(new Y.Doc())) // a join while the commit is under way
    await Promise.resolve()
    expect(bob.seen.getText('t').toJSON()).toBe('')
    expect(ann.acks).toEqual([])
    release()
    await flushed
    expect(bob.seen.getText('t').toJSON()).toBe('hi')
    expect(ann.acks).toEqual([1])
    expect((await store.load('s'))?.seq).toBe(1)
  })

  test('[Y2] a store that refuses: nobody sees the edit, everybody is told to come back', async () => {
    const { room, store, ticker } = await aRoom()
    const [ann, bob] = [new FakePeer('ann', { ours: true }), new FakePeer('bob')]
    room.join(ann)
    room.join(bob)
    store.commit = () => Promise.reject(new Error('disk full'))
    room.receive(ann, writer().type('hi'))
    await ticker.flush()
    expect(bob.seen.getText('t').toJSON()).toBe('')
    expect(ann.acks).toEqual([])
    expect([ann.closed, bob.closed]).toEqual(['not-saved', 'not-saved'])
    await expect(room.settled()).rejects.toThrow('could not be saved')
  })

  test('[Y3] one tick is one append and one frame, however many wrote', async () => {
    const { room, store, ticker } = await aRoom()
    const reader = new FakePeer('eve')
    room.join(reader)
    const people = ['ann', 'bob', 'cat'].map((name) => new FakePeer(name, { ours: true }))
    for (const peer of people) {
      room.join(peer)
      room.receive(peer, writer().type(peer.user.id))
    }
    await ticker.flush()
    expect((await store.load('s'))?.updates.length).toBe(1)
    expect(reader.frames.filter((frame) => frame[0] === 0 && frame[1] === 2).length).toBe(1)
    expect(people.map((peer) => peer.acks)).toEqual([[1], [1], [1]])
    expect(await store.log('s')).toMatchObject([{ seq: 1, authors: ['ann', 'bob', 'cat'] }])
  })

  test('[Y1] an update whose cause comes later is on disk before it is acknowledged', async () => {
    const { room, store, ticker } = await aRoom()
    const ann = new FakePeer('ann', { ours: true })
    room.join(ann)
    const { type } = writer()
    const first = type('one ')
    const second = type('two')
    room.receive(ann, second)
    await ticker.flush()
    expect(ann.acks).toEqual([1])
    // A crash here; another socket brings the cause to what was loaded from disk.
    const after = await aRoom(store)
    const again = new FakePeer('ann')
    after.room.join(again)
    after.room.receive(again, first)
    await after.ticker.flush()
    expect(after.room.doc.getText('t').toJSON()).toBe('one two')
    expect((await aRoom(store)).room.doc.getText('t').toJSON()).toBe('one two')
  })

  test('a drained room has stored everything it took; a late frame is refused, not lost in silence', async () => {
    const { room, store } = await aRoom()
    const ann = new FakePeer('ann')
    room.join(ann)
    room.receive(ann, writer().type('hi'))
    const drained = room.drain({ code: 1012, reason: 'server-restart' })
    room.receive(ann, writer().type('late'))
    await drained
    expect(ann.closed).toBe('room-closing')
    expect((await aRoom(store)).room.doc.getText('t').toJSON()).toBe('hi')
  })

  test('[Y1] a reader waits for what came before it, not for people to stop typing', async () => {
    const { room, store } = await aRoom()
    const ann = new FakePeer('ann')
    room.join(ann)
    const { type } = writer()
    room.receive(ann, type('0'))
    // From now on every tick finds the next letter waiting already.
    let letters = 0
    const commit = store.commit.bind(store)
    store.commit = async (batch, at) => {
      const seqs = await commit(batch, at)
      if (letters < 200) room.receive(ann, type(String((letters += 1) % 10)))
      return seqs
    }
    await room.settled()
    expect(letters).toBeLessThan(5)
    expect(room.doc.getText('t').length).toBeGreaterThan(0)
  })
})

/** Ten items that stand first in their list, as if whatever is there already were not. */
const tenTimesFirst = (client: number) =>
  Y.mergeUpdates(
    Array.from({ length: 10 }, (_, index) => {
      const alone = new Y.Doc()
      alone.clientID = client + index
      alone.getArray('a').insert(0, [index])
      return Y.encodeStateAsUpdate(alone)
    }),
  )

describe('[Y18] a hostile writer', () => {
  test('is let go for good when Yjs chokes on their words; the others come back', async () => {
    const { room, store, ticker } = await aRoom()
    const [mallory, bob] = [new FakePeer('mallory'), new FakePeer('bob')]
    room.join(mallory)
    room.join(bob)
    room.doc.getMap = () => {
      throw new Error('choked') // stands for what no guard foresaw
    }
    room.receive(mallory, writer().type('poison'))
    await ticker.flush()
    expect([mallory.closed, bob.closed]).toEqual(['bad-message', 'not-saved'])
    expect(await store.load('s')).toBeUndefined()
  })

  test('may not keep the server busy with one dear update after the other', async () => {
    const { room, ticker } = await aRoom()
    const mallory = new FakePeer('mallory')
    room.join(mallory)
    const others = new Y.Doc()
    others.getArray('a').push(Array.from({ length: 40_000 }, () => new Y.Map()))
    room.receive(new FakePeer('bob'), Y.encodeStateAsUpdate(others))
    await ticker.flush()
    room.receive(mallory, tenTimesFirst(4_000_000_000))
    expect(mallory.closed).toBeNull()
    for (const client of [3_000_000_000, 3_000_000_010, 3_000_000_020]) {
      room.receive(mallory, tenTimesFirst(client))
    }
    expect(mallory.closed).toBe('too-fast')
  })
})

describe('who wrote', () => {
  test('[Y5] a client id is its first user’s for good, across a restart', async () => {
    const { room, store, ticker } = await aRoom()
    const [ann, mallory] = [new FakePeer('ann'), new FakePeer('mallory')]
    room.join(ann)
    room.join(mallory)
    const { type } = writer()
    room.receive(ann, type('mine'))
    const forged = type(' and forged')
    room.receive(mallory, forged)
    expect(mallory.closed).toBe('foreign-author')
    await ticker.flush()
    expect(room.doc.getText('t').toJSON()).toBe('mine')

    const later = await aRoom(store)
    const again = new FakePeer('mallory')
    later.room.join(again)
    later.room.receive(again, forged)
    expect(again.closed).toBe('foreign-author')
  })

  test('[Y5] a client id that somebody shows as theirs cannot be taken before they write', async () => {
    const { room, ticker } = await aRoom()
    const [ann, mallory] = [new FakePeer('ann'), new FakePeer('mallory')]
    room.join(ann)
    room.join(mallory)
    const hers = writer()
    const awareness = new Awareness(hers.doc)
    room.receivePresence(ann, encodeAwarenessUpdate(awareness, [hers.doc.clientID]))
    awareness.destroy()
    const squatter = writer()
    squatter.doc.clientID = hers.doc.clientID
    room.receive(mallory, squatter.type('mine now'))
    room.receive(ann, hers.type('hers'))
    await ticker.flush()
    expect([mallory.closed, ann.closed]).toEqual(['foreign-author', null])
    expect(room.doc.getText('t').toJSON()).toBe('hers')
  })

  test('[F7] the server knows who made and who last edited a fact, and forgets neither', async () => {
    const { room, store, ticker } = await aRoom()
    const [ann, bob] = [new FakePeer('ann'), new FakePeer('bob')]
    room.join(ann)
    room.join(bob)
    const id = mintFactId()
    const hers = new Y.Doc()
    new FactsDoc(hers).create({ id, type: 'party', label: 'North', fields: { name: 'North' } }, 0)
    room.receive(ann, Y.encodeStateAsUpdate(hers))
    await ticker.flush()
    expect(room.authorship.get(id)).toMatchObject({ createdBy: 'ann', lastEditedBy: 'ann' })

    const his = new Y.Doc()
    Y.applyUpdate(his, Y.encodeStateAsUpdate(hers))
    room.receive(bob, Y.encodeStateAsUpdate(his)) // his step 2: nothing of his own
    await ticker.flush()
    expect(room.authorship.get(id)).toMatchObject({ lastEditedBy: 'ann' })

    const since = Y.encodeStateVector(his)
    new FactsDoc(his).setField(id, 'name', undefined, 0) // a deletion alone
    room.receive(bob, Y.encodeStateAsUpdate(his, since))
    await ticker.flush()
    expect(room.authorship.get(id)).toMatchObject({ createdBy: 'ann', lastEditedBy: 'bob' })
    expect((await aRoom(store)).room.authorship.get(id)).toMatchObject({ lastEditedBy: 'bob' })
  })

  test('[F7] what can be no fact has no author, however it is called', async () => {
    const { room, ticker, store } = await aRoom()
    const mallory = new FakePeer('mallory')
    room.join(mallory)
    const doc = new Y.Doc()
    for (const key of ['__proto__', 'x'.repeat(100_000), '']) doc.getMap('facts').set(key, 1)
    room.receive(mallory, Y.encodeStateAsUpdate(doc))
    await ticker.flush()
    expect(room.authorship.size).toBe(0)
    expect((await store.load('s'))?.authorship.size).toBe(0)
  })

  test('[F7] typing in the copy edits no fact', async () => {
    const { room, ticker } = await aRoom()
    const ann = new FakePeer('ann')
    room.join(ann)
    room.receive(ann, writer().type('words'))
    await ticker.flush()
    expect(room.authorship.size).toBe(0)
  })
})

describe('slow readers', () => {
  test('[Y8] a question that makes no sense, asked during a commit, is its sender’s alone', async () => {
    const { room, ticker, store } = await aRoom()
    const [ann, mallory] = [new FakePeer('ann'), new FakePeer('mallory')]
    room.join(ann)
    room.join(mallory)
    const commit = store.commit.bind(store)
    store.commit = async (...batch) => {
      await Promise.resolve()
      expect(() => room.answer(mallory, Uint8Array.of(255, 255, 255))).toThrow(/./)
      return commit(...batch)
    }
    room.receive(ann, writer().type('hi'))
    await ticker.flush()
    expect([room.state, ann.closed]).toEqual(['open', null])
  })

  test('[Y9] the whole story is not sent again to one that has not read it yet', async () => {
    const { room, ticker } = await aRoom()
    const [ann, mallory] = [new FakePeer('ann'), new FakePeer('mallory')]
    room.join(ann)
    room.join(mallory)
    room.receive(ann, writer().type('hi'))
    await ticker.flush()
    mallory.waiting = LIMITS.slowUpdatesBytes + 1
    const before = mallory.frames.length
    for (let i = 0; i < 9; i += 1) room.answer(mallory, Y.encodeStateVector(new Y.Doc()))
    expect(mallory.frames.length).toBe(before)
    mallory.waiting = 0
    room.catchUp(mallory)
    expect(mallory.frames.length).toBe(before + 1)
    expect(mallory.seen.getText('t').toJSON()).toBe('hi')
  })

  test('[Y9] one that reads too slowly is left out, then brought up to date with one message', async () => {
    const { room, ticker } = await aRoom()
    const [ann, slow] = [new FakePeer('ann'), new FakePeer('slow')]
    room.join(ann)
    room.join(slow)
    const { type } = writer()
    room.receive(ann, type('a'))
    await ticker.flush()
    slow.waiting = LIMITS.slowUpdatesBytes + 1
    const before = slow.frames.length
    for (const letter of ['b', 'c', 'd']) {
      room.receive(ann, type(letter))
      await ticker.flush()
    }
    expect(slow.frames.length).toBe(before)
    slow.waiting = 0
    room.catchUp(slow)
    expect(slow.frames.length).toBe(before + 1)
    expect(slow.seen.getText('t').toJSON()).toBe('abcd')
  })

  test('[Y9] above the first threshold no presence, afterwards who is here and who left', async () => {
    const { room } = await aRoom()
    const [ann, bob, slow] = ['ann', 'bob', 'slow'].map((name) => new FakePeer(name))
    for (const peer of [ann, bob, slow]) if (peer) room.join(peer)
    const places = [ann, bob].map((peer, index) => {
      const awareness = new Awareness(new Y.Doc())
      awareness.setLocalState({ at: index })
      if (peer) room.receivePresence(peer, encodeAwarenessUpdate(awareness, [awareness.clientID]))
      awareness.destroy()
      return awareness.clientID
    })
    const told = () => slow?.frames.filter((frame) => frame[0] === 1).length ?? 0
    await expect.poll(told).toBe(1)
    if (slow) slow.waiting = LIMITS.slowPresenceBytes + 1
    if (ann) room.leave(ann)
    await expect.poll(() => bob?.frames.filter((frame) => frame[0] === 1).length).toBe(2)
    expect(told()).toBe(1)
    if (slow) slow.waiting = 0
    const eve = new FakePeer('eve')
    room.join(eve)
    const hers = new Awareness(new Y.Doc())
    room.receivePresence(eve, encodeAwarenessUpdate(hers, [hers.clientID]))
    await expect.poll(told).toBe(2)
    const seen = new Awareness(new Y.Doc())
    for (const frame of slow?.frames.filter((one) => one[0] === 1) ?? []) {
      const decoder = decoding.createDecoder(frame.subarray(1))
      applyAwarenessUpdate(seen, decoding.readVarUint8Array(decoder), 'server')
    }
    expect([...seen.getStates().keys()]).toEqual(expect.arrayContaining([places[1], hers.clientID]))
    expect(seen.getStates().has(places[0] ?? -1)).toBe(false)
    for (const awareness of [hers, seen]) awareness.destroy()
  })

  test('[Y3] words, presence and acknowledgement of one tick are one write', async () => {
    const { room, ticker } = await aRoom()
    const [ann, bob] = [new FakePeer('ann', { ours: true }), new FakePeer('bob')]
    room.join(ann)
    room.join(bob)
    const hers = writer()
    const awareness = new Awareness(hers.doc)
    const before = bob.writes
    room.receive(ann, hers.type('hi'))
    room.receivePresence(ann, encodeAwarenessUpdate(awareness, [hers.doc.clientID]))
    await ticker.flush()
    expect(bob.writes).toBe(before + 1)
    expect(bob.frames.slice(-2).map((frame) => frame[0])).toEqual([0, 1])
    awareness.destroy()
  })

  test('[Y3] what the server writes meanwhile reaches the only one who types, too', async () => {
    const { room, ticker } = await aRoom()
    const ann = new FakePeer('ann')
    room.join(ann)
    const hers = writer()
    room.receive(ann, hers.type('hers '))
    const submitted = room.submit('eve', writer().type('the server’s'))
    await ticker.flush()
    await submitted
    for (const frame of ann.frames.filter((one) => one[0] === 0 && one[1] === 2)) {
      const decoder = decoding.createDecoder(frame.subarray(2))
      Y.applyUpdate(hers.doc, decoding.readVarUint8Array(decoder))
    }
    expect(hers.doc.getText('t').toJSON()).toContain('the server’s')
  })
})
