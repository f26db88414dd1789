import type { DeskEvent } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import type { Request, Response } from 'express'
import type { Deps } from '../deps.ts'
import { allow } from '../http/session.ts'
import type { DeskFeed, DeskNews } from './desk-feed.ts'

/** Proxies close what is silent; a comment costs three bytes. */
const HEARTBEAT_MS = 20_000
/** A desk that does not read is closed; it comes back and asks for the list. */
const MAX_WAITING_BYTES = 1024 * 1024

/**
 * GET /api/stories/events: one `data:` line of JSON (DeskEvent) a changed story. A story that its
 * reader may no longer see is `gone`. The stream ends when the person's role or session changes;
 * browsers come back by themselves and are judged anew.
 */
export function deskEvents(deps: Deps, feed: DeskFeed, req: Request, res: Response): void {
  const user = allow(deps, req, 'desk.read')
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
  const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT_MS)
  const stops = [
    feed.subscribe(({ card, summary }: DeskNews) => {
      if (can(user, 'story.read', card)) send({ kind: 'story', story: summary })
      else send({ kind: 'gone', id: card.id })
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
