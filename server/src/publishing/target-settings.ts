import { targetSettingsSchema, type TargetSettings } from '@dateline/shared/api/contracts'
import type { TargetRow } from './target-store.ts'

/** What an admin has set for a target beside its account; the defaults where there is nothing. */
export function settingsOf(row: Pick<TargetRow, 'settings'>): TargetSettings {
  if (row.settings === null) return targetSettingsSchema.parse({})
  return targetSettingsSchema.parse(JSON.parse(row.settings))
}
