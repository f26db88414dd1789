import { join } from 'node:path'
import {
  hasPostgres,
  PrivatePostgres,
  WITHOUT_POSTGRES,
} from '@dateline/server/src/testing/private-postgres.ts'
import {
  hasRedis,
  PrivateRedis,
  WITHOUT_REDIS,
} from '@dateline/server/src/testing/private-redis.ts'
import { tempFolder } from '../temp-folder.ts'
import { freePort } from './free-port.ts'
import { enrol, newStories, ROOT } from './newsroom.ts'
import { ServerProcess } from './server-process.ts'
import type { Running, Target } from './target.ts'

const SECRET = 'the same on every node, 32 characters long'

/** Why several nodes cannot be measured here; undefined where they can. */
export const withoutNodes = (): string | undefined =>
  hasPostgres ? (hasRedis ? undefined : WITHOUT_REDIS) : WITHOUT_POSTGRES

const onNodes = (count: number): Target => ({
  id: `dateline-${count}-on-postgres`,
  label: `Dateline, ${count === 1 ? 'one node' : `${count} nodes`} on PostgreSQL and Redis`,
  isDurable: true,
  hasDocuments: true,
  prepare: async () => undefined,
  start: () => start(count),
  versions: () => ({}),
})

/** Ours on PostgreSQL, which waits for its disk, and Redis; people go round the nodes in turn. */
export const NODES: readonly Target[] = [onNodes(1), onNodes(2)]

async function start(count: number): Promise<Running> {
  const [postgres, redis] = [await PrivatePostgres.open({ fsync: 'on' }), await PrivateRedis.open()]
  const shared = {
    DATABASE_URL: await postgres.database('newsroom'),
    REDIS_URL: redis.url,
    AUTH_SECRET: SECRET,
  }
  const nodes: { server: ServerProcess; port: number }[] = []
  const stop = async () => {
    await Promise.all(nodes.map(({ server }) => server.stop()))
    await Promise.all([postgres.close(), redis.stop()])
  }
  try {
    while (nodes.length < count) {
      const port = await freePort()
      const env = {
        ...shared,
        DATA_DIR: tempFolder('node'),
        HOST: '127.0.0.1',
        PORT: String(port),
        LIMITS: 'off',
        DATELINE_DEMO: 'off',
        LOG_LEVEL: 'error',
      }
      const file = join(ROOT, 'server/src/main.ts')
      const server = new ServerProcess({ file, cwd: ROOT, env, port })
      await server.start()
      nodes.push({ server, port })
    }
    return await peopled(nodes, { ...shared, DATA_DIR: tempFolder('node') }, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function peopled(
  nodes: readonly { server: ServerProcess; port: number }[],
  env: Readonly<Record<string, string>>,
  stop: () => Promise<void>,
): Promise<Running> {
  const [first] = nodes
  if (!first) throw new RangeError('no nodes')
  const { server } = first
  const url = `http://127.0.0.1:${first.port}`
  const tokens = await enrol(url, env)
  return {
    url,
    get pid() {
      return server.pid
    },
    newRooms: (count) => newStories(url, tokens[0] ?? '', count),
    seat: (room, person) => ({
      port: nodes[person % nodes.length]?.port ?? first.port,
      path: `/sync/story.${room}`,
      headers: { authorization: `Bearer ${tokens[person % tokens.length] ?? ''}` },
      wire: 'y-websocket',
      name: room,
      token: '',
    }),
    memory: () => server.memory(),
    profile: () => server.profile(),
    kill: () => server.kill(),
    stopOnly: () => server.stop(),
    startAgain: () => server.start(),
    stop,
  }
}
