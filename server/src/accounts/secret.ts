import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const SECRET_FILE = 'auth-secret'
const MIN_LENGTH = 32 // characters

/**
 * The secret that signs sessions and encrypts stored passwords of targets: the one given, or one
 * made at the first start and kept in DATA_DIR, readable by the server's user only. Losing it signs
 * everybody out and makes stored target passwords unreadable, so `backup` takes it along.
 */
export async function readSecret(dataDir: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given
  const file = join(dataDir, SECRET_FILE)
  return (await readKept(file)) ?? (await makeSecret(file))
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(file, 'utf8')).trim()
    if (secret.length >= MIN_LENGTH) return secret
    throw new Error(`${file} is damaged: put the saved secret back, or delete the file.`)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(48).toString('base64url')
  const handle = await open(file, 'wx', 0o600) // never over one that appeared meanwhile
  try {
    await handle.writeFile(secret)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return secret
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
