import { describe, expect, test } from 'vitest'
import type { MediaStore } from './media-store.ts'

const HELLO = new TextEncoder().encode('hello')
const HASH = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

/** What every place for pictures must do. */
export function mediaStoreContract(name: string, open: () => Promise<MediaStore>): void {
  describe(`${name} as a media store`, () => {
    test('[M1] keeps bytes under the SHA-256 of themselves', async () => {
      const store = await open()
      expect(await store.put(HELLO)).toBe(HASH)
      expect(Buffer.from((await store.get(HASH)) ?? [])).toEqual(Buffer.from(HELLO))
    })

    test('[M2] the same bytes twice, also at once, are kept once and whole', async () => {
      const store = await open()
      await Promise.all([store.put(HELLO), store.put(HELLO)])
      expect(await store.put(HELLO)).toBe(HASH)
      expect((await store.get(HASH))?.length).toBe(5)
    })

    test('[M3] what is not there is undefined, whatever it is called', async () => {
      const store = await open()
      for (const hash of ['0'.repeat(64), '', '../dateline.db', `${HASH}/..`]) {
        expect(await store.get(hash), hash).toBeUndefined()
      }
    })
  })
}
