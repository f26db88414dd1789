import type { DeskEvent } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import type { Request, Response } from 'express'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { allow } from '../http/session.ts'
import type { DeskFeed, DeskNews } from './desk-feed.ts'

/** Proxies close what is silent; a comment costs three bytes. */
const HEARTBEAT_MS = 20_000
/** A desk that does not read is closed; it comes back and asks for the list. */
const MAX_WAITING_BYTES = 1024 * 1024
/** Desks one person has open; each costs a look at every change. */
const MAX_STREAMS = 20

const streams = new WeakMap<DeskFeed, Map<string, number>>()

/**
 * GET /api/stories/events: one `data:` line of JSON (DeskEvent) a changed story. A story that its
 * reader may no longer see is `gone`; of one that they never could they hear nothing. The stream
 * ends when the person's role or session changes; browsers come back by themselves, are judged
 * anew, and ask for the list.
 */
export async function deskEvents(
  deps: Deps,
  feed: DeskFeed,
  req: Request,
  res: Response,
): Promise<void> {
  const user = allow(deps, req, 'desk.read')
  const leave = enter(feed, user.id)
  res.on('close', leave)
  const cards = await deps.stories.cards()
  const seen = new Set(cards.filter((card) => can(user, 'story.read', card)).map(({ id }) => id))
  if (res.destroyed) return
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  res.write('retry: 1000\n\n')

  const send = (event: DeskEvent) => {
    if (res.writableLength > MAX_WAITING_BYTES) res.destroy()
    else res.write(`data: ${JSON.stringify(event)}\n\n`)
  }
  const heartbeat = setInterval(() => {
    res.write(':\n\n')
    void endWithSession(deps, req, res)
  }, HEARTBEAT_MS)
  const stops = [
    feed.subscribe(({ card, summary }: DeskNews) => {
      if (can(user, 'story.read', card)) {
        seen.add(card.id)
        send({ kind: 'story', story: summary })
      } else if (seen.delete(card.id)) send({ kind: 'gone', id: card.id })
    }),
    feed.onClose(() => res.end()),
    deps.accounts.onChange((userId) => {
      if (userId === user.id) res.end()
    }),
  ]
  res.on('close', () => {
    clearInterval(heartbeat)
    for (const stop of stops) stop()
  })
}

/** @returns leave @throws HttpError 429 */
function enter(feed: DeskFeed, userId: string): () => void {
  const counts = streams.get(feed) ?? new Map<string, number>()
  streams.set(feed, counts)
  const count = counts.get(userId) ?? 0
  if (count >= MAX_STREAMS) {
    throw new HttpError(429, 'too-many-desks', 'You have too many desks open. Close some tabs.')
  }
  counts.set(userId, count + 1)
  return () => {
    const left = (counts.get(userId) ?? 1) - 1
    if (left > 0) counts.set(userId, left)
    else counts.delete(userId)
  }
}

/** A session that ran out tells nobody. */
async function endWithSession({ accounts, log }: Deps, req: Request, res: Response) {
  try {
    if (!(await accounts.authenticate(req.headers))) res.end()
  } catch (error) {
    log.error({ err: error }, 'a session could not be looked up')
  }
}
