import { wireBody, type wireSchema } from '@dateline/shared/api/wire-contracts'
import { factStatuses } from '@dateline/shared/facts/fact-statuses'
import { compareWire } from '@dateline/shared/facts/wires/compare-wire'
import type { Wire } from '@dateline/shared/facts/wires/wire'
import { mintId, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { Router } from 'express'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import { factsNow } from '../facts/story-facts.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import type { Drafting } from './drafting.ts'
import { fetchPage } from './fetch-page.ts'

/**
 * /api/stories/:id/wires: texts of others laid beside a running story. They change no word and no
 * fact of it (rule L4); the text itself is not kept, its claims and their sentences are.
 */
export function wireRoutes(deps: Deps, drafting: Drafting): Router {
  const router = Router()

  // GET /api/stories/:id/wires → 200 { wires }: each claim against the facts as they are now
  router.get('/:id/wires', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json({ wires: await judged(deps, story.id as StoryId) })
  })

  // POST /api/stories/:id/wires → 201 Wire
  router.post('/:id/wires', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const request = { ...body(wireBody, req), accept: 'none' as const }
    const id = story.id as StoryId
    const at = deps.now()
    const page = request.url === undefined ? undefined : await fetchPage(request.url)
    const draft = await drafting.draft({
      request,
      page,
      userId: user.id,
      at,
      timeZone: deps.config.timeZone,
      asWire: true,
    })
    if (draft.claims.length === 0) {
      throw new HttpError(
        422,
        'nothing-claimed',
        'Nothing in this text can be held against a fact.',
      )
    }
    const wireId = mintId()
    const { headline, publisher, url } = draft
    const head = {
      headline: headline.slice(0, 500),
      ...(publisher !== undefined && { publisher: publisher.slice(0, 500) }),
      ...(url !== undefined && url.length <= 2_000 && { url }),
      by: user.id,
      at,
    }
    await deps.live.write(id, user.id, (doc) =>
      new StoryDoc(doc).wires.add(wireId, head, draft.claims, 'wires'),
    )
    const wire = (await judged(deps, id)).find((one) => one.id === wireId)
    res.status(201).json(wire)
  })

  // DELETE /api/stories/:id/wires/:wireId → 204; facts made of it stay
  router.delete('/:id/wires/:wireId', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const { wireId } = req.params
    const id = story.id as StoryId
    const isThere = await deps.live.write(id, user.id, (doc) => {
      const { wires } = new StoryDoc(doc)
      const found = wires.list().some((one) => one.id === wireId)
      if (found) wires.remove(wireId, 'wires')
      return found
    })
    if (!isThere) throw new HttpError(404, 'no-such-wire', 'There is no such wire in this story.')
    res.status(204).end()
  })

  return router
}

async function judged(deps: Deps, id: StoryId): Promise<z.input<typeof wireSchema>[]> {
  const { facts, records } = await factsNow(deps, id)
  const statuses = factStatuses(facts, records)
  const wires = await deps.live.read(id, (doc) => new StoryDoc(doc).wires.list())
  return wires.map(({ id: wireId, head, claims, decided }: Wire) => ({
    id: wireId,
    head,
    findings: compareWire(claims, facts, (factId) => statuses.get(factId) === 'retracted').map(
      ({ claim, verdict, fact, differs, adds }) => ({
        ...claim,
        verdict,
        factId: fact?.id ?? null,
        differs: [...differs],
        adds: [...adds],
        decided: decided.get(claim.proposal.id) ?? null,
      }),
    ),
  }))
}
