import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMediaHash } from '@dateline/shared/editor-schema/figure-node'
import type { MediaStore } from './media-store.ts'

/** The folder in DATA_DIR that holds the pictures, one file each, named by its hash. */
export const MEDIA_FOLDER = 'media'

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Pictures as files beside the databases. */
export class FileMediaStore implements MediaStore {
  readonly #folder: string

  constructor(dataDir: string) {
    this.#folder = join(dataDir, MEDIA_FOLDER)
  }

  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256Of(bytes)
    const path = join(this.#folder, sha256)
    if (await isThere(path, bytes.length)) return sha256
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    // Under another name until it is whole and on disk: a crash leaves no half picture.
    const scratch = join(this.#folder, `.${randomUUID()}`)
    try {
      const file = await open(scratch, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(scratch, path)
      await syncFolder(this.#folder)
    } catch (error) {
      await rm(scratch, { force: true })
      throw error
    }
    return sha256
  }

  async get(sha256: string): Promise<Uint8Array | undefined> {
    if (!isMediaHash(sha256)) return undefined // it becomes a path
    try {
      const bytes = await readFile(join(this.#folder, sha256))
      return sha256Of(bytes) === sha256 ? bytes : undefined
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
}

async function isThere(path: string, length: number): Promise<boolean> {
  try {
    return (await stat(path)).size === length
  } catch {
    return false
  }
}

/** The name is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
