import type { Target } from '@dateline/shared/api/contracts'
import type { TargetRow, TargetStore } from '../target-store.ts'

export interface NewTarget {
  readonly kind: Target['kind']
  readonly url: string
  readonly username?: string
  readonly password: string
}

/** A target in the store, on the machine's own network. */
export function targetRow(targets: TargetStore, target: NewTarget): Promise<TargetRow> {
  const { kind, url, username = '', password } = target
  const row = { kind, name: kind, url, username, password, allowPrivate: true }
  return targets.add(row, password, 'test')
}
