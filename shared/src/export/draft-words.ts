import type { Language } from '../story/meta-doc.ts'

/** What every form of a draft says on its face (rule X7). */
export const DRAFT_WORDS: Readonly<Record<Language, string>> = {
  en: 'Draft – not for publication',
  prs: 'پیش‌نویس – برای نشر نیست',
  ps: 'مسوده – د خپرولو لپاره نه ده',
}
