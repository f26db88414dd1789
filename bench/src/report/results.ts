import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Row } from '../scenarios/scenario.ts'
import { ROOT } from '../servers/newsroom.ts'

/** One scenario as it was last run whole. */
export interface Section {
  readonly takenAt: string
  readonly commit: string
  readonly machine: string
  readonly versions: Readonly<Record<string, string>>
  readonly rows: readonly Row[]
}
export type Results = Readonly<Record<string, Section>>

export const readResults = (file: string): Results =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {}

export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true })
  // JSON knows no infinity: what never came is written as such.
  const text = JSON.stringify(results, (_, value: unknown) => plain(value), 2)
  writeFileSync(file, `${text}\n`)
}

function plain(value: unknown): unknown {
  if (typeof value !== 'number') return value
  if (!Number.isFinite(value)) return 'never'
  return Number(value.toPrecision(5))
}

/** What was measured on, for whoever compares. */
export function machine(): string {
  const [cpu] = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${gigabytes} GB, Linux ${release()}, Node ${process.version}`
}

/** The commit that is measured, with a mark when files differ from it. */
export function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT }).toString().trim()
  if (!existsSync(join(ROOT, '.git'))) return 'unknown'
  const changed = git('status', '--porcelain', '--', 'server', 'shared', 'client') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : '')
}
