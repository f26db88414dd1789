import type {
  Target,
  TargetSettings,
  newTargetBody,
  targetPatchBody,
} from '@dateline/shared/api/contracts'
import { mintId } from '@dateline/shared/ids'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Tables } from '../store/database.ts'
import { SecretBox } from './secret-box.ts'
import { settingsOf } from './target-settings.ts'

export type TargetRow = Selectable<Tables['targets']>

/** The sites we publish to. Passwords go in; only the publisher gets them out (rule B9). */
export class TargetStore {
  readonly #db: Deps['db']
  readonly #now: Deps['now']
  readonly #box: SecretBox

  constructor({ db, now, secret }: Pick<Deps, 'db' | 'now' | 'secret'>) {
    this.#db = db
    this.#now = now
    this.#box = new SecretBox(secret)
  }

  /** By name; removed ones are left out. */
  async list(): Promise<readonly TargetRow[]> {
    return this.#db
      .selectFrom('targets')
      .selectAll()
      .where('removed_at', 'is', null)
      .orderBy('name')
      .execute()
  }

  async get(id: string): Promise<TargetRow | undefined> {
    const rows = this.#db.selectFrom('targets').selectAll().where('id', '=', id)
    return rows.where('removed_at', 'is', null).executeTakeFirst()
  }

  /** Everybody that was ever published to, for the history of a story. */
  async evenRemoved(): Promise<ReadonlyMap<string, TargetRow>> {
    const rows = await this.#db.selectFrom('targets').selectAll().execute()
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** @param password what is sealed: the one that was entered, or a key of our own making */
  async add(
    target: z.output<typeof newTargetBody>,
    password: string,
    by: string,
  ): Promise<TargetRow> {
    const id = mintId()
    const row: TargetRow = {
      id,
      kind: target.kind,
      name: target.name,
      url: siteUrl(target.url, target.kind),
      username: target.username,
      secret: this.#box.seal(password, id),
      allow_private: Number(target.allowPrivate),
      created_by: by,
      created_at: this.#now(),
      removed_at: null,
      settings: target.settings ? JSON.stringify(lowerCased(target.settings)) : null,
      paused_at: null,
      paused_reason: null,
    }
    await this.#db.insertInto('targets').values(row).execute()
    return row
  }

  async change(row: TargetRow, patch: z.output<typeof targetPatchBody>): Promise<TargetRow> {
    const { name, url, username, password, allowPrivate, settings } = patch
    const changed: TargetRow = {
      ...row,
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url: siteUrl(url, row.kind) }),
      ...(username !== undefined && { username }),
      ...(password !== undefined && { secret: this.#box.seal(password, row.id) }),
      ...(allowPrivate !== undefined && { allow_private: Number(allowPrivate) }),
      ...(settings !== undefined && { settings: JSON.stringify(lowerCased(settings)) }),
    }
    const { paused_at: _at, paused_reason: _reason, ...kept } = changed
    await this.#db.updateTable('targets').set(kept).where('id', '=', row.id).execute()
    return changed
  }

  /** Nothing is sent there until an admin has mended the account; what waits, waits (rule PS3). */
  async pause(id: string, reason: string): Promise<boolean> {
    const paused = await this.#db
      .updateTable('targets')
      .set({ paused_at: this.#now(), paused_reason: reason })
      .where('id', '=', id)
      .where('paused_at', 'is', null)
      .executeTakeFirst()
    return paused.numUpdatedRows > 0n
  }

  async resume(id: string): Promise<boolean> {
    const resumed = await this.#db
      .updateTable('targets')
      .set({ paused_at: null, paused_reason: null })
      .where('id', '=', id)
      .where('paused_at', 'is not', null)
      .executeTakeFirst()
    return resumed.numUpdatedRows > 0n
  }

  /** Its history stays; nothing is published to it any more. */
  async remove(id: string): Promise<void> {
    await this.#db
      .updateTable('targets')
      .set({ removed_at: this.#now(), secret: '' })
      .where('id', '=', id)
      .execute()
  }

  /** @returns undefined when the server's secret has changed since it was entered */
  password(row: TargetRow): string | undefined {
    return this.#box.open(row.secret, row.id)
  }
}

/** As the API answers a target: never its password, its account only to those who manage targets. */
export function targetView(row: TargetRow, manages: boolean): Target {
  return {
    id: row.id,
    kind: row.kind as Target['kind'],
    name: row.name,
    url: row.url,
    ...(manages && { username: row.username }),
    allowPrivate: row.allow_private === 1,
    ...(manages && { settings: settingsOf(row) }),
    paused: row.paused_at === null ? null : { at: row.paused_at, reason: row.paused_reason ?? '' },
  }
}

/** Sections and bylines are compared without regard to case. */
function lowerCased({ categories, authors, ...rest }: TargetSettings): TargetSettings {
  const lower = (ids: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(ids).map(([name, id]) => [name.trim().toLowerCase(), id]))
  return { ...rest, categories: lower(categories), authors: lower(authors) }
}

/** The address of the site itself, whatever page of it somebody copied. */
export function siteUrl(url: string, kind = 'wordpress'): string {
  const { origin, pathname, search } = new URL(url)
  if (kind === 'webhook') return `${origin}${pathname}${search}` // the very address that listens
  const path = pathname.replace(/\/(wp-json|wp-admin|wp-login\.php|ghost)(\/.*)?$/, '')
  return `${origin}${path}`.replace(/\/+$/, '')
}
