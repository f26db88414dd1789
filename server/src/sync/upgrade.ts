import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { EDITOR_SCHEMA_HASH } from '@dateline/shared/editor-schema/editor-schema'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import { can } from '@dateline/shared/users/policy'
import { WebSocketServer } from 'ws'
import type { Accounts, SessionUser } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { StoryStore } from '../stories/story-store.ts'
import { Connection } from './connection.ts'
import type { LiveRooms } from './live-rooms.ts'
import type { Room } from './room.ts'

const PATH = /^\/sync\/story\.([^/?]+)$/

export interface SyncDeps {
  readonly config: Config
  readonly accounts: Accounts
  readonly stories: StoryStore
  readonly live: LiveRooms
  readonly metrics?: Metrics
}

interface Admission {
  readonly storyId: StoryId
  readonly user: SessionUser
  readonly canWrite: boolean
  readonly room: Room
}

interface Open {
  readonly connection: Connection
  readonly storyId: StoryId
  readonly request: IncomingMessage
}

class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * Takes WebSocket upgrades at `/sync/story.<id>`: origin → session → story → policy → room. Whoever
 * has no business there is refused with an HTTP status, before any document data (rule Y17).
 *
 * @returns stop taking new ones
 */
export function attachSync(server: Server, deps: SyncDeps): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: deps.config.limits.MAX_MESSAGE_BYTES * 2, // above our own limit, which says why
    perMessageDeflate: false,
  })
  const open = new Map<Connection, Open>()

  const connect = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { room, user, canWrite, storyId } = await admit(request, deps)
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const ours = new URL(request.url ?? '/', 'http://localhost').searchParams.get('v') === '1'
      const connection = new Connection(ws, room, {
        user: peerUser(user),
        canWrite,
        ours,
        schemaHash: EDITOR_SCHEMA_HASH,
        limits: deps.config.limits,
        limitsOn: deps.config.limitsOn,
        onClose: (reason) => deps.metrics?.closed(reason),
        onPresence: () => deps.live.presenceChanged(room),
      })
      open.set(connection, { connection, storyId, request })
      ws.on('close', () => open.delete(connection))
      if (ours) deps.live.welcome(room)
    })
  }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!request.url?.startsWith('/sync/')) return
    socket.on('error', () => socket.destroy())
    connect(request, socket, head).catch((error: unknown) => refuse(socket, error))
  }
  server.on('upgrade', onUpgrade)

  deps.live.onRecheck(async (userId) => {
    const theirs = [...open.values()].filter(({ connection }) => connection.user.id === userId)
    await Promise.all(theirs.map((entry) => recheck(entry, deps)))
  })
  return () => server.off('upgrade', onUpgrade)
}

async function admit(request: IncomingMessage, deps: SyncDeps): Promise<Admission> {
  const [path = ''] = (request.url ?? '').split('?')
  const storyId = storyIdSchema.safeParse(PATH.exec(path)?.[1]).data
  if (!isOurOrigin(request, deps.config.publicUrl)) throw new Refused(403, 'Wrong origin.')
  const user = await deps.accounts.authenticate(request.headers)
  if (!user) throw new Refused(401, 'Sign in first.')
  const story = storyId && (await deps.stories.get(storyId))
  if (!storyId || !story) throw new Refused(404, 'There is no such story.')
  if (!can(user, 'story.read', story)) throw new Refused(403, 'This story is its team’s.')
  const room = await deps.live.room(storyId)
  if (!room) throw new Refused(404, 'There is no such story.')
  const { limits, limitsOn } = deps.config
  if (limitsOn && room.peers.size >= limits.MAX_PEOPLE_PER_STORY) {
    throw new Refused(503, 'Too many people have this story open.')
  }
  return { storyId, user, canWrite: can(user, 'story.write', story), room }
}

/** A browser says where its page came from; another site's page must not ride on the cookie. */
function isOurOrigin(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true // not a browser
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

function refuse(socket: Duplex, error: unknown): void {
  const status = error instanceof Refused ? error.status : 503
  const text = error instanceof Refused ? error.message : 'Not now; try again.'
  const reason = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' }[status]
  socket.end(
    `HTTP/1.1 ${status} ${reason ?? 'Service Unavailable'}\r\nConnection: close\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

/** A role changed, a session ended, a story became its team's: now, not at the next connection. */
async function recheck({ connection, storyId, request }: Open, deps: SyncDeps): Promise<void> {
  const user = await deps.accounts.authenticate(request.headers)
  if (!user) return connection.close(CLOSE.signedOut)
  const story = await deps.stories.get(storyId)
  if (!story || !can(user, 'story.read', story)) return connection.close(CLOSE.noStory)
  connection.change(peerUser(user), can(user, 'story.write', story))
}

const peerUser = ({ id, name, color, role }: SessionUser) => ({ id, name, color, role })
