import { FIRST_EPOCH } from '@dateline/shared/sync/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import type { Append, Snapshot, UpdateStore } from './update-store.ts'

const entry = (storyId: string, byte: number, more: Partial<Append> = {}): Append => ({
  storyId,
  update: Uint8Array.of(byte),
  authors: ['ann'],
  claims: [],
  authorship: [],
  ...more,
})

const bytesOf = (updates: readonly Uint8Array[] | undefined) => updates?.map((bytes) => [...bytes])

const snapshotAt = (seq: number): Snapshot => ({ seq, bytes: Uint8Array.of(200, seq) })

async function packAll(store: UpdateStore, storyId: string): Promise<number> {
  let packed = 0
  for (let moved = -1; moved !== 0;) packed += moved = await store.pack(storyId)
  return packed
}

export interface Engine<Store extends UpdateStore = UpdateStore> {
  /** Makes a fresh, empty one. */
  readonly open: () => Promise<Store>
  /** Flips a bit of an update that is not packed, behind the store's back. */
  readonly spoil: (store: Store, storyId: string, seq: number) => Promise<void>
}

/** What every UpdateStore must do (docs/rules/sync.md, U1–U11). */
export function updateStoreContract<Store extends UpdateStore>(
  name: string,
  { open, spoil }: Engine<Store>,
): void {
  describe(`UpdateStore: ${name}`, () => {
    const opened: Store[] = []
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
      const claim = (userId: string) => ({ claims: [{ clientId: 7, userId }] })
      await store.commit([entry('a', 1, claim('ann'))], 1)
      const again = [entry('b', 1), entry('a', 2, claim('bob'))]
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

    test('[N2] who claims what is theirs again writes as ever, and nobody is there twice', async () => {
      const store = await fresh()
      const claims = [{ clientId: 7, userId: 'ann' }]
      await store.commit([entry('a', 1, { claims })], 1)
      expect(await store.commit([entry('b', 1), entry('a', 2, { claims })], 2)).toEqual([1, 2])
      expect((await store.load('a'))?.claims).toEqual(new Map([[7, 'ann']]))
      expect(await store.authors('a')).toEqual(['ann'])
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
      expect(bytesOf((await store.loadUntil('a', 19)).updates)).toEqual([[1]])
      expect((await store.loadUntil('a', 9)).updates).toEqual([])
      expect((await store.loadUntil('nowhere', 9)).updates).toEqual([])
      expect(await store.log('nowhere')).toEqual([])
      await store.commit([entry('b', 1)], 15)
      expect(await store.lastCommits()).toEqual(
        new Map([
          ['a', 20],
          ['b', 15],
        ]),
      )
    })

    /** Story a: updates 1 to `count`, committed at 10, 20 …, by ann and bob in turn. */
    async function written(count: number): Promise<Store> {
      const store = await fresh()
      for (let seq = 1; seq <= count; seq += 1) {
        const authors = [seq % 2 === 1 ? 'ann' : 'bob']
        await store.commit([entry('a', seq, { authors })], seq * 10)
      }
      return store
    }

    test('[U7] a story is loaded from its newest snapshot and what came after it', async () => {
      const store = await written(5)
      await store.saveSnapshot('a', snapshotAt(2))
      await store.saveSnapshot('a', snapshotAt(4))
      const loaded = await store.load('a')
      expect(loaded?.snapshot).toEqual(snapshotAt(4))
      expect(bytesOf(loaded?.updates)).toEqual([[5]])
      expect(loaded?.seq).toBe(5)
      await store.saveSnapshot('a', { seq: 4, bytes: Uint8Array.of(9) }) // there already
      await store.saveSnapshot('a', snapshotAt(6)) // of updates that nobody wrote
      expect((await store.load('a'))?.snapshot).toEqual(snapshotAt(4))
    })

    test('[U11] the newest opening is kept, and no other', async () => {
      const store = await written(5)
      expect(await store.opening('a')).toBeUndefined()
      await store.saveOpening('a', { seq: 4, bytes: Uint8Array.of(4) })
      await store.saveOpening('a', { seq: 2, bytes: Uint8Array.of(2) })
      expect(await store.opening('a')).toEqual({ seq: 4, bytes: Uint8Array.of(4) })
      await store.saveOpening('a', { seq: 5, bytes: Uint8Array.of(5) })
      expect(await store.opening('a')).toEqual({ seq: 5, bytes: Uint8Array.of(5) })
      expect(await store.opening('b')).toBeUndefined()
    })

    test('[U6] [U7] a moment is answered from the last snapshot before it', async () => {
      const store = await written(5)
      await store.saveSnapshot('a', snapshotAt(2))
      await store.saveSnapshot('a', snapshotAt(4))
      await packAll(store, 'a')
      const at = async (time: number) => {
        const { snapshot, updates } = await store.loadUntil('a', time)
        return [snapshot?.seq ?? null, bytesOf(updates)]
      }
      expect(await at(10)).toEqual([null, [[1]]])
      expect(await at(25)).toEqual([2, []])
      expect(await at(30)).toEqual([2, [[3]]])
      expect(await at(49)).toEqual([4, []])
      expect(await at(99)).toEqual([4, [[5]]])
    })

    test('[U6] [U12] a moment is answered alike however the clock was set, and packed or not', async () => {
      const store = await fresh()
      const times = [10, 20, 30, 15, 40, 50, 60]
      for (const [index, at] of times.entries()) await store.commit([entry('a', index + 1)], at)
      const moments = [5, 10, 15, 20, 35, 55, 99]
      const answers = () =>
        Promise.all(
          moments.map(async (time) => bytesOf((await store.loadUntil('a', time)).updates)),
        )
      const before = await answers()
      expect(before[2]).toEqual([[1], [4]])
      expect(before[4]).toEqual([[1], [2], [3], [4]])
      await store.saveSnapshot('a', snapshotAt(7))
      await packAll(store, 'a')
      expect((await answers()).slice(0, -1)).toEqual(before.slice(0, -1))
      expect((await store.loadUntil('a', 99)).snapshot).toEqual(snapshotAt(7))
    })

    test('[U12] of what came later nothing is read', async () => {
      const store = await written(5)
      await spoil(store, 'a', 5)
      const known = await store.quarantined() // a store in memory finds out at once
      expect(bytesOf((await store.loadUntil('a', 20)).updates)).toEqual([[1], [2]])
      expect(await store.quarantined()).toEqual(known)
    })

    test('[U12] it says when a story was first written, packed or not', async () => {
      const store = await written(3)
      expect(await store.firstCommit('a')).toBe(10)
      expect(await store.firstCommit('nowhere')).toBeUndefined()
      await store.saveSnapshot('a', snapshotAt(2))
      await packAll(store, 'a')
      expect(await store.firstCommit('a')).toBe(10)
    })

    test('[U12] old snapshots are given up, the two newest never, and every moment is answered', async () => {
      const count = 16
      const store = await written(count)
      const bytes = new Uint8Array(400 * 1024).fill(7)
      for (let seq = 1; seq <= count; seq += 1) await store.saveSnapshot('a', { seq, bytes })
      const { snapshotBytes } = await store.sizes()
      expect(snapshotBytes / bytes.length).toBe(6)
      await packAll(store, 'a')
      expect((await store.load('a'))?.snapshot?.seq).toBe(count)
      const from = new Set<number>()
      for (let seq = 1; seq <= count; seq += 1) {
        const { snapshot, updates } = await store.loadUntil('a', seq * 10)
        const base = snapshot?.seq ?? 0
        from.add(base)
        expect(bytesOf(updates)).toEqual(
          Array.from({ length: seq - base }, (_, index) => [base + index + 1]),
        )
      }
      expect(from).toContain(count - 1)
      expect(from.size).toBeGreaterThan(4)
    })

    test('[U8] packing moves what a snapshot covers and loses nothing of it', async () => {
      const store = await written(9)
      const before = await store.log('a')
      expect(await store.pack('a')).toBe(0) // no snapshot: nothing may move
      await store.saveSnapshot('a', snapshotAt(7))
      expect(await packAll(store, 'a')).toBe(7)
      expect(await store.log('a')).toEqual(before)
      expect(bytesOf((await store.loadUntil('a', 70)).updates)).toEqual([])
      expect(bytesOf((await store.loadUntil('a', 60)).updates)).toEqual(
        [1, 2, 3, 4, 5, 6].map((byte) => [byte]),
      )
      expect((await store.load('a'))?.seq).toBe(9)
      expect(await store.lastCommits()).toEqual(new Map([['a', 90]]))
    })

    test('[U2] [U8] counting goes on when everything is packed', async () => {
      const store = await written(3)
      await store.saveSnapshot('a', snapshotAt(3))
      await packAll(store, 'a')
      expect(await store.commit([entry('a', 4)], 40)).toEqual([4])
      const loaded = await store.load('a')
      expect(bytesOf(loaded?.updates)).toEqual([[4]])
      expect(await store.lastCommits()).toEqual(new Map([['a', 40]]))
    })

    test('[U8] what is written while the old log is packed is not moved and not lost', async () => {
      const store = await written(4)
      await store.saveSnapshot('a', snapshotAt(4))
      const packing = Promise.all([store.pack('a'), store.pack('a')])
      await store.commit([entry('a', 5)], 50)
      const moved = await packing
      expect(moved.reduce((sum, count) => sum + count, 0)).toBe(4)
      expect((await store.log('a')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
      expect(bytesOf((await store.load('a'))?.updates)).toEqual([[5]])
    })

    test('[U5] an update that cannot be read is set aside, told, and the rest is there', async () => {
      const store = await written(5)
      await spoil(store, 'a', 3)
      const loaded = await store.load('a')
      expect(bytesOf(loaded?.updates)).toEqual([[1], [2], [4], [5]])
      expect(loaded?.seq).toBe(5)
      const lost = {
        storyId: 'a',
        kind: 'update',
        firstSeq: 3,
        lastSeq: 3,
        from: 30,
        to: 30,
        authors: ['ann'],
        reason: 'damaged',
        isLost: true,
      }
      expect(loaded?.lost).toEqual([lost])
      expect(await store.quarantined()).toEqual([lost])
      expect((await store.load('a'))?.lost).toEqual([lost])
      expect((await store.loadUntil('a', 20)).lost).toEqual([])
      expect((await store.loadUntil('a', 40)).lost).toEqual([lost])
    })

    test('[U2] [U5] its number is not given twice, not even the last one’s', async () => {
      const store = await written(2)
      await spoil(store, 'a', 2)
      expect((await store.load('a'))?.seq).toBe(2)
      expect(await store.commit([entry('a', 3)], 30)).toEqual([3])
      expect((await store.load('a'))?.lost.map(({ firstSeq }) => firstSeq)).toEqual([2])
    })

    test('[U5] what a snapshot covers is lost to the history only, until it is looked at', async () => {
      const store = await written(3)
      await store.saveSnapshot('a', snapshotAt(3))
      await spoil(store, 'a', 2)
      const loaded = await store.load('a')
      expect(loaded).toMatchObject({ snapshot: snapshotAt(3), updates: [], lost: [] })
      expect(loaded?.epoch).toBe(FIRST_EPOCH)
      const past = await store.loadUntil('a', 29)
      expect(bytesOf(past.updates)).toEqual([[1]])
      await packAll(store, 'a')
      expect(await store.quarantined()).toMatchObject([{ firstSeq: 2, isLost: false }])
      expect((await store.log('a')).map(({ seq }) => seq)).toEqual([1, 3])
    })

    test('[U10] an epoch is another one once it was renewed, and never one that was', async () => {
      const store = await fresh()
      await store.commit([entry('a', 1), entry('b', 1)], 1)
      const epochs = async () => [(await store.load('a'))?.epoch, (await store.load('b'))?.epoch]
      expect(await epochs()).toEqual([FIRST_EPOCH, FIRST_EPOCH])
      await store.renewEpoch('a')
      const [a] = await epochs()
      expect(a).not.toBe(FIRST_EPOCH)
      expect(await epochs()).toEqual([a, FIRST_EPOCH])
      await store.renewEpoch(null)
      const [later, b] = await epochs()
      expect(new Set([FIRST_EPOCH, a, later, b]).size).toBe(4)
      await store.commit([entry('c', 1)], 1)
      expect((await store.load('c'))?.epoch).toBe(b)
    })

    test('[U5] [U10] a story that lost something begins a new epoch, once', async () => {
      const store = await written(3)
      await spoil(store, 'a', 2)
      const epoch = (await store.load('a'))?.epoch
      expect(epoch).not.toBe(FIRST_EPOCH)
      expect((await store.load('a'))?.epoch).toBe(epoch)
    })

    test('[U8] sizes say how much lies where', async () => {
      const store = await written(4)
      expect(await store.sizes()).toEqual({
        logBytes: 4,
        packedBytes: 0,
        snapshotBytes: 0,
        quarantined: 0,
      })
      await store.saveSnapshot('a', snapshotAt(3))
      await packAll(store, 'a')
      await store.commit([entry('a', 5)], 50)
      const sizes = await store.sizes()
      expect(sizes).toMatchObject({ logBytes: 2, snapshotBytes: 2, quarantined: 0 })
      expect(sizes.packedBytes).toBeGreaterThan(0)
    })
  })
}
