import { DRAFT_WORDS } from './draft-words.ts'
import { noticeLabel } from './notice-line.ts'
import type { ExportPackage } from './package.ts'

/**
 * For the desks that take it: that it is a draft, why it was withdrawn, what was corrected, and which
 * rules an editor let it go against (X8); why they did is nobody's business outside.
 */
export function editorsNote(story: ExportPackage): string {
  const { draft, correction, withdrawalNote, action, language, override } = story
  return [
    draft && DRAFT_WORDS[language],
    action === 'withdraw' && `WITHDRAWN${withdrawalNote ? `: ${withdrawalNote}` : ''}`,
    correction &&
      `${correction.kind.toUpperCase()}: ${noticeLabel(correction, story)}: ${correction.text}`,
    override && `OVERRIDE: ${override.codes.join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n')
}
