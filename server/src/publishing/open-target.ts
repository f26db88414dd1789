import type { ExportPackage } from '@dateline/shared/export/package'
import { err, ok, type Result } from '@dateline/shared/result'
import type { Deps } from '../deps.ts'
import { Ghost } from './ghost.ts'
import type { RemoteTarget } from './remote-target.ts'
import { settingsOf } from './target-settings.ts'
import type { TargetRow, TargetStore } from './target-store.ts'
import { Webhook } from './webhook.ts'
import { WordPressSite } from './wordpress-site.ts'
import { WordPress } from './wordpress.ts'

export interface Reach {
  readonly deps: Pick<Deps, 'db' | 'now' | 'media'>
  /** For one request, ms. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** What is sent, for the log of those targets that have one. */
  readonly publicationId?: string
}

/**
 * The way into a target with its stored password.
 * @param story what is to be sent; without one only `check` is of use
 * @returns a sentence when the password cannot be read any more
 */
export function openTarget(
  targets: TargetStore,
  row: TargetRow,
  story: ExportPackage | undefined,
  reach: Reach,
): Result<RemoteTarget, string> {
  const { deps, timeoutMs, signal } = reach
  if (row.kind === 'webhook') return Webhook.open({ deps, targets, target: row, story, reach })
  const password = targets.password(row)
  if (password === undefined) {
    return err(
      'The stored password cannot be read: the server’s secret has changed. Enter it again under Admin, Sites.',
    )
  }
  const line = {
    url: row.url,
    allowPrivate: row.allow_private === 1,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  }
  if (row.kind === 'ghost') {
    const access = { ...line, key: password, files: deps.media, now: deps.now }
    return ok(new Ghost(access, story))
  }
  const site = new WordPressSite({ ...line, username: row.username, password })
  return ok(new WordPress(site, settingsOf(row), deps.media, story))
}
