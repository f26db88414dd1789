import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
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
import { Heartbeat } from './heartbeat.ts'
import type { LiveRooms } from './live-rooms.ts'
import type { Room } from './room.ts'

const PATH = /^\/sync\/story\.([^/?]+)$/
/** How often an open socket is judged anew: a session may have run out, with nobody to tell. */
const RECHECK_MS = 60_000
/** Of those that are due, so many in a 60th of that time, so that a crowd costs nobody a hitch. */
const RECHECKS_AT_ONCE = 20

export interface SyncDeps {
  readonly config: Config
  readonly accounts: Accounts
  readonly stories: StoryStore
  readonly live: LiveRooms
  readonly metrics?: Metrics
  readonly recheckMs?: number
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
  /** When it was last judged, on the steady clock. */
  checkedAt: number
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
  const heartbeat = new Heartbeat()
  let rechecks = 0

  const connect = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const before = rechecks
    const { room, user, canWrite, storyId } = await admit(request, deps)
    refuseCrowds(room, user, [...open.keys()], deps.config)
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
        heartbeat,
      })
      const entry = { connection, storyId, request, checkedAt: performance.now() }
      open.set(connection, entry)
      ws.on('close', () => open.delete(connection))
      if (ours) deps.live.welcome(room)
      // Something may have changed between the asking and now, when this one was on no list yet.
      if (rechecks !== before) void recheckAll([entry], deps)
    })
  }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    connect(request, socket, head).catch((error: unknown) => refuse(socket, error))
  }
  server.on('upgrade', onUpgrade)

  deps.live.onRecheck(async (userId) => {
    rechecks += 1
    const theirs = [...open.values()].filter(({ connection }) => connection.user.id === userId)
    await recheckAll(theirs, deps)
  })
  const every = deps.recheckMs ?? RECHECK_MS
  const timer = setInterval(() => {
    const due = [...open.values()].filter(({ checkedAt }) => performance.now() - checkedAt >= every)
    void recheckAll(due.slice(0, RECHECKS_AT_ONCE), deps)
  }, every / 60)
  timer.unref()
  return () => {
    clearInterval(timer)
    heartbeat.stop()
    server.off('upgrade', onUpgrade)
  }
}

/** @throws Refused when the story is full, or one person has more open than anybody can look at */
function refuseCrowds(
  room: Room,
  user: SessionUser,
  open: readonly Connection[],
  { limits, limitsOn }: Config,
): void {
  if (!limitsOn) return
  if (room.size >= limits.MAX_PEOPLE_PER_STORY) {
    throw new Refused(503, 'Too many people have this story open.')
  }
  const theirs = open.filter((connection) => connection.user.id === user.id)
  if (theirs.length >= limits.MAX_SOCKETS_PER_PERSON) {
    throw new Refused(429, 'You have too many stories open. Close some tabs.')
  }
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
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

/** A socket that cannot be judged now stays as it is: the next change, or minute, judges it. */
async function recheckAll(entries: readonly Open[], deps: SyncDeps): Promise<void> {
  const now = performance.now()
  for (const entry of entries) entry.checkedAt = now
  await Promise.allSettled(entries.map((entry) => recheck(entry, deps)))
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
