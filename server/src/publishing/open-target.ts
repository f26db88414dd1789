import type { ExportPackage } from '@dateline/shared/export/package'
import { err, ok, type Result } from '@dateline/shared/result'
import type { RemoteTarget } from './remote-target.ts'
import type { TargetRow, TargetStore } from './target-store.ts'
import { WordPressSite } from './wordpress-site.ts'
import { WordPress } from './wordpress.ts'

export interface Reach {
  /** For one request, ms. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
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
  reach: Reach = {},
): Result<RemoteTarget, string> {
  const password = targets.password(row)
  if (password === undefined) {
    return err(
      'The stored password cannot be read: the server’s secret has changed. Enter it again under Admin, Sites.',
    )
  }
  const site = new WordPressSite({
    url: row.url,
    username: row.username,
    password,
    allowPrivate: row.allow_private === 1,
    ...reach,
  })
  return ok(new WordPress(site, story))
}
