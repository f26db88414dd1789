import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FileMediaStore, MEDIA_FOLDER } from './file-media-store.ts'
import { mediaStoreContract } from './media-store.contract.ts'

const folders: string[] = []
const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'media-'))
  folders.push(path)
  return path
}
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true }))))

mediaStoreContract('files', async () => new FileMediaStore(await folder()))

test('[M1] a file that is not what its name says is not handed out', async () => {
  const dataDir = await folder()
  const store = new FileMediaStore(dataDir)
  const hash = await store.put(Uint8Array.of(1, 2, 3))
  await writeFile(join(dataDir, MEDIA_FOLDER, hash), Uint8Array.of(1, 2, 4))
  expect(await store.get(hash)).toBeUndefined()
  expect(await readdir(join(dataDir, MEDIA_FOLDER))).toEqual([hash])
})
