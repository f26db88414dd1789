import { exportPackageSchema, type ExportPackage } from './package.ts'
import type { ExportTarget } from './target.ts'

/** The frozen snapshot itself: body, facts, mentions, approvals, override. */
export const jsonTarget: ExportTarget = {
  format: 'json',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  render: renderJson,
}

/** @throws when the package holds what its schema does not know (rules X1, X5) */
export function renderJson(story: ExportPackage): string {
  return `${JSON.stringify(exportPackageSchema.parse(story), null, 2)}\n`
}
