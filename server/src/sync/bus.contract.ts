import { describe, expect, onTestFinished, test } from 'vitest'
import { until } from '../testing/until.ts'
import type { Bus, BusMessage } from './bus.ts'

/** Two nodes that can hear each other, for one test. */
export interface OpenBuses {
  readonly a: Bus
  readonly b: Bus
}

/** What was heard, by whom it was said left out. */
export function heardBy(bus: Bus): BusMessage[] {
  const heard: BusMessage[] = []
  onTestFinished(bus.listen((message) => heard.push(message)))
  return heard
}

const of = (messages: readonly BusMessage[], kind: BusMessage['kind']) =>
  messages.filter((message) => message.kind === kind)

/** Says something to the other until it is heard: a bus may take its time to be up. */
async function meet({ a }: OpenBuses, heard: readonly BusMessage[]): Promise<void> {
  await until(() => {
    a.publish({ kind: 'alive', isNew: false })
    expect(of(heard, 'alive')).not.toEqual([])
  })
}

/**
 * What every Bus must do (rules N5–N9, docs/rules/sync.md).
 * @param carries whether the bytes of updates travel
 */
export function busContract(
  name: string,
  open: () => Promise<OpenBuses>,
  { carries }: { readonly carries: boolean },
): void {
  describe(`Bus: ${name}`, () => {
    test('[N9] what concerns everybody is heard by the others, and not by who says it', async () => {
      const buses = await open()
      const [own, heard] = [heardBy(buses.a), heardBy(buses.b)]
      await meet(buses, heard)
      buses.a.publish({ kind: 'recheck', userId: 'ann' })
      buses.a.publish({ kind: 'record', storyId: 's' })
      buses.a.publish({ kind: 'people', storyId: 's', users: ['ann', 'Åsa'] })
      await until(() => expect(of(heard, 'people')).toHaveLength(1))
      expect(heard.filter(({ kind }) => kind !== 'alive')).toEqual([
        { kind: 'recheck', userId: 'ann' },
        { kind: 'record', storyId: 's' },
        { kind: 'people', storyId: 's', users: ['ann', 'Åsa'] },
      ])
      expect(own).toEqual([])
    })

    test('[N5] updates of a story are heard in order by who follows it, and by nobody else', async () => {
      const buses = await open()
      const heard = heardBy(buses.b)
      await meet(buses, heard)
      await buses.b.follow('mine')
      const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256)
      const update = (storyId: string, seq: number) =>
        buses.a.publish({ kind: 'update', storyId, seq, update: bytes, isPlain: true })
      update('other', 1)
      for (let seq = 1; seq <= 20; seq += 1) update('mine', seq)
      await until(() => expect(of(heard, 'update')).toHaveLength(20))
      const told = heard.flatMap((message) => (message.kind === 'update' ? [message] : []))
      expect(told.map(({ storyId, seq }) => [storyId, seq])).toEqual(
        Array.from({ length: 20 }, (_, i) => ['mine', i + 1]),
      )
      const last = told[19]?.update
      expect(last && [...last]).toEqual(carries ? [...bytes] : undefined)
      buses.b.unfollow('mine')
      buses.a.publish({ kind: 'record', storyId: 'mine' })
      await until(() => expect(of(heard, 'record')).toHaveLength(1))
      update('mine', 21)
      buses.a.publish({ kind: 'record', storyId: 'mine' })
      await until(() => expect(of(heard, 'record')).toHaveLength(2))
      expect(of(heard, 'update')).toHaveLength(20)
    })

    test('a bus that was closed takes what it is told and says nothing', async () => {
      const buses = await open()
      const heard = heardBy(buses.b)
      await meet(buses, heard)
      await buses.a.close()
      expect(() => buses.a.publish({ kind: 'record', storyId: 's' })).not.toThrow()
    })
  })
}

/** What a Bus must do beside that which carries presence. */
export function presenceContract(name: string, open: () => Promise<OpenBuses>): void {
  describe(`Presence on the bus: ${name}`, () => {
    test('[N7] presence travels with its bytes, and a leave without', async () => {
      const buses = await open()
      const heard = heardBy(buses.b)
      await meet(buses, heard)
      await buses.b.follow('s')
      const user = { id: 'ann', name: 'Ann', color: '#123456', role: 'reporter' }
      const people = [
        { socket: 1, user, payload: Uint8Array.of(1, 0, 255) },
        { socket: 2, user, payload: null },
      ]
      buses.a.publish({ kind: 'presence', storyId: 's', isAll: true, people })
      await until(() => expect(of(heard, 'presence')).toHaveLength(1))
      const [message] = heard.flatMap((one) => (one.kind === 'presence' ? [one] : []))
      expect(
        message?.people.map(({ socket, payload }) => [socket, payload && [...payload]]),
      ).toEqual([
        [1, [1, 0, 255]],
        [2, null],
      ])
      expect(message?.people[0]?.user).toEqual(user)
    })
  })
}
