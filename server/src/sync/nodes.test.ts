import { storyIdSchema } from '@dateline/shared/ids'
import * as encoding from 'lib0/encoding'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { KeyedQueue } from '../keyed-queue.ts'
import { openLogger } from '../observability/logger.ts'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import { until } from '../testing/until.ts'
import { FakePeer } from './fake-peer.ts'
import { LiveRooms } from './live-rooms.ts'
import { LocalExchange, type LocalBus } from './local-bus.ts'

const STORY = storyIdSchema.parse('talks')
const LIMITS = {
  maxDocumentBytes: 1e6,
  slowPresenceBytes: 1e5,
  slowUpdatesBytes: 1e6,
  slowCloseBytes: 4e6,
}
afterEach(() => vi.useRealTimers())

/** Two nodes in this process, on one store. */
async function twoNodes() {
  const exchange = new LocalExchange()
  const first = new MemoryUpdateStore()
  const turns = new KeyedQueue()
  const open = (store: MemoryUpdateStore, bus: LocalBus) => {
    const live = new LiveRooms({
      store,
      now: () => 1_000,
      log: openLogger('silent'),
      limits: LIMITS,
      record: async () => undefined,
      nodes: { log: store, bus, turns, commitsAtOnce: 4 },
    })
    onTestFinished(() => live.close())
    return { live, store, bus }
  }
  const a = open(first, exchange.bus('a'))
  const b = open(new MemoryUpdateStore(first), exchange.bus('b'))
  await a.live.create(STORY, 'eve', (doc) => doc.getText('t').insert(0, 'Seed.'))
  return { a, b }
}

type Node = Awaited<ReturnType<typeof twoNodes>>['a']

/** Somebody at a node: a document that takes what it is sent, and sends what it writes. */
async function somebody({ live }: Node, name: string) {
  const room = await live.room(STORY)
  if (!room) throw new RangeError('no room')
  const peer = new FakePeer(name, { ours: true })
  room.join(peer)
  const doc = new Y.Doc()
  room.answer(peer, Y.encodeStateVector(doc))
  // One's own words come back to nobody, so the screen is what was typed and what was sent.
  const words = () => {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer.seen))
    return doc.getText('t').toJSON()
  }
  const type = (more: string) => {
    words()
    const before = Y.encodeStateVector(doc)
    doc.getText('t').insert(doc.getText('t').length, more)
    room.receive(peer, Y.encodeStateAsUpdate(doc, before))
  }
  const move = (state: object | null) =>
    room.receivePresence(
      peer,
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, doc.clientID)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, JSON.stringify(state))
      }),
    )
  return { room, peer, doc, type, move, words }
}

