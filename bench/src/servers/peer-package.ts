import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PEERS = resolve(import.meta.dirname, '../../.peers')

export interface PeerPackage {
  readonly name: string
  /** Exact versions. */
  readonly dependencies: Readonly<Record<string, string>>
  readonly overrides?: Readonly<Record<string, string>>
}

export const peerFolder = ({ name }: PeerPackage): string => join(PEERS, name)

/**
 * Fetches another program's packages into a folder of its own, so that neither the lock file nor
 * `npm ci` knows of them. Nothing of it runs on installing.
 */
export function installPeer(peer: PeerPackage): void {
  const folder = peerFolder(peer)
  const { dependencies, overrides } = peer
  const wanted = JSON.stringify({ private: true, type: 'module', dependencies, overrides }, null, 2)
  const file = join(folder, 'package.json')
  const done = join(folder, 'node_modules', '.package-lock.json')
  if (existsSync(done) && readFileSync(file, 'utf8') === wanted) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, wanted)
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', ['install', ...flags], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${peer.name} could not be installed into ${folder}.`)
}

/** The versions that are installed there, of the packages named. */
export function peerVersions(peer: PeerPackage, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const file = join(peerFolder(peer), 'node_modules', name, 'package.json')
      return [name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version]
    }),
  )
}
