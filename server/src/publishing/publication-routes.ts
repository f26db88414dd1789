import { publishBody } from '@dateline/shared/api/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import { PublicationStore, type PublicationRow } from './publication-store.ts'
import { publicationView } from './publication-view.ts'
import type { Publisher } from './publisher.ts'
import { requestPublication } from './request-publication.ts'
import { TargetStore } from './target-store.ts'

/** Mounted at /api/stories/:id/publications. */
export function publicationRoutes(deps: Deps, publisher: Publisher): Router {
  const router = Router({ mergeParams: true })
  const publications = new PublicationStore(deps.db)
  const targets = new TargetStore(deps)

  const view = async (rows: readonly PublicationRow[]) => {
    const [known, attempts] = await Promise.all([
      targets.evenRemoved(),
      publications.attempts(rows.map(({ id }) => id)),
    ])
    return rows.map((row) => publicationView(row, known.get(row.target_id), attempts))
  }

  // GET /api/stories/:id/publications → 200 { publications: Publication[] }, newest first
  router.get('/', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json({ publications: await view(await publications.ofStory(story.id)) })
  })

  // POST /api/stories/:id/publications → 201 Publication, queued; 403, 404, 409 with `reasons`, 422
  router.post('/', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.publish')
    const asked = body(publishBody, req)
    const target = await targets.get(asked.target)
    if (!target) throw new HttpError(404, 'no-such-target', 'There is no such target.')
    const { override } = asked
    const row = await requestPublication(deps, publications, { user, story, target, override })
    publisher.wake()
    const [publication] = await view([row])
    res.status(201).json(publication)
  })

  // POST /api/stories/:id/publications/:pid/retry → 200 Publication, queued again; 404, 409
  router.post<{ id: string; pid: string }>('/:pid/retry', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.publish')
    const row = await publications.get(req.params.pid)
    if (!row || row.story_id !== story.id) {
      throw new HttpError(404, 'no-such-publication', 'There is no such publication of this story.')
    }
    await refuseRetry(row)
    const now = deps.now()
    const attempts = await publications.attempts([row.id])
    const isConflict = attempts.at(-1)?.outcome === 'conflict'
    const detail = isConflict
      ? 'Somebody chose to overwrite what is on the site.'
      : 'Somebody asked to try again.'
    await publications.note(row.id, isConflict ? 'overwrite' : 'retry', detail, now)
    await publications.finish(row.id, { state: 'queued', reason: null, next_attempt_at: now }, now)
    await deps.audit.record({
      by: user.id,
      storyId: story.id,
      action: isConflict ? 'story.publish-overwrite' : 'story.publish-retry',
      detail: { publicationId: row.id, revision: row.revision, targetId: row.target_id },
    })
    publisher.wake()
    const [publication] = await view([(await publications.get(row.id)) ?? row])
    res.json(publication)
  })

  async function refuseRetry(row: PublicationRow): Promise<void> {
    if (row.state !== 'failed') {
      throw new HttpError(
        409,
        'not-failed',
        `This publication is ${row.state}; only a failed one can be tried again.`,
      )
    }
    const newest = (await publications.toTarget(row.story_id, row.target_id)).at(-1)
    if (newest && newest.revision > row.revision) {
      throw new HttpError(
        409,
        'newer-revision',
        `Revision ${newest.revision} came after this one. Retry that, or publish anew.`,
      )
    }
  }

  router.use(noSuchRoute)
  return router
}
