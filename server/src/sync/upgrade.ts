import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { EDITOR_SCHEMA_HASH } from '@dateline/shared/editor-schema/editor-schema'
import { WebSocketServer } from 'ws'
import type { Config } from '../config.ts'
import type { Metrics } from '../observability/metrics.ts'
import { admit, refuse, Refused, type AdmitDeps } from './admit.ts'
import { Connection } from './connection.ts'
import { Heartbeat } from './heartbeat.ts'
import { OpenSockets } from './open-sockets.ts'
import type { Room } from './room.ts'
import { SyncSocket } from './sync-socket.ts'

/** How often an open socket is judged anew: a session may have ended, with nobody to tell. */
const RECHECK_MS = 60_000
/** Half of the 30 s after which a stock client gives a silent connection up. */
const HEARTBEAT_MS = 15_000
/** For the other side to answer a close; then the line is cut, and what waited for it is freed. */
const CLOSE_MS = 5_000

export interface SyncDeps extends AdmitDeps {
  readonly metrics?: Metrics
  readonly recheckMs?: number
  readonly heartbeatMs?: number
}

/**
 * Takes WebSocket upgrades at `/sync/story.<id>`. Whoever has no business there is refused with an
 * HTTP status, before any document data (rule Y17).
 *
 * @returns stop taking new ones
 */
export function attachSync(server: Server, deps: SyncDeps): () => void {
  const { config, metrics } = deps
  const { limits, limitsOn } = config
  const options = {
    noServer: true,
    WebSocket: SyncSocket,
    clientTracking: false, // the rooms know their sockets
    maxPayload: limits.MAX_MESSAGE_BYTES * 2, // above our own limit, which says why
    perMessageDeflate: false,
    closeTimeout: CLOSE_MS, // its types do not know it yet
  }
  const sockets = new WebSocketServer(options)
  const open = new OpenSockets(deps, deps.recheckMs ?? RECHECK_MS)
  const heartbeat = new Heartbeat(deps.heartbeatMs ?? HEARTBEAT_MS)
  const shared = {
    schemaHash: EDITOR_SCHEMA_HASH,
    limits,
    limitsOn,
    heartbeat,
    metrics,
    gone: (connection: Connection) => open.remove(connection),
  }
  let pending = 0

  const connect = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const judgedAt = open.changes
    const { room, user, canWrite } = await admit(request, deps)
    refuseCrowds(room, open.countOf(user.id), config)
    socket.off('error', destroy) // from here on ws listens
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const asked = new URL(request.url ?? '/', 'http://localhost').searchParams
      const ours = asked.get('v') === '1'
      const connection = new Connection(ws, room, {
        user: open.peerUser(user),
        canWrite,
        ours,
        claims: {
          schema: asked.get('schema'),
          epoch: asked.get('epoch'),
          state: ours ? asked.get('state') || null : null,
        },
        shared,
      })
      open.add(connection, request, user, judgedAt)
      if (ours) deps.live.welcome(room)
    })
  }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', destroy)
    const isFull = limitsOn && pending >= limits.MAX_UPGRADES_PENDING
    pending += 1
    const admitted = isFull
      ? Promise.reject(new Refused('too-many-upgrades', 'Too many at once; try again.'))
      : connect(request, socket, head)
    admitted
      .catch((error: unknown) => metrics?.refused(refuse(socket, error)))
      .finally(() => (pending -= 1))
  }
  server.on('upgrade', onUpgrade)
  deps.live.onRecheck((userId) => open.recheck(userId))
  return () => {
    open.stop()
    heartbeat.stop()
    server.off('upgrade', onUpgrade)
  }
}

function destroy(this: Duplex): void {
  this.destroy()
}

/** @throws Refused when the story is full, or one person has more open than anybody can look at */
function refuseCrowds(room: Room, theirs: number, { limits, limitsOn }: Config): void {
  if (!limitsOn) return
  if (room.size >= limits.MAX_PEOPLE_PER_STORY) {
    throw new Refused('story-full', 'Too many people have this story open.')
  }
  if (theirs >= limits.MAX_SOCKETS_PER_PERSON) {
    throw new Refused('too-many-sockets', 'You have too many stories open. Close some tabs.')
  }
}
