import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

let root: string | null = null

/** A new folder for data, gone when this process ends, however it does short of SIGKILL. */
export function tempFolder(name: string): string {
  root ??= makeRoot()
  return mkdtempSync(join(root, `${name}-`))
}

function makeRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return folder
}
