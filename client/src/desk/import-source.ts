import { IMPORT_LIMIT, type ImportBody } from '@dateline/shared/api/contracts'
import { err, ok, type Result } from '@dateline/shared/result'
import type { Language } from '@dateline/shared/story/meta-doc'

/** What the import dialog holds. `html` came with `text` from one paste and stands for it. */
export interface ImportDraft {
  readonly from: 'paste' | 'url'
  readonly text: string
  /** The clipboard's HTML and the text field's content right after that paste. */
  readonly pasted: { readonly html: string; readonly text: string } | null
  readonly url: string
  /** `YYYY-MM-DD`, or empty. */
  readonly publishedAt: string
  readonly publisher: string
  readonly language: Language
}

export type ImportDraftError = 'missing-text' | 'missing-url' | 'too-long'

/** Is the HTML still what the field shows? Once the person edits the text, the text is what counts. */
export const keepsFormatting = (draft: ImportDraft): boolean =>
  draft.pasted !== null && draft.pasted.text === draft.text

/** The body to send for a draft, or what is missing. Pure. */
export function importBodyOf(draft: ImportDraft): Result<ImportBody, ImportDraftError> {
  const about = {
    accept: 'none',
    language: draft.language,
    ...(draft.publishedAt && { publishedAt: draft.publishedAt }),
    ...(draft.publisher.trim() && { publisher: draft.publisher.trim() }),
  } as const
  if (draft.from === 'url') {
    const url = draft.url.trim()
    return /^https?:\/\/\S+\.\S+/iu.test(url) ? ok({ ...about, url }) : err('missing-url')
  }
  if (!draft.text.trim()) return err('missing-text')
  if (draft.pasted && keepsFormatting(draft) && draft.pasted.html.length <= IMPORT_LIMIT) {
    return ok({ ...about, html: draft.pasted.html })
  }
  if (draft.text.length > IMPORT_LIMIT) return err('too-long')
  return ok({ ...about, text: draft.text })
}
