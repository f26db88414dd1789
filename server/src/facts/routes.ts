import {
  decisionBody,
  newQueryBody,
  queryAnswerBody,
  type StoryFact,
} from '@dateline/shared/api/contracts'
import { factHash } from '@dateline/shared/facts/canonical'
import { factIdSchema, type StoryId } from '@dateline/shared/ids'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import type { KeyedQueue } from '../keyed-queue.ts'
import { decide, type DecisionAsked, type Undecided } from './decide.ts'
import { answerQuery, askAbout } from './fact-queries.ts'
import { refusalAnswer } from './refusals.ts'
import { seenFact } from './seen-fact.ts'
import { ServedFacts } from './served-facts.ts'
import { factsNow, toStoryFacts } from './story-facts.ts'

/** Mounted at /api/stories/:id/facts. */
export function factRoutes(deps: Deps, queue: KeyedQueue): Router {
  const router = Router({ mergeParams: true })
  const served = new ServedFacts()

  // GET /api/stories/:id/facts → 200 { facts: StoryFact[] }
  router.get('/', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    const now = await factsNow(deps, story.id as StoryId)
    served.remember(story.id as StoryId, now.facts)
    res.json({ facts: toStoryFacts(now) })
  })

  // POST /api/stories/:id/facts/:factId/approval → 200 { fact: StoryFact }
  router.post<{ id: string; factId: string }>('/:factId/approval', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.read')
    const storyId = story.id as StoryId
    const { hash, decision: kind, note, dispute, pair } = body(decisionBody, req)
    if (!can(user, `fact.${kind}`, story)) {
      throw new HttpError(403, 'not-an-editor', refusalAnswer('not-an-editor', kind).detail)
    }
    const factId = factIdSchema.safeParse(req.params.factId).data
    if (!factId) throw noSuchFact()
    const asked = { kind, hash, note: note ?? '', dispute, pair }
    const decided = await decide(deps, queue, storyId, factId, user, asked)
    if (!decided.ok) throw await refused(decided.error, storyId, asked)
    deps.live.announceRecord(storyId)
    res.json({ fact: await oneFact(storyId, factId) })
  })

  // POST /api/stories/:id/facts/:factId/queries → 201 { fact: StoryFact }
  router.post<{ id: string; factId: string }>('/:factId/queries', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'fact.query')
    const { text } = body(newQueryBody, req)
    const { id: factId, label } = await oneFact(story.id as StoryId, req.params.factId)
    const about = { storyId: story.id as StoryId, factId, label }
    await askAbout(deps.db, about, { by: user.id, at: deps.now(), text })
    deps.live.announceRecord(about.storyId)
    res.status(201).json({ fact: await oneFact(about.storyId, factId) })
  })

  // POST /api/stories/:id/facts/:factId/queries/:queryId/answer → 200 { fact: StoryFact }
  router.post<{ id: string; factId: string; queryId: string }>(
    '/:factId/queries/:queryId/answer',
    async (req, res) => {
      const { user, story } = await storyFor(deps, req, 'fact.answer')
      const { text } = body(queryAnswerBody, req)
      const { id: factId, label } = await oneFact(story.id as StoryId, req.params.factId)
      const about = { storyId: story.id as StoryId, factId, label }
      const queryId = Number(req.params.queryId)
      const answer = { by: user.id, at: deps.now(), text }
      if (!Number.isSafeInteger(queryId) || !(await answerQuery(deps.db, about, queryId, answer))) {
        throw new HttpError(
          409,
          'no-open-query',
          'There is no such question about this fact, or somebody has answered it already.',
        )
      }
      deps.live.announceRecord(about.storyId)
      res.json({ fact: await oneFact(about.storyId, factId) })
    },
  )

  async function refused(
    undecided: Undecided,
    storyId: StoryId,
    { kind, hash }: DecisionAsked,
  ): Promise<HttpError> {
    if (undecided.reason === 'no-such-fact') return noSuchFact()
    const { reason, current } = undecided
    const { status, detail } = refusalAnswer(reason, kind)
    if (reason !== 'fact-moved') return new HttpError(status, reason, detail)
    const seen = await seenFact(deps, served, storyId, current.id, hash)
    served.remember(storyId, [current])
    return new HttpError(status, reason, detail, {
      current: { ...current, hash: factHash(current) },
      seen: { ...seen, hash }, // the hash alone when nobody remembers what it stood for
    })
  }

  async function oneFact(storyId: StoryId, factId: string): Promise<StoryFact> {
    const fact = toStoryFacts(await factsNow(deps, storyId)).find(({ id }) => id === factId)
    if (!fact) throw noSuchFact() // deleted by somebody in this very moment
    return fact
  }

  router.use(noSuchRoute)
  return router
}

const noSuchFact = () => new HttpError(404, 'no-such-fact', 'There is no such fact in this story.')
