import { renderDate } from '../facts/dates/render-date.ts'
import type { Language } from '../story/meta-doc.ts'
import type { Notice, NoticeKind } from './notice.ts'

/** "Correction, 6 November 2025": the words in front of a notice, in the story's language (C4). */
export function noticeLabel({ kind, at }: Omit<Notice, 'text'>, language: Language): string {
  const start = new Date(at).toISOString().slice(0, 10)
  const day = renderDate({ start, precision: 'day', tz: 'UTC' }, 'long', language)
  return `${KIND[language][kind]}${language === 'en' ? ',' : '،'} ${day}`
}

const KIND: Readonly<Record<Language, Readonly<Record<NoticeKind, string>>>> = {
  en: { correction: 'Correction', clarification: 'Clarification', update: 'Update' },
  prs: { correction: 'تصحیح', clarification: 'توضیح', update: 'به‌روزرسانی' },
  ps: { correction: 'سمون', clarification: 'روښانونه', update: 'نوې خبرتیا' },
}
