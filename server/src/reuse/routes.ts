import {
  copyBody,
  factSearchQuery,
  updateCopyBody,
  type FactCopy,
  type FoundFact,
} from '@dateline/shared/api/contracts'
import { factHash } from '@dateline/shared/facts/canonical'
import { asCopied, copyFact, updateCopy, type Original } from '@dateline/shared/facts/copy-fact'
import type { Fact } from '@dateline/shared/facts/fact'
import { mintFactId, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { allow } from '../http/session.ts'
import { storyFor } from '../http/story-for.ts'
import { body, query } from '../http/validate.ts'
import type { StoryCard } from '../stories/story-store.ts'
import { FactIndex } from './fact-index.ts'

const RESULTS = 30

/** Mounted at /api/facts: the facts of every story that one may read. */
export function factSearchRoutes(deps: Deps): Router {
  const router = Router()
  const index = new FactIndex(deps)

  // GET /api/facts?q=&except= → 200 { facts }
  router.get('/', async (req, res) => {
    const user = allow(deps, req, 'desk.read')
    const { q, except } = query(factSearchQuery, req)
    const cards = await readable(deps, user)
    const facts = (await index.find(q)).flatMap((row): FoundFact[] => {
      const card = cards.get(row.story_id)
      if (!card || row.story_id === except) return []
      const { fact_id, type, label, status } = row
      return [{ story: nameOf(card), factId: fact_id, type, label, status } as FoundFact]
    })
    res.json({ facts: facts.slice(0, RESULTS) })
  })

  router.use(noSuchRoute)
  return router
}

/** Mounted at /api/stories/:id/copies: facts that came from another story, or went there. */
export function copyRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })
  const index = new FactIndex(deps)

  // GET /api/stories/:id/copies → 200 { copies, usedIn }
  router.get('/', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.read')
    const storyId = story.id as StoryId
    const cards = await readable(deps, user)
    const copied = await deps.live.read(storyId, (doc) =>
      new StoryDoc(doc).facts.list().filter(({ copiedFrom }) => copiedFrom),
    )
    const copies = await Promise.all(copied.map((fact) => copyOf(storyId, fact, cards)))
    const usedIn = (await index.usersOf(storyId)).flatMap((row) => {
      const card = cards.get(row.story_id)
      return card && row.origin_fact ? [{ factId: row.origin_fact, story: nameOf(card) }] : []
    })
    res.json({ copies, usedIn })
  })

  // POST /api/stories/:id/copies → 201 { factId }
  router.post('/', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const from = body(copyBody, req)
    if (from.story === story.id) {
      throw new HttpError(422, 'same-story', 'The fact is in this story already.')
    }
    const original = await originalFor(user, from.story, from.fact)
    const factId = await deps.live.write(story.id as StoryId, user.id, (doc) => {
      const { facts } = new StoryDoc(doc)
      const had = facts
        .list()
        .find((one) => one.copiedFrom?.story === from.story && one.copiedFrom.fact === from.fact)
      if (had) throw new HttpError(409, 'copied-already', 'This story has that fact already.')
      return copyFact(facts, original, mintFactId, 'copy')
    })
    const detail = {
      factId,
      from: { story: from.story, fact: from.fact },
      label: original.fact.label,
    }
    await deps.audit.record({ by: user.id, action: 'fact.copy', storyId: story.id, detail })
    res.status(201).json({ factId })
  })

  // POST /api/stories/:id/copies/:factId/update → 200 { factId }
  router.post<{ id: string; factId: string }>('/:factId/update', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const { hash } = body(updateCopyBody, req)
    const storyId = story.id as StoryId
    const { factId } = req.params
    const link = await deps.live.read(
      storyId,
      (doc) => new StoryDoc(doc).facts.get(factId)?.copiedFrom,
    )
    if (!link) throw new HttpError(404, 'no-such-copy', 'There is no such copied fact here.')
    const original = await originalFor(user, link.story, link.fact)
    if (factHash(original.fact) !== hash) {
      throw new HttpError(
        409,
        'original-moved',
        'The original has changed again since you saw it. Look at it as it stands now.',
      )
    }
    await deps.live.write(storyId, user.id, (doc) => {
      const { facts } = new StoryDoc(doc)
      const copy = facts.get(factId)
      if (copy) updateCopy(facts, copy, original, mintFactId, 'copy')
    })
    res.json({ factId })
  })

  router.use(noSuchRoute)
  return router

  /** A copy beside its original; without it where the person may not read that story, or it is gone. */
  async function copyOf(
    storyId: StoryId,
    fact: Fact,
    cards: ReadonlyMap<string, StoryCard>,
  ): Promise<FactCopy> {
    const link = fact.copiedFrom
    const card = link && cards.get(link.story)
    const none = { factId: fact.id, story: null, hash: null, movedOn: false, original: null }
    if (!link || !card) return none
    const original = await readOriginal(link.story, link.fact)
    if (!original) return { ...none, story: nameOf(card), movedOn: true }
    const hash = factHash(original.fact)
    const movedOn = hash !== link.hash
    const wouldBe = await deps.live.read(storyId, (doc) =>
      asCopied(new StoryDoc(doc).facts, fact, original),
    )
    return {
      factId: fact.id,
      story: nameOf(card),
      hash,
      movedOn,
      original: movedOn ? (wouldBe as unknown as FactCopy['original']) : null,
    }
  }

  /** @throws HttpError 404: also where the story is not theirs to read, whose facts they cannot know */
  async function originalFor(user: SessionUser, storyId: StoryId, factId: string) {
    const story = await deps.stories.get(storyId)
    const original =
      story && can(user, 'story.read', story) ? await readOriginal(storyId, factId) : undefined
    if (original) return original
    throw new HttpError(404, 'no-such-original', 'There is no such fact in a story you may read.')
  }

  async function readOriginal(storyId: StoryId, factId: string): Promise<Original | undefined> {
    const all = await deps.live.read(storyId, (doc) => new StoryDoc(doc).facts.list())
    const byId = new Map<string, Fact>(all.map((fact) => [fact.id, fact]))
    const fact = byId.get(factId)
    return fact && { story: storyId, fact, facts: (id) => byId.get(id) }
  }
}

async function readable(deps: Deps, user: SessionUser): Promise<ReadonlyMap<string, StoryCard>> {
  const cards = (await deps.stories.cards()).filter((card) => can(user, 'story.read', card))
  return new Map(cards.map((card) => [card.id, card]))
}

const nameOf = ({ id, headline, slug }: StoryCard) => ({ id, headline, slug })
