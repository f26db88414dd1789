import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Seat } from '../load/seat.ts'
import { tempFolder } from '../temp-folder.ts'
import { freePort } from './free-port.ts'
import { enrol, newStories, ROOT } from './newsroom.ts'
import { ServerProcess } from './server-process.ts'
import type { Running, Target } from './target.ts'

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
    newRooms: (count) => newStories(url, tokens[0] ?? '', count),
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

async function makeNewsroom(): Promise<Newsroom> {
  const dataDir = tempFolder('newsroom')
  const { server, url } = await serverOn(dataDir)
  await server.start()
  const tokens = await enrol(url, { DATA_DIR: dataDir })
  await server.stop()
  return { dataDir, tokens }
}
