import type { ExportFormat } from '../api/contracts.ts'
import { docxTarget } from './docx/docx.ts'
import { htmlTarget } from './html.ts'
import { jsonTarget } from './json.ts'
import { jsonLdTarget } from './jsonld.ts'
import { markdownTarget } from './markdown.ts'
import { newsMlTarget } from './newsml-g2.ts'
import { ninjsTarget } from './ninjs.ts'
import type { ExportTarget } from './target.ts'
import { wordPressTarget } from './wordpress-blocks.ts'

/** Every form a story can leave in. */
export const EXPORT_TARGETS: Readonly<Record<ExportFormat, ExportTarget>> = {
  html: htmlTarget,
  jsonld: jsonLdTarget,
  ninjs: ninjsTarget,
  'newsml-g2': newsMlTarget,
  markdown: markdownTarget,
  docx: docxTarget,
  wordpress: wordPressTarget,
  json: jsonTarget,
}
