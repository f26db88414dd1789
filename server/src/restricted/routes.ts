import { newRestrictedBody, restrictedPatchBody } from '@dateline/shared/api/contracts'
import type { Source } from '@dateline/shared/facts/source'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import { mayKnow, RestrictedStore, type RestrictedRow } from './restricted-store.ts'

/** Mounted at /api/stories/:id/restricted: who a story's restricted sources are (rule F10). */
export function restrictedRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })
  const store = new RestrictedStore(deps)

  // GET /api/stories/:id/restricted → 200 { sources }: that there are any and for whom, never who
  router.get('/', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.read')
    res.json({ sources: await store.list(story.id as StoryId, user.id) })
  })

  // POST /api/stories/:id/restricted → 201 RestrictedSource
  router.post('/', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'source.restrict')
    const storyId = story.id as StoryId
    const { factId, sourceId, identity, editor } = body(newRestrictedBody, req)
    await mustBeEditor(editor)
    const source = await sourceOf(storyId, factId, sourceId)
    if (source.restricted !== undefined && (await store.get(storyId, source.restricted))) {
      throw new HttpError(409, 'restricted-already', 'This source is under lock already.')
    }
    const row = await store.add({ storyId, factId, sourceId }, { identity, editor }, user.id)
    await deps.live.write(storyId, user.id, (doc) => {
      const { facts } = new StoryDoc(doc)
      const now = facts.get(factId)?.sources.find(({ id }) => id === sourceId)
      if (now) facts.putSource(factId, underLock(now, row.id), 'restricted')
    })
    res.status(201).json(await store.view(row, user.id))
  })

  // PATCH /api/stories/:id/restricted/:handle → 200 RestrictedSource
  router.patch<{ id: string; handle: string }>('/:handle', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'source.restrict')
    const row = await ownRow(story.id as StoryId, req.params.handle, user.id)
    const patch = body(restrictedPatchBody, req)
    if (patch.editor !== undefined) await mustBeEditor(patch.editor)
    res.json(await store.view(await store.change(row, patch, user.id), user.id))
  })

  // DELETE /api/stories/:id/restricted/:handle → 204
  router.delete<{ id: string; handle: string }>('/:handle', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'source.restrict')
    const storyId = story.id as StoryId
    const row = await ownRow(storyId, req.params.handle, user.id)
    await store.remove(row, user.id)
    await deps.live.write(storyId, user.id, (doc) => {
      const { facts } = new StoryDoc(doc)
      const now = facts.get(row.fact_id)?.sources.find(({ id }) => id === row.source_id)
      if (now?.restricted !== row.id) return
      const { restricted: _, ...open } = now
      facts.putSource(row.fact_id, open, 'restricted')
    })
    res.status(204).end()
  })

  // POST /api/stories/:id/restricted/:handle/reveal → 200 { identity }, and a row that says who looked
  router.post<{ id: string; handle: string }>('/:handle/reveal', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'source.restrict')
    const row = await anyRow(story.id as StoryId, req.params.handle)
    if (!mayKnow(row, user.id)) {
      await store.refused(row, user.id)
      throw new HttpError(
        403,
        'not-yours-to-know',
        'Only the reporter of this source and the editor they named may know who it is.',
      )
    }
    const identity = await store.reveal(row, user.id)
    if (identity === undefined) {
      throw new HttpError(
        409,
        'sealed-otherwise',
        'It cannot be opened: the server’s secret has changed since it was written. Its reporter has to write it again.',
      )
    }
    res.json({ identity })
  })

  router.use(noSuchRoute)
  return router

  async function anyRow(storyId: StoryId, handle: string): Promise<RestrictedRow> {
    const row = await store.get(storyId, handle)
    if (row) return row
    throw new HttpError(404, 'no-such-source', 'There is no such restricted source in this story.')
  }

  async function ownRow(storyId: StoryId, handle: string, userId: string): Promise<RestrictedRow> {
    const row = await anyRow(storyId, handle)
    if (row.reporter === userId) return row
    throw new HttpError(403, 'not-allowed', 'Only the reporter of this source may change it.')
  }

  async function mustBeEditor(userId: string): Promise<void> {
    const person = await deps.accounts.person(userId)
    if (person?.role === 'editor' || person?.role === 'admin') return
    throw new HttpError(422, 'not-an-editor', 'Name an editor who may know the source.')
  }

  function sourceOf(storyId: StoryId, factId: string, sourceId: string): Promise<Source> {
    return deps.live.read(storyId, (doc) => {
      const fact = new StoryDoc(doc).facts.get(factId)
      const source = fact?.sources.find(({ id }) => id === sourceId)
      if (source) return source
      throw new HttpError(404, 'no-such-source', 'There is no such source of a fact in this story.')
    })
  }
}

/** What would say who it is goes from the source: the name and the link. What it says stays. */
function underLock(
  { publisher: _publisher, url: _url, ...source }: Source,
  handle: string,
): Source {
  const record =
    source.record === undefined || source.record === 'on' ? 'background' : source.record
  return { ...source, kind: 'anonymous', record, restricted: handle }
}
