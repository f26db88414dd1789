import { renderDate } from '../facts/dates/render-date.ts'
import { dayIn } from '../facts/dates/time-zone.ts'
import type { Language } from '../story/meta-doc.ts'
import type { Notice, NoticeKind } from './notice.ts'
import type { ExportPackage } from './package.ts'

/**
 * "Correction, November 6, 2025": the words in front of a notice, in the story's language (C4). The
 * day is the newsroom's, as of every date in the article (D12).
 */
export function noticeLabel(
  { kind, at }: Omit<Notice, 'text'>,
  { language, timeZone }: Pick<ExportPackage, 'language' | 'timeZone'>,
): string {
  const date = { start: dayIn(at, timeZone), precision: 'day', tz: timeZone } as const
  const day = renderDate(date, 'long', language)
  return `${KIND[language][kind]}${language === 'en' ? ',' : '،'} ${day}`
}

const KIND: Readonly<Record<Language, Readonly<Record<NoticeKind, string>>>> = {
  en: { correction: 'Correction', clarification: 'Clarification', update: 'Update' },
  prs: { correction: 'تصحیح', clarification: 'توضیح', update: 'به‌روزرسانی' },
  ps: { correction: 'سمون', clarification: 'روښانونه', update: 'نوې خبرتیا' },
}
