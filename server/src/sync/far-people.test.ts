import { describe, expect, test } from 'vitest'
import type { BusMessage } from './bus.ts'
import { FarPeople } from './far-people.ts'
import type { Peer } from './peer.ts'

type Told = Extract<BusMessage, { kind: 'presence' }>

/** A room that only keeps who is shown in it. */
class Noting {
  readonly storyId = 's'
  readonly peers = []
  readonly shown = new Map<Peer, number>()

  seeElsewhere(peer: Peer, payload: Uint8Array): void {
    this.shown.set(peer, payload[0] ?? 0)
  }
  forgetElsewhere(peer: Peer): void {
    this.shown.delete(peer)
  }
  get seen() {
    return [...this.shown].map(([peer, at]) => `${peer.user.id} ${at}`).toSorted()
  }
}

const at = (socket: number, id: string, place: number | null) => {
  const user = { id, name: id, color: '#000', role: 'reporter' }
  return { socket, user, payload: place === null ? null : Uint8Array.of(place) }
}
const moved = (...people: Told['people']): Told => {
  return { kind: 'presence', storyId: 's', isAll: false, people }
}
const list = (upTo: number, ...people: Told['people']): Told => {
  return { kind: 'presence', storyId: 's', isAll: true, upTo, people }
}
/** What a room shows after these messages. */
function after(...messages: readonly Told[]): readonly string[] {
  const [room, people] = [new Noting(), new FarPeople()]
  for (const message of messages) people.see(room, message, 0)
  return room.seen
}

describe('[N7] the people of another node', () => {
  test('are gone with a list that leaves them out, when their leave was lost', () => {
    expect(after(moved(at(1, 'ann', 5)), list(1))).toEqual([])
  })

  test('stay gone when what was said before they left comes late', () => {
    expect(after(moved(at(1, 'ann', null)), moved(at(1, 'ann', 5)))).toEqual([])
    expect(after(list(1), moved(at(1, 'ann', 5)))).toEqual([])
    expect(after(list(2, at(2, 'bob', 1)), list(1, at(1, 'ann', 5)))).toEqual(['bob 1'])
  })

  test('who came after a list are not touched by it when it comes late', () => {
    expect(after(moved(at(2, 'bob', 1)), list(1, at(1, 'ann', 5)))).toEqual(['ann 5', 'bob 1'])
    const [room, people] = [new Noting(), new FarPeople()]
    people.see(room, moved(at(2, 'bob', 1)), 0)
    people.forgetAbsent(room, { kind: 'people', storyId: 's', users: [], upTo: 1 })
    expect(room.seen).toEqual(['bob 1'])
    people.forgetAbsent(room, { kind: 'people', storyId: 's', users: [], upTo: 2 })
    expect(room.seen).toEqual([])
  })

  test('may hear everything twice', () => {
    const [one, two] = [moved(at(1, 'ann', 1)), moved(at(1, 'ann', null), at(2, 'ann', 2))]
    expect(after(one, one, two, two, one)).toEqual(['ann 2'])
  })
})
