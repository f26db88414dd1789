import type { Finding } from '@dateline/shared/facts/checks/finding'
import { fill } from '../i18n/message.ts'
import { messages } from '../i18n/messages.ts'
import { t, UI_LOCALE } from '../i18n/translate.ts'

/** Why a finding speaks, in a sentence. */
export function checkWords({ message: { key, params } }: Finding): string {
  return fill(messages[`check.${key}`], params, UI_LOCALE)
}

/** What the fix of a finding does, for its button. */
export function fixWords({ fix }: Finding): string {
  if (!fix) return ''
  if (fix.kind === 'set-field') return t('checks.fix.field', { words: fix.words })
  const words = fix.words.trim()
  return t(fix.start === fix.end ? 'checks.fix.insert' : 'checks.fix.replace', { words })
}
