import type { Publication, PUBLICATION_STATES } from '@dateline/shared/api/contracts'
import { exportPackageSchema } from '@dateline/shared/export/package'
import type { AttemptRow, PublicationRow } from './publication-store.ts'
import type { TargetRow } from './target-store.ts'

/** As the API answers a publication. */
export function publicationView(
  row: PublicationRow,
  target: TargetRow | undefined,
  attempts: readonly AttemptRow[],
): Publication {
  const { correction, withdrawalNote } = exportPackageSchema.parse(JSON.parse(row.package))
  return {
    id: row.id,
    storyId: row.story_id,
    target: {
      id: row.target_id,
      name: target?.name ?? '(removed)',
      kind: (target?.kind ?? 'wordpress') as Publication['target']['kind'],
    },
    revision: row.revision,
    action: (row.action ?? 'publish') as Publication['action'],
    dueAt: row.due_at,
    notice: correction,
    withdrawalNote,
    state: row.state as (typeof PUBLICATION_STATES)[number],
    reason: row.reason,
    url: row.remote_url,
    by: row.by,
    at: row.at,
    updatedAt: row.updated_at,
    attempts: attempts
      .filter(({ publication_id }) => publication_id === row.id)
      .map(({ at, outcome, detail }) => ({ at, outcome, detail })),
    override:
      row.override_by === null ? null : { by: row.override_by, reason: row.override_reason ?? '' },
  }
}
