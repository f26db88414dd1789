import { afterEach, describe, expect, test } from 'vitest'
import type { Append, UpdateStore } from './update-store.ts'

const entry = (storyId: string, byte: number, more: Partial<Append> = {}): Append => ({
  storyId,
  update: Uint8Array.of(byte),
  authors: ['ann'],
  claims: [],
  authorship: [],
  ...more,
})

/** What every UpdateStore must do (docs/rules/sync.md, U1–U6). `open` makes a fresh, empty one. */
export function updateStoreContract(name: string, open: () => Promise<UpdateStore>): void {
  describe(`UpdateStore: ${name}`, () => {
    const opened: UpdateStore[] = []
    const fresh = async () => {
      const store = await open()
      opened.push(store)
      return store
    }
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()))
    })

    test('[U1] what was committed is loaded, in order', async () => {
      const store = await fresh()
      await store.commit([entry('a', 1), entry('a', 2)], 10)
      await store.commit([entry('a', 3)], 20)
      const loaded = await store.load('a')
      expect(loaded?.updates.map((bytes) => [...bytes])).toEqual([[1], [2], [3]])
      expect(loaded?.seq).toBe(3)
    })

    test('[U2] each story counts for itself, from 1 without gaps', async () => {
      const store = await fresh()
      expect(await store.commit([entry('a', 1), entry('b', 1), entry('a', 2)], 1)).toEqual([
        1, 1, 2,
      ])
      expect(await store.commit([entry('b', 2)], 1)).toEqual([2])
    })

    test('[U3] a batch is all or nothing', async () => {
      const store = await fresh()
      const claims = [{ clientId: 7, userId: 'ann' }]
      await store.commit([entry('a', 1, { claims })], 1)
      const again = [entry('b', 1), entry('a', 2, { claims })]
      await expect(store.commit(again, 2)).rejects.toThrow(/./)
      expect(await store.load('b')).toBeUndefined()
      expect((await store.load('a'))?.seq).toBe(1)
      expect(await store.commit([entry('a', 3)], 3)).toEqual([2])
    })

    test('[U4] claims and authorship are kept with the update that made them', async () => {
      const store = await fresh()
      const by = (createdBy: string, lastEditedBy: string, lastEditedAt: number) => ({
        authorship: [{ factId: 'f', authorship: { createdBy, lastEditedBy, lastEditedAt } }],
      })
      const claims = [{ clientId: 4_294_967_295, userId: 'ann' }]
      await store.commit([entry('a', 1, { claims, ...by('ann', 'ann', 1) })], 1)
      await store.commit([entry('a', 2, by('ann', 'bob', 2))], 2)
      const loaded = await store.load('a')
      expect(loaded?.claims).toEqual(new Map([[4_294_967_295, 'ann']]))
      expect(loaded?.authorship.get('f')).toEqual({
        createdBy: 'ann',
        lastEditedBy: 'bob',
        lastEditedAt: 2,
      })
    })

    test('[U4] authors come in the order in which they first wrote', async () => {
      const store = await fresh()
      const claim = (clientId: number, userId: string) => ({ claims: [{ clientId, userId }] })
      await store.commit([entry('a', 1, claim(900, 'zoe'))], 1)
      await store.commit([entry('a', 2, claim(5, 'ann')), entry('b', 1, claim(1, 'bob'))], 2)
      await store.commit([entry('a', 3, claim(7, 'zoe'))], 3)
      expect(await store.authors('a')).toEqual(['zoe', 'ann'])
      expect([...((await store.load('a'))?.claims.keys() ?? [])]).toEqual([900, 5, 7])
      expect(await store.authors('nowhere')).toEqual([])
    })

    test('[U6] the log says when and who, and answers for any moment', async () => {
      const store = await fresh()
      await store.commit([entry('a', 1)], 10)
      await store.commit([entry('a', 2, { authors: ['ann', 'bob'] })], 20)
      expect(await store.log('a')).toEqual([
        { seq: 1, at: 10, authors: ['ann'] },
        { seq: 2, at: 20, authors: ['ann', 'bob'] },
      ])
      expect((await store.loadUntil('a', 19)).map((bytes) => [...bytes])).toEqual([[1]])
      expect(await store.loadUntil('a', 9)).toEqual([])
      expect(await store.log('nowhere')).toEqual([])
      await store.commit([entry('b', 1)], 15)
      expect(await store.lastCommits()).toEqual(
        new Map([
          ['a', 20],
          ['b', 15],
        ]),
      )
    })
  })
}
