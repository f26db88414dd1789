import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { storyIdSchema } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import type { Role } from '@dateline/shared/users/role'
import { pino } from 'pino'
import { afterEach, expect } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { SessionUser } from '../../accounts/accounts.ts'
import { readConfig } from '../../config.ts'
import { Metrics } from '../../observability/metrics.ts'
import { MemoryUpdateStore } from '../../store/memory-update-store.ts'
import { LiveRooms } from '../live-rooms.ts'
import { attachSync, type SyncDeps } from '../upgrade.ts'

export const STORY = storyIdSchema.parse('talks')
const TEAM_STORY = storyIdSchema.parse('secret')

/** Undone after each test, the last first. */
export const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const act of cleanUp.splice(0).toReversed()) await act()
})

/** A sync server whose sessions are a table: `Authorization: <name>`. */
export async function aServer(
  env: Record<string, string> = {},
  times: Pick<SyncDeps, 'recheckMs' | 'heartbeatMs'> = {},
) {
  const config = readConfig(env)
  const { limits } = config
  const metrics = new Metrics()
  const sessions = new Map<string, Role>([
    ['ann', 'reporter'],
    ['bob', 'reporter'],
    ['eve', 'editor'],
    ['vic', 'viewer'],
  ])
  /** When a session ends of itself, by name. */
  const ends = new Map<string, number>()
  const authenticate = async ({ authorization: name = '' }: { authorization?: string }) => {
    const role = (ends.get(name) ?? Infinity) > Date.now() ? sessions.get(name) : undefined
    const user: SessionUser | null = role
      ? {
          id: name,
          name,
          email: `${name}@x.test`,
          role,
          color: '#123',
          sessionId: name,
          endsAt: ends.get(name) ?? Infinity,
        }
      : null
    return user
  }
  const record = (id: string): StoryRecord => ({
    id,
    version: 1,
    status: 'draft',
    createdBy: 'eve',
    createdAt: 0,
    assignee: null,
    deadline: null,
    embargoUntil: null,
    reviewDueAt: null,
    legal: 'not_needed',
    access: id === TEAM_STORY ? 'team' : 'newsroom',
    team: [],
    authors: [],
  })
  const store = new MemoryUpdateStore()
  const live = new LiveRooms({
    store,
    now: Date.now,
    log: pino({ level: 'silent' }),
    limits: {
      maxDocumentBytes: limits.MAX_DOCUMENT_BYTES,
      slowPresenceBytes: limits.SLOW_PRESENCE_BYTES,
      slowUpdatesBytes: limits.SLOW_UPDATES_BYTES,
      slowCloseBytes: limits.SLOW_CLOSE_BYTES,
    },
    metrics,
    record: async (id) => ({ story: record(id), facts: {} }),
  })
  for (const id of [STORY, TEAM_STORY]) {
    await live.create(id, 'eve', (doc) => doc.getText('t').insert(0, 'Seed.'))
  }
  const server = createServer()
  const stop = attachSync(server, {
    config,
    live,
    metrics,
    accounts: { authenticate } as never,
    stories: { get: async (id: string) => (id === 'nowhere' ? undefined : record(id)) } as never,
    ...times,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  cleanUp.push(async () => {
    stop()
    await live.close()
    server.closeAllConnections()
    server.close()
  })
  return { url: `ws://127.0.0.1:${port}/sync`, live, store, sessions, ends, port, metrics }
}

/** An unmodified y-websocket provider, signed in as `name`. */
export function stock(
  url: string,
  name: string,
  params: Record<string, string> = {},
  story = 'talks',
) {
  class SignedIn extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: name } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, `story.${story}`, doc, {
    WebSocketPolyfill: SignedIn as never,
    disableBc: true,
    params,
  })
  const closes: { code: number; reason: string }[] = []
  provider.on('connection-close', (event) => {
    if (event) closes.push({ code: event.code, reason: event.reason })
  })
  cleanUp.push(() => provider.destroy())
  const text = doc.getText('t')
  const synced = () => expect.poll(() => provider.synced).toBe(true)
  return { doc, provider, text, closes, synced }
}

/** A bare socket, for saying what no provider would. */
export async function bare(url: string, name: string, query = '') {
  const socket = new WebSocket(`${url}/story.talks${query}`, { headers: { authorization: name } })
  socket.on('error', () => {})
  const closed = once(socket, 'close') as Promise<[number, Buffer]>
  await once(socket, 'open')
  cleanUp.push(() => socket.terminate())
  return { socket, closed }
}

export async function refusal(
  url: string,
  name: string,
  story: string,
  headers = {},
): Promise<number> {
  const socket = new WebSocket(`${url}/story.${story}`, {
    headers: { authorization: name, ...headers },
  })
  socket.on('error', () => {})
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number },
  ]
  socket.terminate()
  return response.statusCode
}
