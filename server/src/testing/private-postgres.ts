import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { freePort, PrivateService } from './private-service.ts'

/** Debian keeps them out of PATH; the newest version last. */
const [bin] = globSync('/usr/lib/postgresql/*/bin').toSorted().toReversed()
export const hasPostgres = bin !== undefined && existsSync(join(bin, 'initdb'))
export const WITHOUT_POSTGRES = 'skipped: PostgreSQL is not installed on this machine'

/** A PostgreSQL of a test's own, on a free port, its data in a folder that goes with it. */
export class PrivatePostgres {
  /** Of the database `postgres`, as its superuser. */
  readonly url: string
  readonly #dir: string
  readonly #service: PrivateService

  private constructor(dir: string, service: PrivateService) {
    this.#dir = dir
    this.#service = service
    this.url = `postgres://dateline@127.0.0.1:${service.port}/postgres`
  }

  /** @param fsync off: a test never loses power */
  static async open({ fsync = 'off' } = {}): Promise<PrivatePostgres> {
    const dir = await mkdtemp(join(tmpdir(), 'dateline-postgres-'))
    const as = anybodyButRoot(dir)
    const data = join(dir, 'data')
    const make = [...as, join(bin ?? '', 'initdb'), '-D', data, '-U', 'dateline', '-A', 'trust']
    execFileSync(make[0] ?? '', [...make.slice(1), '-E', 'UTF8', '--locale=C', '--no-sync'])
    const port = await freePort()
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      fsync,
      shared_buffers: '16MB',
    }
    const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
    const run = [...as, join(bin ?? '', 'postgres'), '-D', data, '-p', `${port}`, ...options]
    const postgres = new PrivatePostgres(dir, new PrivateService(port, run, 'SIGQUIT'))
    await postgres.start()
    return postgres
  }

  /** Resolves once it answers queries. */
  async start(): Promise<void> {
    await this.#service.start()
    while (!(await this.#answers())) await sleep(20)
  }

  /** At once, with connections open, as in a crash. */
  stop(): Promise<void> {
    return this.#service.stop()
  }

  /** Makes an empty database. @returns its URL */
  async database(name: string): Promise<string> {
    const client = new Client(this.url)
    await client.connect()
    await client.query(`CREATE DATABASE ${name}`)
    await client.end()
    return this.url.replace(/postgres$/, name)
  }

  async close(): Promise<void> {
    await this.stop()
    await rm(this.#dir, { recursive: true, force: true })
  }

  async #answers(): Promise<boolean> {
    const client = new Client(this.url)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

/** PostgreSQL does not run as root: then it is Debian's own account for it, which gets the folder. */
function anybodyButRoot(dir: string): readonly string[] {
  if (process.getuid?.() !== 0) return []
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  chownSync(dir, id('-u'), id('-g'))
  return ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--']
}
