import type { IncomingMessage } from 'node:http'
import type { StoryId } from '@dateline/shared/ids'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import { can } from '@dateline/shared/users/policy'
import type { Accounts, SessionUser } from '../accounts/accounts.ts'
import type { StoryStore } from '../stories/story-store.ts'
import type { Connection } from './connection.ts'
import { isSameUser, type PeerUser } from './peer.ts'

/** Of those that are due at the same time so many are judged at once: a crowd costs nobody a hitch. */
const AT_ONCE = 20

interface Open {
  /** What the session is known by; the rest of the request is not kept. */
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  /** When the session ends of itself, ms since epoch. */
  endsAt: number
  /** When it was last judged, on the steady clock. */
  checkedAt: number
}

export interface OpenSocketsDeps {
  readonly accounts: Accounts
  readonly stories: StoryStore
}

/**
 * Every open socket, by person, and whether it may still be (rule Y16): judged anew when its
 * session or rights changed, at the moment the session ends, and once a minute in case nobody told.
 */
export class OpenSockets {
  readonly #deps: OpenSocketsDeps
  readonly #byUser = new Map<string, Map<Connection, Open>>()
  readonly #timer: NodeJS.Timeout
  /** How many times somebody's rights changed: what was judged before may be wrong. */
  changes = 0

  /** @param everyMs how often each is judged when nothing is heard */
  constructor(deps: OpenSocketsDeps, everyMs: number) {
    this.#deps = deps
    this.#timer = setInterval(() => this.#look(everyMs), everyMs / 60)
    this.#timer.unref()
  }

  countOf(userId: string): number {
    return this.#byUser.get(userId)?.size ?? 0
  }

  /** As a room knows them; the same object for all sockets of one person. */
  peerUser(user: SessionUser): PeerUser {
    const [other] = this.#byUser.get(user.id)?.keys() ?? []
    const known = other?.user
    const fresh = peerUser(user)
    return known && isSameUser(known, fresh) ? known : fresh
  }

  /** @param judgedAt the value of `changes` when this person was let in */
  add(
    connection: Connection,
    { headers: { cookie, authorization } }: IncomingMessage,
    { endsAt }: SessionUser,
    judgedAt: number,
  ): void {
    const entry = { cookie, authorization, endsAt, checkedAt: Math.floor(performance.now()) }
    const { id } = connection.user
    const theirs = this.#byUser.get(id) ?? new Map<Connection, Open>()
    this.#byUser.set(id, theirs.set(connection, entry))
    // Something may have changed between the asking and now, when this one was on no list yet.
    if (judgedAt !== this.changes) void this.#judgeAll([[connection, entry]])
  }

  remove(connection: Connection): void {
    const { id } = connection.user
    const theirs = this.#byUser.get(id)
    theirs?.delete(connection)
    if (theirs?.size === 0) this.#byUser.delete(id)
  }

  /** A person's role changed, a session of theirs ended, a story became its team's. */
  async recheck(userId: string): Promise<void> {
    this.changes += 1
    await this.#judgeAll([...(this.#byUser.get(userId) ?? [])])
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(everyMs: number): void {
    const [now, steady] = [Date.now(), performance.now()]
    const ended: [Connection, Open][] = []
    const due: [Connection, Open][] = []
    for (const theirs of this.#byUser.values()) {
      for (const [connection, entry] of theirs) {
        if (entry.endsAt <= now) ended.push([connection, entry])
        else if (steady - entry.checkedAt >= everyMs && due.length < AT_ONCE) {
          due.push([connection, entry])
        }
      }
    }
    if (ended.length + due.length > 0) void this.#judgeAll([...ended, ...due])
  }

  /** A socket that cannot be judged now stays as it is: the next change, or minute, judges it. */
  async #judgeAll(entries: readonly (readonly [Connection, Open])[]): Promise<void> {
    const now = Math.floor(performance.now())
    for (const [, entry] of entries) entry.checkedAt = now
    await Promise.allSettled(entries.map(([connection, entry]) => this.#judge(connection, entry)))
  }

  async #judge(connection: Connection, entry: Open): Promise<void> {
    const { cookie, authorization } = entry
    const user = await this.#deps.accounts.authenticate({
      ...(cookie !== undefined && { cookie }),
      ...(authorization !== undefined && { authorization }),
    })
    if (!user) return connection.close(CLOSE.signedOut)
    entry.endsAt = user.endsAt
    const story = await this.#deps.stories.get(connection.storyId as StoryId)
    if (!story || !can(user, 'story.read', story)) return connection.close(CLOSE.noStory)
    connection.change(peerUser(user), can(user, 'story.write', story))
  }
}

const peerUser = ({ id, name, color, role }: SessionUser): PeerUser => ({ id, name, color, role })
