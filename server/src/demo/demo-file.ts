import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signInsSchema } from '@dateline/shared/api/contracts'
import { z } from 'zod'

const DEMO_FILE = 'demo.json'

/** `complete`: the stories are there; until then a start goes on making them. */
const demoFileSchema = signInsSchema.extend({ complete: z.boolean() })
export type DemoFile = z.infer<typeof demoFileSchema>

/** The demo newsroom's sign-ins, kept in DATA_DIR only while the demo is on. */
export async function readDemoFile(dataDir: string): Promise<DemoFile | undefined> {
  try {
    return demoFileSchema.parse(JSON.parse(await readFile(join(dataDir, DEMO_FILE), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

export async function writeDemoFile(dataDir: string, content: DemoFile): Promise<void> {
  const file = join(dataDir, DEMO_FILE)
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export async function removeDemoFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, DEMO_FILE), { force: true })
}
