import { publishBody, resolutionBody, withdrawBody } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { Router, type Request } from 'express'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body, query } from '../http/validate.ts'
import { PublicationStore, type PublicationRow } from './publication-store.ts'
import { publicationView } from './publication-view.ts'
import type { Publisher } from './publisher.ts'
import { remoteCopy } from './remote-copy.ts'
import { requestPublication } from './request-publication.ts'
import { refuseOlder, resolvePublication } from './resolve-publication.ts'
import { storyChanges } from './story-changes.ts'
import { TargetStore } from './target-store.ts'
import { withdrawStory } from './withdraw-story.ts'

const changesQuery = z.object({ target: z.string().min(1).max(64).optional() })
/** A person can send these again as they were. */
const RETRYABLE = ['failed', 'rejected', 'altered']
/** Nothing of these is under way, and nothing of them is out. */
const CANCELLABLE = ['queued', 'scheduled', 'missed', 'conflict', 'rejected', 'failed']

/** Mounted at /api/stories/:id/publications. */
export function publicationRoutes(deps: Deps, publisher: Publisher): Router {
  const router = Router({ mergeParams: true })
  const publications = new PublicationStore(deps.db)
  const targets = new TargetStore(deps)
  const stores = { publications, targets }

  const view = async (rows: readonly PublicationRow[]) => {
    const [known, attempts] = await Promise.all([
      targets.evenRemoved(),
      publications.attempts(rows.map(({ id }) => id)),
    ])
    return rows.map((row) => publicationView(row, known.get(row.target_id), attempts))
  }
  const answer = async (id: string) => {
    const row = await publications.get(id)
    return row && (await view([row]))[0]
  }
  /** The publication of the path, for somebody who may publish the story. */
  const asked = async (req: Request<{ id: string; pid: string }>) => {
    const { user, story } = await storyFor(deps, req, 'story.publish')
    const row = await publications.get(req.params.pid)
    if (!row || row.story_id !== story.id) {
      throw new HttpError(404, 'no-such-publication', 'There is no such publication of this story.')
    }
    return { user, story, row }
  }

  // GET /api/stories/:id/publications → 200 { publications: Publication[] }, newest first
  router.get('/', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json({ publications: await view(await publications.ofStory(story.id)) })
  })

  // GET /api/stories/:id/publications/changes[?target=] → 200 Changes
  router.get('/changes', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    const { target } = query(changesQuery, req)
    res.json(await storyChanges(deps, stores, story.id as StoryId, target))
  })

  // POST /api/stories/:id/publications → 201 Publication, queued; 403, 404, 409 with `reasons`, 422
  router.post('/', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.publish')
    const { target: targetId, ...rest } = body(publishBody, req)
    const target = await targets.get(targetId)
    if (!target) throw new HttpError(404, 'no-such-target', 'There is no such target.')
    const { override, at, notice } = rest
    const what = { user, story, target, override, at, notice }
    const row = await requestPublication(deps, publications, what)
    publisher.wake()
    deps.live.announceRecord(row.story_id as StoryId) // what is scheduled is on every screen (PS8)
    const [publication] = await view([row])
    res.status(201).json(publication)
  })

  // POST /api/stories/:id/publications/withdrawal → 201 { publications }; 409 when it is not out
  router.post('/withdrawal', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.publish')
    const rows = await withdrawStory(deps, stores, { user, story, body: body(withdrawBody, req) })
    publisher.wake()
    res.status(201).json({ publications: await view(rows) })
  })

  // POST /api/stories/:id/publications/:pid/retry → 200 Publication, queued again; 404, 409
  router.post<{ id: string; pid: string }>('/:pid/retry', async (req, res) => {
    const { user, story, row } = await asked(req)
    if (!RETRYABLE.includes(row.state)) {
      const detail = `This publication is ${row.state}; only one that failed can be tried again.`
      throw new HttpError(409, 'not-failed', detail)
    }
    await refuseOlder(publications, row)
    const now = deps.now()
    await publications.note(row.id, 'retry', 'Somebody asked to try again.', now)
    await publications.finish(row.id, { state: 'queued', reason: null, next_attempt_at: now }, now)
    const detail = { publicationId: row.id, revision: row.revision, targetId: row.target_id }
    const entry = { by: user.id, storyId: story.id, action: 'story.publish-retry', detail }
    await deps.audit.record(entry)
    publisher.wake()
    res.json(await answer(row.id))
  })

  // POST /api/stories/:id/publications/:pid/cancel → 200 Publication, cancelled; 404, 409
  router.post<{ id: string; pid: string }>('/:pid/cancel', async (req, res) => {
    const { user, story, row } = await asked(req)
    const now = deps.now()
    const reason = 'Taken out of the queue by hand. A draft that was prepared stays a draft.'
    const isCancelled =
      CANCELLABLE.includes(row.state) &&
      (await publications.finish(row.id, { state: 'cancelled', reason }, now))
    if (!isCancelled) {
      const detail = `This publication is ${row.state}: it is too late to cancel it. Withdraw it instead.`
      throw new HttpError(409, 'too-late', detail)
    }
    await publications.note(row.id, 'cancelled', reason, now)
    const detail = { publicationId: row.id, revision: row.revision, targetId: row.target_id }
    const entry = { by: user.id, storyId: story.id, action: 'story.publish-cancel', detail }
    await deps.audit.record(entry)
    deps.live.announceRecord(story.id as StoryId)
    res.json(await answer(row.id))
  })

  // GET /api/stories/:id/publications/:pid/copy → 200 RemoteCopyView; 404, 409 when it cannot be asked
  router.get<{ id: string; pid: string }>('/:pid/copy', async (req, res) => {
    const { row } = await asked(req)
    res.json(await remoteCopy(deps, stores, row))
  })

  // POST /api/stories/:id/publications/:pid/resolution → 200 Publication; 404, 409
  router.post<{ id: string; pid: string }>('/:pid/resolution', async (req, res) => {
    const { user, row } = await asked(req)
    await resolvePublication(deps, publications, row, user, body(resolutionBody, req))
    publisher.wake()
    res.json(await answer(row.id))
  })

  router.use(noSuchRoute)
  return router
}
