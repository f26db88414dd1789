import { newTargetBody, targetPatchBody } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { allow } from '../http/session.ts'
import { body } from '../http/validate.ts'
import { openTarget } from './open-target.ts'
import { TargetStore, targetView, type TargetRow } from './target-store.ts'

/** Mounted at /api/targets. */
export function targetRoutes(deps: Deps): Router {
  const router = Router()
  const targets = new TargetStore(deps)

  const known = async (id: string): Promise<TargetRow> => {
    const target = await targets.get(id)
    if (!target) throw new HttpError(404, 'no-such-target', 'There is no such target.')
    return target
  }

  // GET /api/targets → 200 { targets: Target[] }
  router.get('/', async (req, res) => {
    const user = allow(deps, req, 'targets.list')
    const manages = can(user, 'targets.manage')
    res.json({ targets: (await targets.list()).map((row) => targetView(row, manages)) })
  })

  // POST /api/targets → 201 Target
  router.post('/', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const asked = body(newTargetBody, req)
    refusePlainHttp(asked.url, asked.allowPrivate)
    const row = await targets.add(asked, user.id)
    await audit(user.id, 'target.add', row)
    res.status(201).json(targetView(row, true))
  })

  // PATCH /api/targets/:id → 200 Target
  router.patch('/:id', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await known(req.params.id)
    const patch = body(targetPatchBody, req)
    refusePlainHttp(patch.url ?? row.url, patch.allowPrivate ?? row.allow_private === 1)
    if (
      patch.url !== undefined &&
      patch.password === undefined &&
      new URL(patch.url).origin !== new URL(row.url).origin
    ) {
      throw new HttpError(
        422,
        'password-needed',
        'Enter the password again: the stored one is never sent to another host than it was entered for.',
      )
    }
    const changed = await targets.change(row, patch)
    await audit(user.id, 'target.change', changed)
    res.json(targetView(changed, true))
  })

  // DELETE /api/targets/:id → 204
  router.delete('/:id', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await known(req.params.id)
    await targets.remove(row.id)
    await audit(user.id, 'target.remove', row)
    res.status(204).end()
  })

  // POST /api/targets/:id/test → 200 { ok, message }
  router.post('/:id/test', async (req, res) => {
    allow(deps, req, 'targets.manage')
    const opened = openTarget(targets, await known(req.params.id), undefined, {
      timeoutMs: deps.config.limits.PUBLISH_TIMEOUT_MS,
    })
    if (!opened.ok) {
      res.json({ ok: false, message: opened.error })
      return
    }
    const answer = await opened.value.check()
    res.json(
      answer.kind === 'ok'
        ? { ok: true, message: answer.value }
        : { ok: false, message: answer.reason },
    )
  })

  router.use(noSuchRoute)
  return router

  async function audit(by: string, action: string, { id, name, url, username }: TargetRow) {
    await deps.audit.record({ by, action, detail: { targetId: id, name, url, username } })
  }
}

/** A password over plain http is read by anybody on the way; inside one's own network that is one's own choice. */
function refusePlainHttp(url: string, allowPrivate: boolean): void {
  if (new URL(url).protocol === 'https:' || allowPrivate) return
  throw new HttpError(
    422,
    'plain-http',
    'Use https: over http the password could be read on the way. Only a site on your own network may use http, with private addresses allowed.',
  )
}
