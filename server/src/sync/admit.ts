import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { can } from '@dateline/shared/users/policy'
import type { Accounts, SessionUser } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import type { StoryStore } from '../stories/story-store.ts'
import type { LiveRooms } from './live-rooms.ts'
import type { Room } from './room.ts'

const PATH = /^\/sync\/story\.([^/?]+)$/

export interface AdmitDeps {
  readonly config: Config
  readonly accounts: Accounts
  readonly stories: StoryStore
  readonly live: LiveRooms
}

export interface Admission {
  readonly storyId: StoryId
  readonly user: SessionUser
  readonly canWrite: boolean
  readonly room: Room
}

/** Why an upgrade was refused, for metrics and for the person. */
export type RefusalReason =
  | 'origin'
  | 'session'
  | 'right'
  | 'no-story'
  | 'story-full'
  | 'too-many-sockets'
  | 'too-many-upgrades'
  | 'unavailable'

const STATUS: Readonly<Record<RefusalReason, number>> = {
  origin: 403,
  session: 401,
  right: 403,
  'no-story': 404,
  'story-full': 503,
  'too-many-sockets': 429,
  'too-many-upgrades': 503,
  unavailable: 503,
}

export class Refused extends Error {
  readonly reason: RefusalReason
  constructor(reason: RefusalReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * May this upgrade in? Origin → session → story → policy → room (rule Y17).
 * @throws Refused
 */
export async function admit(request: IncomingMessage, deps: AdmitDeps): Promise<Admission> {
  const [path = ''] = (request.url ?? '').split('?')
  const storyId = storyIdSchema.safeParse(PATH.exec(path)?.[1]).data
  if (!isOurOrigin(request, deps.config.publicUrl)) throw new Refused('origin', 'Wrong origin.')
  const user = await deps.accounts.authenticate(request.headers)
  if (!user) throw new Refused('session', 'Sign in first.')
  const story = storyId && (await deps.stories.get(storyId))
  if (!storyId || !story) throw new Refused('no-story', 'There is no such story.')
  if (!can(user, 'story.read', story)) throw new Refused('right', 'This story is its team’s.')
  const room = await deps.live.room(storyId)
  if (!room) throw new Refused('no-story', 'There is no such story.')
  return { storyId, user, canWrite: can(user, 'story.write', story), room }
}

/** Answers an upgrade with an HTTP status. @returns why, for the metrics */
export function refuse(socket: Duplex, error: unknown): RefusalReason {
  const reason = error instanceof Refused ? error.reason : 'unavailable'
  const status = STATUS[reason]
  const text = error instanceof Refused ? error.message : 'Not now; try again.'
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
  return reason
}

/** A browser says where its page came from; another site's page must not ride on the cookie. */
function isOurOrigin(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true // not a browser
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
