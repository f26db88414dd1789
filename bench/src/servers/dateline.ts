import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import type { Seat } from '../load/seat.ts'
import { tempFolder } from '../temp-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'
import type { Running, Target } from './target.ts'

export const ROOT = resolve(import.meta.dirname, '../../..')
/** Accounts that go round: a crowd signs in from several places each. */
const PEOPLE = 40
const ADMIN = { email: 'ada@bench.test', password: 'ada-reads-the-meters', name: 'Ada Moreau' }
export const PASSWORD = 'types-all-night-long'
export const emailOf = (person: number): string => `typist-${person}@bench.test`

/** A data directory with everybody in it, made once and copied for each start. */
interface Newsroom {
  readonly dataDir: string
  /** Bearer tokens; those of a session live as long as its row. */
  readonly tokens: readonly string[]
}
let newsroom: Promise<Newsroom> | null = null

export const dateline: Target = {
  id: 'dateline',
  label: 'Dateline (SQLite, every edit on disk)',
  isDurable: true,
  hasDocuments: true,
  async prepare() {
    newsroom ??= makeNewsroom()
    await newsroom
  },
  start: startDateline,
  versions: () => ({}),
}

async function startDateline(): Promise<Running> {
  newsroom ??= makeNewsroom()
  const { dataDir: template, tokens } = await newsroom
  const dataDir = tempFolder('dateline')
  cpSync(template, dataDir, { recursive: true })
  const { server, port, url } = await serverOn(dataDir)
  await server.start()
  const headers = (person: number) => ({
    authorization: `Bearer ${tokens[person % tokens.length] ?? ''}`,
  })
  return {
    url,
    get pid() {
      return server.pid
    },
    newRooms: async (count) => {
      const rooms: string[] = []
      while (rooms.length < count) {
        const story = { headline: `Story ${rooms.length}`, language: 'en' }
        rooms.push((await post<{ id: string }>(`${url}/api/stories`, headers(0), story)).id)
      }
      return rooms
    },
    seat: (room, person): Seat => ({
      port,
      path: `/sync/story.${room}`,
      headers: headers(person),
      wire: 'y-websocket',
      name: room,
      token: '',
    }),
    memory: () => server.memory(),
    profile: () => server.profile(),
    kill: () => server.kill(),
    stopOnly: () => server.stop(),
    startAgain: () => server.start(),
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function serverOn(dataDir: string) {
  const port = await freePort()
  const env = {
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    LIMITS: 'off',
    DATELINE_DEMO: 'off',
    LOG_LEVEL: 'error',
  }
  const file = join(ROOT, 'server/src/main.ts')
  const server = new ServerProcess({ file, cwd: ROOT, env, port })
  return { server, port, url: `http://127.0.0.1:${port}` }
}

/** Makes the accounts as an operator and an admin do, and signs everybody in. */
async function makeNewsroom(): Promise<Newsroom> {
  const dataDir = tempFolder('newsroom')
  const { server, url } = await serverOn(dataDir)
  await server.start()
  const { email, name, password } = ADMIN
  const args = ['user', 'add', '--email', email, '--name', name, '--role', 'admin']
  const added = spawnSync(
    process.execPath,
    [join(ROOT, 'server/src/cli.ts'), ...args, '--password-stdin'],
    { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir }, input: password },
  )
  if (added.status !== 0) throw new Error(`No admin: ${added.stderr.toString()}`)
  const admin = { authorization: `Bearer ${await signIn(url, email, password)}` }
  const tokens: string[] = []
  for (let person = 0; person < PEOPLE; person += 1) {
    const account = { name: `Typist ${person}`, email: emailOf(person), role: 'editor' }
    await post(`${url}/api/users`, admin, { ...account, password: PASSWORD })
    tokens.push(await signIn(url, emailOf(person), PASSWORD))
  }
  await server.stop()
  return { dataDir, tokens }
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const token = answer.headers.get('set-auth-token')
  if (token === null) throw new Error(`No sign-in: ${answer.status} ${await answer.text()}`)
  return token
}

/** @throws when the answer is not a good one */
export async function post<T>(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: object,
): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
