import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { FakePeer } from './fake-peer.ts'
import type { PresenceNews } from './presence-news.ts'
import { Presence } from './presence.ts'
import { messagesIn } from './wire.ts'

const cursor = (client: number, clock: number, state: unknown) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  })

/** What a message says: client id → state. */
function told(news: PresenceNews | undefined): Map<number, unknown> {
  const states = new Map<number, unknown>()
  for (const frame of news ? messagesIn(news.shared) : []) {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    const entries = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    for (let count = decoding.readVarUint(entries); count > 0; count -= 1) {
      const client = decoding.readVarUint(entries)
      decoding.readVarUint(entries)
      states.set(client, JSON.parse(decoding.readVarString(entries)))
    }
  }
  return states
}

/** So many people, each of whom has moved once; it is `now` when all are told of. */
function aCrowd(size: number) {
  const presence = new Presence(() => 0)
  const peers = Array.from({ length: size }, (_, index) => new FakePeer(`p${index}`))
  let clock = 1
  const move = (index: number, now: number) => {
    clock += 1
    const peer = peers[index]
    return peer ? presence.receive(peer, cursor(1000 + index, clock, { at: clock }), now) : false
  }
  const screen = new Map<number, unknown>()
  const see = (now: number) => {
    const news = told(presence.flush(now))
    for (const [client, state] of news) {
      if (state === null) screen.delete(client)
      else screen.set(client, state)
    }
    return news
  }
  peers.forEach((_, index) => move(index, index))
  see(size)
  see(size + 2_500)
  const withCursor = () => [...screen.values()].filter((state) => Object(state).at !== undefined)
  return { presence, peers, move, see, screen, withCursor, now: size + 2_500 }
}

test('[Y10] of a crowd fifty have a cursor, all have a name', () => {
  const { screen, withCursor } = aCrowd(300)
  expect(screen.size).toBe(300)
  expect(withCursor().length).toBe(50)
})

test('[Y10] a hundred people all have a cursor', () => {
  const { withCursor } = aCrowd(100)
  expect(withCursor().length).toBe(100)
})

test('[Y10] who is active takes the place of one who is still; one at work keeps it', () => {
  const { move, see, screen, now } = aCrowd(300)
  const seated = [...screen].filter(([, state]) => Object(state).at !== undefined)
  const still = seated.map(([client]) => client - 1000)
  const idle = [...Array(300).keys()].find((index) => !still.includes(index)) ?? -1
  expect(move(idle, now + 5_000)).toBe(true)
  see(now + 5_000)
  expect(Object(screen.get(1000 + idle)).at).toBeDefined()
  for (const index of [...still, idle]) move(index, now + 5_100)
  const other = [...Array(300).keys()].find((index) => index !== idle && !still.includes(index))
  expect(move(other ?? -1, now + 5_200)).toBe(false)
})

test('[Y10] what a screen is sent grows no further with the crowd', () => {
  const bytesAt = (size: number) => {
    const { peers, presence, move, now } = aCrowd(size)
    peers.forEach((_, index) => move(index, now + 100))
    return presence.flush(now + 500)?.shared.length ?? 0
  }
  expect(bytesAt(1_000)).toBeLessThan(bytesAt(200) * 1.1)
})

test('[Y10] of a thousand, five hundred are named, and the next when one of those leaves', () => {
  const { screen, presence, peers, see, now } = aCrowd(1_000)
  expect(screen.size).toBeLessThanOrEqual(550)
  const named = screen.size
  for (const peer of peers.filter((_, index) => screen.has(1000 + index)).slice(0, 100)) {
    presence.leave(peer, now)
  }
  see(now + 500)
  expect(screen.size).toBe(named - 100)
  presence.renew(now + 5_000)
  see(now + 5_000)
  expect(screen.size).toBeGreaterThanOrEqual(500)
})

test('[Y10] a crowd that goes away leaves everybody else with a cursor again', () => {
  const { screen, withCursor, presence, peers, see, now } = aCrowd(200)
  for (const peer of peers.slice(20)) presence.leave(peer, now)
  see(now + 500)
  expect(screen.size).toBe(20)
  expect(withCursor().length).toBe(20)
})

test('[Y10] what a client repeats is not passed on; the server repeats it, once in 20 s', () => {
  const presence = new Presence(() => 0)
  const ann = new FakePeer('ann')
  presence.receive(ann, cursor(7, 1, { at: 1 }), 0)
  expect(told(presence.flush(0)).size).toBe(1)
  expect(presence.receive(ann, cursor(7, 2, { at: 1 }), 15_000)).toBe(false)
  expect(presence.renew(15_000)).toBe(false)
  expect(presence.renew(20_000)).toBe(true)
  expect(told(presence.flush(20_000)).size).toBe(1)
})

test('[Y9] nobody is told of themselves', () => {
  const presence = new Presence(() => 0)
  const [ann, bob] = [new FakePeer('ann'), new FakePeer('bob')]
  presence.receive(ann, cursor(7, 1, { at: 1 }))
  const first = presence.flush()
  expect(first?.for(ann)).toBeUndefined()
  expect(first?.for(bob)).toBe(first?.shared)
  presence.receive(ann, cursor(7, 2, { at: 2 }))
  presence.receive(bob, cursor(8, 1, { at: 1 }))
  const both = presence.flush()
  expect(both?.for(ann)?.length).toBeLessThan(both?.shared.length ?? 0)
})

test('[Y10] a reader too slow for presence hears afterwards of those who left', () => {
  const presence = new Presence(() => 0)
  const [ann, bob] = [new FakePeer('ann'), new FakePeer('bob')]
  presence.receive(ann, cursor(7, 1, { at: 1 }))
  presence.receive(bob, cursor(8, 1, { at: 1 }))
  presence.flush()
  presence.leave(ann)
  presence.flush()
  const everything = told(presence.everything())
  expect([everything.get(7), everything.has(8)]).toEqual([null, true])
})