describe('two nodes', () => {
  test('[N5] [Y1] a commit is shown at the other node, and only once it is one', async () => {
    const { a, b } = await twoNodes()
    const [ann, bob] = [await somebody(a, 'ann'), await somebody(b, 'bob')]
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const commit = a.store.commit.bind(a.store)
    a.store.commit = async (batch, at) => {
      await held
      return commit(batch, at)
    }
    ann.type(' One')
    bob.type(' Two')
    await until(() => expect(bob.peer.acks).toEqual([1]))
    expect(bob.words()).not.toContain('One')
    expect(ann.peer.acks).toEqual([])
    release()
    await until(() => expect(bob.words()).toContain('One'))
    await until(() => expect(ann.words()).toContain('Two'))
    expect(ann.peer.acks).toEqual([1])
    expect((await a.store.load(STORY))?.seq).toBe(3)
    expect([ann.room.seq, bob.room.seq]).toEqual([3, 3])
  })

  test('[N5] whatever the order in which they hear of it, both come to the same', async () => {
    const { a, b } = await twoNodes()
    const [ann, bob] = [await somebody(a, 'ann'), await somebody(b, 'bob')]
    for (let i = 0; i < 30; i += 1) {
      if (i === 10) b.bus.isUp = false // and whatever was on its way is lost
      ann.type(` a${i}`)
      bob.type(` b${i}`)
      if (i === 20) b.bus.isUp = true
      if (i % 7 === 0) await a.live.read(STORY, () => undefined)
    }
    const text = (node: Node) => node.live.read(STORY, (doc) => doc.getText('t').toJSON())
    await text(a) // what ann wrote is on disk
    const two = await text(b)
    expect(two).toMatch(/ a29/)
    expect(two).toMatch(/ b29/)
    expect(await text(a)).toBe(two)
    await until(() => expect(ann.words()).toBe(two))
    await until(() => expect(bob.words()).toBe(two))
  })

  test('[N6] what one node has acknowledged is in what the other reads, heard of or not', async () => {
    const { a, b } = await twoNodes()
    await somebody(b, 'bob')
    const ann = await somebody(a, 'ann')
    b.bus.isUp = false
    ann.type(' News.')
    await until(() => expect(ann.peer.acks).toEqual([1]))
    expect(await b.live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('Seed. News.')
    await b.live.write(STORY, 'eve', (doc) => doc.getText('t').insert(11, ' More.'))
    expect(await a.live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('Seed. News. More.')
  })

  test('[N10] who saw something at one node and comes to the other has forged nothing', async () => {
    const { a, b } = await twoNodes()
    await somebody(b, 'bob')
    const [ann, guest] = [await somebody(a, 'ann'), await somebody(a, 'guest')]
    b.bus.isUp = false
    ann.type(' News.')
    await until(() => expect(guest.words()).toBe('Seed. News.'))
    const again = await somebody(b, 'guest')
    again.room.receive(again.peer, Y.encodeStateAsUpdate(guest.doc)) // all that it has
    expect(again.peer.closed).toBeNull()
    await until(() => expect(again.peer.acks).toEqual([1]))
  })

  test('[N6] nobody adds to a story, at any node, while it is decided on', async () => {
    const { a, b } = await twoNodes()
    const [ann, bob] = [await somebody(a, 'ann'), await somebody(b, 'bob')]
    const judged = await b.live.still(STORY, async (read) => {
      ann.type(' Late')
      bob.type(' Later')
      const first = await read((doc) => doc.getText('t').toJSON())
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect([ann.peer.acks, bob.peer.acks]).toEqual([[], []])
      return [first, await read((doc) => doc.getText('t').toJSON())]
    })
    expect(judged).toEqual(['Seed.', 'Seed.'])
    await until(() => expect([ann.peer.acks, bob.peer.acks]).toEqual([[1], [1]]))
  })

  test('[N2] a client id that was claimed at the other node breaks one story, and harms nobody', async () => {
    const { a, b } = await twoNodes()
    const other = storyIdSchema.parse('other')
    await b.live.create(other, 'eve', (doc) => doc.getText('t').insert(0, 'Other.'))
    const [ann, mallory] = [await somebody(a, 'ann'), await somebody(b, 'mallory')]
    b.bus.isUp = false
    mallory.doc.clientID = ann.doc.clientID
    ann.type(' Mine.')
    await until(() => expect(ann.peer.acks).toEqual([1]))
    mallory.type(' Forged.')
    const beside = b.live.write(other, 'eve', (doc) => doc.getText('t').insert(6, ' Whole.'))
    await until(() => expect(mallory.peer.closed).toBe('not-saved')) // and finds out at its return
    await beside
    expect(await b.live.read(STORY, (doc) => doc.getText('t').toJSON())).toBe('Seed. Mine.')
    expect(ann.peer.closed).toBeNull()
  })

  test('[N7] one is seen at the other node, under the session’s name, until one leaves', async () => {
    const { a, b } = await twoNodes()
    const ann = await somebody(a, 'ann')
    ann.move({ cursor: 1, user: { name: 'Somebody else' } })
    const bob = await somebody(b, 'bob') // comes later, and is told
    await until(() => expect(bob.room.presence.ownerOf(ann.doc.clientID)).toBe('ann'))
    await until(() => expect(b.live.people(STORY).toSorted()).toEqual(['ann', 'bob']))
    const told = () => Buffer.concat(bob.peer.frames).toString()
    await until(() => expect(told()).toContain('"cursor":1'))
    expect(told()).not.toContain('Somebody else')
    ann.room.leave(ann.peer)
    await until(() => expect(bob.room.presence.ownerOf(ann.doc.clientID)).toBeUndefined())
    await until(() => expect(b.live.people(STORY)).toEqual(['bob']))
  })

  test('[N7] the people of a node that fell silent are gone, and come back with it', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'setInterval', 'performance', 'clearTimeout', 'clearInterval'],
    })
    const { a, b } = await twoNodes()
    const [ann, bob] = [await somebody(a, 'ann'), await somebody(b, 'bob')]
    ann.move({ cursor: 1 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(bob.room.presence.ownerOf(ann.doc.clientID)).toBe('ann')
    a.bus.isUp = false
    await vi.advanceTimersByTimeAsync(5_000)
    expect(b.live.people(STORY)).toContain('ann')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(bob.room.presence.ownerOf(ann.doc.clientID)).toBeUndefined()
    expect(b.live.people(STORY)).toEqual(['bob'])
    a.bus.isUp = true
    await vi.advanceTimersByTimeAsync(1_000)
    expect(bob.room.presence.ownerOf(ann.doc.clientID)).toBe('ann')
  })
})
