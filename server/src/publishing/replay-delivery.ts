import type { Delivery } from '@dateline/shared/api/contracts'
import { exportPackageSchema } from '@dateline/shared/export/package'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { DeliveryLog, deliveryView } from './delivery-log.ts'
import { PublicationStore } from './publication-store.ts'
import type { TargetRow, TargetStore } from './target-store.ts'
import { Webhook } from './webhook.ts'

/**
 * Sends a message of the log once more: the same id and the same body, signed anew (rule PS6). The
 * publication's state stays what it is; the receiver tells by the id that it knows it.
 *
 * @throws HttpError 404 `no-such-delivery`; 409 `keys-lost`
 */
export async function replayDelivery(
  deps: Deps,
  targets: TargetStore,
  target: TargetRow,
  deliveryId: string,
  by: string,
): Promise<Delivery> {
  const log = new DeliveryLog(deps.db)
  const row = await log.get(deliveryId)
  const publication = row?.publication_id
    ? await new PublicationStore(deps.db).get(row.publication_id)
    : undefined
  if (!row || row.target_id !== target.id || !publication) {
    throw new HttpError(404, 'no-such-delivery', 'There is no such delivery of a story.')
  }
  const story = exportPackageSchema.parse(JSON.parse(publication.package))
  const timeoutMs = deps.config.limits.PUBLISH_TIMEOUT_MS
  const webhook = Webhook.open({ deps, targets, target, story, reach: { deps, timeoutMs } })
  if (!webhook.ok) throw new HttpError(409, 'keys-lost', webhook.error)
  const id = await webhook.value.replay(publication.id, by)
  const made = await log.get(id)
  if (!made) throw new RangeError(`no delivery ${id}`)
  return deliveryView(made, publication.story_id)
}
