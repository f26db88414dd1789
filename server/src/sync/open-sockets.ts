import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { StoryId } from '@dateline/shared/ids'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import { can } from '@dateline/shared/users/policy'
import type { Accounts, SessionUser } from '../accounts/accounts.ts'
import type { StoryStore } from '../stories/story-store.ts'
import type { Connection } from './connection.ts'
import type { PeerUser } from './peer.ts'

/** Of those that are due at the same time so many are judged at once: a crowd costs nobody a hitch. */
const AT_ONCE = 20

interface Open {
  readonly connection: Connection
  readonly storyId: StoryId
  /** What the session is known by; the rest of the request is not kept. */
  readonly credentials: IncomingHttpHeaders
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
  readonly #byUser = new Map<string, Set<Open>>()
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

  /** @param judgedAt the value of `changes` when this person was let in */
  add(
    connection: Connection,
    storyId: StoryId,
    { headers }: IncomingMessage,
    { endsAt }: SessionUser,
    judgedAt: number,
  ): () => void {
    const { cookie, authorization } = headers
    const credentials = {
      ...(cookie !== undefined && { cookie }),
      ...(authorization !== undefined && { authorization }),
    }
    const entry = { connection, storyId, credentials, endsAt, checkedAt: performance.now() }
    const userId = connection.user.id
    const theirs = this.#byUser.get(userId) ?? new Set()
    this.#byUser.set(userId, theirs.add(entry))
    // Something may have changed between the asking and now, when this one was on no list yet.
    if (judgedAt !== this.changes) void this.#judgeAll([entry])
    return () => {
      theirs.delete(entry)
      if (theirs.size === 0 && this.#byUser.get(userId) === theirs) this.#byUser.delete(userId)
    }
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
    const ended: Open[] = []
    const due: Open[] = []
    for (const theirs of this.#byUser.values()) {
      for (const entry of theirs) {
        if (entry.endsAt <= now) ended.push(entry)
        else if (steady - entry.checkedAt >= everyMs && due.length < AT_ONCE) due.push(entry)
      }
    }
    if (ended.length + due.length > 0) void this.#judgeAll([...ended, ...due])
  }

  /** A socket that cannot be judged now stays as it is: the next change, or minute, judges it. */
  async #judgeAll(entries: readonly Open[]): Promise<void> {
    const now = performance.now()
    for (const entry of entries) entry.checkedAt = now
    await Promise.allSettled(entries.map((entry) => this.#judge(entry)))
  }

  async #judge(entry: Open): Promise<void> {
    const { connection, storyId, credentials } = entry
    const user = await this.#deps.accounts.authenticate(credentials)
    if (!user) return connection.close(CLOSE.signedOut)
    entry.endsAt = user.endsAt
    const story = await this.#deps.stories.get(storyId)
    if (!story || !can(user, 'story.read', story)) return connection.close(CLOSE.noStory)
    connection.change(peerUser(user), can(user, 'story.write', story))
  }
}

export const peerUser = ({ id, name, color, role }: SessionUser): PeerUser => {
  return { id, name, color, role }
}
