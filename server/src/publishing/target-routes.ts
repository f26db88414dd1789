import { newTargetBody, targetPatchBody } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { allow } from '../http/session.ts'
import { body } from '../http/validate.ts'
import { DeliveryLog } from './delivery-log.ts'
import { openTarget } from './open-target.ts'
import type { Publisher } from './publisher.ts'
import { replayDelivery } from './replay-delivery.ts'
import { TargetStore, targetView, type TargetRow } from './target-store.ts'
import { endRotation, newKeys, rotated } from './webhook-keys.ts'

/** Mounted at /api/targets. */
export function targetRoutes(deps: Deps, publisher: Publisher): Router {
  const router = Router()
  const targets = new TargetStore(deps)
  const deliveries = new DeliveryLog(deps.db)

  const known = async (id: string): Promise<TargetRow> => {
    const target = await targets.get(id)
    if (!target) throw new HttpError(404, 'no-such-target', 'There is no such target.')
    return target
  }
  const knownWebhook = async (id: string): Promise<TargetRow> => {
    const target = await known(id)
    if (target.kind === 'webhook') return target
    throw new HttpError(409, 'no-webhook', 'Only a webhook has signing keys and deliveries.')
  }

  // GET /api/targets → 200 { targets: Target[] }
  router.get('/', async (req, res) => {
    const user = allow(deps, req, 'targets.list')
    const manages = can(user, 'targets.manage')
    res.json({ targets: (await targets.list()).map((row) => targetView(row, manages)) })
  })

  // POST /api/targets → 201 Target, of a webhook with its signing key, this once
  router.post('/', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const asked = body(newTargetBody, req)
    refusePlainHttp(asked.url, asked.allowPrivate)
    const keys = asked.kind === 'webhook' ? newKeys() : undefined
    const row = await targets.add(asked, keys?.sealed ?? asked.password, user.id)
    await audit(user.id, 'target.add', row)
    res.status(201).json({ ...targetView(row, true), ...(keys && { signingKey: keys.key }) })
  })

  // PATCH /api/targets/:id → 200 Target; a paused one is tried again
  router.patch('/:id', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await known(req.params.id)
    const patch = body(targetPatchBody, req)
    refusePlainHttp(patch.url ?? row.url, patch.allowPrivate ?? row.allow_private === 1)
    if (row.kind === 'webhook' && patch.password !== undefined) {
      throw new HttpError(422, 'own-keys', 'A webhook is signed with keys of ours: make a new one.')
    }
    if (
      row.kind !== 'webhook' &&
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
    await targets.change(row, patch)
    await resume(user.id, row.id)
    const changed = await known(row.id)
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

  // POST /api/targets/:id/test → 200 { ok, message, warning? }; a paused one that works goes on
  router.post('/:id/test', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await known(req.params.id)
    const timeoutMs = deps.config.limits.PUBLISH_TIMEOUT_MS
    const opened = openTarget(targets, row, undefined, { timeoutMs, deps })
    if (!opened.ok) {
      res.json({ ok: false, message: opened.error })
      return
    }
    const answer = await opened.value.check({ isTest: true })
    if (answer.kind === 'ok') {
      await resume(user.id, row.id)
      res.json({ ok: true, ...answer.value })
      return
    }
    res.json({ ok: false, message: 'reason' in answer ? answer.reason : 'Try again.' })
  })

  // POST /api/targets/:id/keys → 201 Target with a new signing key, this once; the old one stays valid
  router.post('/:id/keys', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await knownWebhook(req.params.id)
    const keys = rotated(targets.password(row))
    await targets.change(row, { password: keys.sealed })
    await audit(user.id, 'target.new-key', row)
    res.status(201).json({ ...targetView(row, true), signingKey: keys.key })
  })

  // DELETE /api/targets/:id/keys/old → 204: only the newest key signs from now on
  router.delete('/:id/keys/old', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await knownWebhook(req.params.id)
    await targets.change(row, { password: endRotation(targets.password(row)) })
    await audit(user.id, 'target.old-key-ended', row)
    res.status(204).end()
  })

  // GET /api/targets/:id/deliveries → 200 { deliveries }, newest first
  router.get('/:id/deliveries', async (req, res) => {
    allow(deps, req, 'targets.manage')
    const row = await knownWebhook(req.params.id)
    res.json({ deliveries: await deliveries.latest(row.id) })
  })

  // POST /api/targets/:id/deliveries/:did/replay → 200 Delivery: the same message once more
  router.post<{ id: string; did: string }>('/:id/deliveries/:did/replay', async (req, res) => {
    const user = allow(deps, req, 'targets.manage')
    const row = await knownWebhook(req.params.id)
    const delivery = await replayDelivery(deps, targets, row, req.params.did, user.id)
    const detail = { targetId: row.id, deliveryId: req.params.did, outcome: delivery.outcome }
    await deps.audit.record({ by: user.id, action: 'target.replay', detail })
    res.json(delivery)
  })

  router.use(noSuchRoute)
  return router

  async function resume(by: string, id: string) {
    if (!(await targets.resume(id))) return
    await deps.audit.record({ by, action: 'target.resumed', detail: { targetId: id } })
    publisher.wake()
  }

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
