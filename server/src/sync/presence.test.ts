import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import { FakePeer } from './fake-peer.ts'
import type { PresenceNews } from './presence-news.ts'
import { Presence } from './presence.ts'
import { messagesIn, type Wire } from './wire.ts'

const message = (...entries: [client: number, clock: number, state: unknown][]) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, JSON.stringify(state))
    }
  })

/** What a stock client knows after applying what the server sent. */
const watcher = () => {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  const hearWire = (wire: Wire | undefined) => {
    for (const frame of wire ? messagesIn(wire) : []) {
      const decoder = decoding.createDecoder(frame)
      decoding.readVarUint(decoder)
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), 'server')
    }
  }
  const hear = (news: PresenceNews | undefined) => hearWire(news?.shared)
  return { awareness, hear, hearWire, states: () => Object.fromEntries(awareness.getStates()) }
}

describe('Presence', () => {
  test('[Y9] the name is the session’s, whatever the client claims', () => {
    const presence = new Presence()
    presence.receive(new FakePeer('ann'), message([7, 1, { user: { name: 'Eve' }, cursor: 1 }]))
    const { hear, states } = watcher()
    hear(presence.flush())
    expect(states()).toMatchObject({ 7: { user: { id: 'ann', name: 'ann' }, cursor: 1 } })
  })

  test('[Y9] a client speaks only for itself: echoes and forgeries are passed over', () => {
    const presence = new Presence()
    const [ann, bob] = [new FakePeer('ann'), new FakePeer('bob')]
    presence.receive(ann, message([7, 1, { at: 'ann' }]))
    presence.receive(bob, message([8, 1, { at: 'bob' }]))
    presence.flush()
    expect(presence.receive(bob, message([7, 9, { at: 'forged' }]))).toBe(false)
    expect(presence.receive(bob, message([7, 9, null]))).toBe(false)
    expect(presence.receive(bob, message([99, 1, { at: 'second' }]))).toBe(false)
    expect(presence.flush()).toBeUndefined()
  })

  test('[Y10] a leave reaches everybody, and who comes back with an older counter is seen again', () => {
    const presence = new Presence()
    const first = new FakePeer('ann')
    const { hear, states } = watcher()
    presence.receive(first, message([7, 50, { at: 1 }]))
    hear(presence.flush())
    expect(presence.leave(first)).toBe(true)
    hear(presence.flush())
    expect(states()).toEqual({})
    presence.receive(new FakePeer('ann'), message([7, 3, { at: 2 }]))
    hear(presence.flush())
    expect(states()).toMatchObject({ 7: { at: 2 } })
  })

  test('[Y10] who leaves, is back and leaves again before that is told has left for everybody', () => {
    const presence = new Presence()
    const { hear, states } = watcher()
    const [first, second] = [new FakePeer('ann'), new FakePeer('ann')]
    presence.receive(first, message([7, 1, { at: 1 }]))
    hear(presence.flush())
    presence.leave(first)
    presence.receive(second, message([7, 2, { at: 2 }]))
    presence.leave(second)
    hear(presence.flush())
    expect(states()).toEqual({})
  })

  test('[Y9] who is back, and gone before that is told, has left also for one who reads slowly', () => {
    const presence = new Presence()
    const slow = watcher()
    const [first, second] = [new FakePeer('ann'), new FakePeer('ann')]
    presence.receive(first, message([7, 1, { at: 1 }]))
    slow.hear(presence.flush())
    presence.leave(first)
    presence.flush() // not read
    presence.receive(second, message([7, 2, { at: 2 }]))
    presence.leave(second)
    slow.hear(presence.everything())
    expect(slow.states()).toEqual({})
    presence.receive(new FakePeer('ann'), message([7, 3, { at: 3 }]))
    presence.flush() // nor that
    slow.hear(presence.everything())
    expect(slow.states()).toMatchObject({ 7: { at: 3 } })
  })

  test('[Y10] a new socket of the same person takes over, and the dead one takes nothing with it', () => {
    const presence = new Presence()
    const [dead, alive] = [new FakePeer('ann'), new FakePeer('ann')]
    presence.receive(dead, message([7, 5, { at: 1 }]))
    presence.flush()
    presence.receive(alive, message([7, 6, { at: 2 }]))
    expect(presence.leave(dead)).toBe(false)
    const { hear, states } = watcher()
    hear(presence.all())
    expect(states()).toMatchObject({ 7: { at: 2 } })
  })

  test('[Y10] after a restart everybody is seen, though all remember higher counters', () => {
    const [before, ann] = [new Presence(() => 1_000), new FakePeer('ann')]
    const { hear, states } = watcher()
    for (let at = 1; at <= 500; at += 1) {
      before.receive(ann, message([7, at, { at }]))
      hear(before.flush())
    }
    const after = new Presence(() => 61_000) // a minute later
    after.receive(new FakePeer('ann'), message([7, 501, { at: 'again' }]))
    hear(after.flush())
    expect(states()).toMatchObject({ 7: { at: 'again' } })
  })

  test('[Y10] who comes from a node that told of later things sees everybody', () => {
    const [ann, again] = [new FakePeer('ann'), new FakePeer('ann')]
    const { awareness, hear, states } = watcher()
    let wall = 1_000
    const here = new Presence(() => wall)
    here.receive(ann, message([7, 1, { at: 'before' }]))
    here.flush()
    const there = new Presence(() => wall)
    wall = 30_000
    there.receive(again, message([7, 1, { at: 'before' }]))
    hear(there.flush()) // repeated, say, and taken down when the line was cut
    removeAwarenessStates(awareness, [7], 'cut')
    wall = 31_000
    hear(here.all())
    expect(states()).toMatchObject({ 7: { at: 'before' } })
  })

  test('[Y9] nobody is told of a socket of theirs that is dead, nor kept from another tab', () => {
    const presence = new Presence()
    const [dead, tab, alive] = [new FakePeer('ann'), new FakePeer('ann'), new FakePeer('ann')]
    presence.receive(dead, message([7, 1, { at: 1 }]))
    presence.receive(tab, message([8, 1, { at: 2 }]))
    presence.flush()
    expect(presence.all()?.for(alive)).toBeUndefined() // either may be itself
    presence.receive(alive, message([7, 2, { at: 3 }]))
    const { awareness, hearWire } = watcher()
    hearWire(presence.flush()?.for(alive))
    expect([...awareness.getStates().keys()]).toEqual([8])
  })

  test('[N7] what is heard of another node takes nobody’s place here, unless it is newer', () => {
    const presence = new Presence()
    const [here, there] = [new FakePeer('ann'), new FakePeer('ann')]
    Object.assign(there, { isElsewhere: true })
    presence.receive(here, message([7, 5, { at: 1 }]))
    presence.flush()
    expect(presence.receive(there, message([7, 5, { at: 0 }]))).toBe(false)
    expect(presence.receive(there, message([7, 6, { at: 2 }]))).toBe(true)
  })

  test('[Y9] a socket cannot go through client ids, nor send states without number', () => {
    const presence = new Presence()
    const mallory = new FakePeer('mallory')
    const through = Array.from({ length: 100 }, (_, client) => [
      [client, 1, { client }] as [number, number, unknown],
      [client, 2, null] as [number, number, unknown],
    ]).flat()
    presence.receive(mallory, message(...through))
    const { hear, states } = watcher()
    hear(presence.flush())
    expect(states()).toEqual({})
    presence.receive(mallory, message([5_000, 1, { at: 'once more' }]))
    expect(presence.flush()).toBeUndefined()
    const endless = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1_000_000)
      for (let i = 0; i < 30_000; i += 1) encoding.writeUint8Array(encoder, Uint8Array.of(1, 1, 0))
    })
    expect(() => presence.receive(mallory, endless)).toThrow('states in one message')
  })

  test('a stock client’s own messages are understood', () => {
    const awareness = new Awareness(new Y.Doc())
    awareness.setLocalStateField('cursor', { anchor: 3 })
    const presence = new Presence()
    const payload = encodeAwarenessUpdate(awareness, [awareness.clientID])
    expect(presence.receive(new FakePeer('ann'), payload)).toBe(true)
    awareness.destroy()
  })

  test('garbage throws, for the connection to answer', () => {
    const presence = new Presence()
    expect(() => presence.receive(new FakePeer('a'), Uint8Array.of(9, 9, 9))).toThrow(/./)
    const endless = Uint8Array.of(1, 1, 1, 255, 255, 255, 255, 15)
    expect(() => presence.receive(new FakePeer('a'), endless)).toThrow(/./)
  })

  test('a state that is no JSON is told to nobody, and its sender is let go', () => {
    const presence = new Presence()
    const [mallory, ann] = [new FakePeer('mallory'), new FakePeer('ann')]
    const notJson = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, '{')
    })
    presence.receive(mallory, notJson)
    presence.receive(ann, message([7, 1, { at: 'ann' }]))
    const { hear, states } = watcher()
    hear(presence.flush())
    expect(mallory.closed).toBe('bad-message')
    expect(Object.keys(states())).toEqual(['7'])
  })
})
