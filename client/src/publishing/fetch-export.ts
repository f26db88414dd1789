import type { ExportFormat } from '@dateline/shared/api/contracts'
import { ApiError } from '../api/api-error.ts'
import { t } from '../i18n/translate.ts'

/** Where the export of a story is read; as a watermarked draft while the gate is closed. */
export const exportUrl = (storyId: string, format: ExportFormat, isDraft: boolean): string =>
  `/api/stories/${storyId}/export?format=${format}${isDraft ? '&draft=1' : ''}`

/** One export of a story as text. @throws ApiError with what the gate or the server says */
export async function fetchExport(
  storyId: string,
  format: ExportFormat,
  isDraft: boolean,
  signal?: AbortSignal,
): Promise<string> {
  const response = await fetch(exportUrl(storyId, format, isDraft), signal ? { signal } : {})
  if (response.ok) return response.text()
  const problem = (await response.json().catch(() => ({}))) as { detail?: string }
  const words = problem.detail ?? t('problem.unexpected', { status: response.status })
  throw new ApiError(words, response.status, 'no-export')
}
