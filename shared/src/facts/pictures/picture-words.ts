import type { Language } from '../../story/meta-doc.ts'
import type { FactType } from '../fact-types.ts'

type ByLanguage = Readonly<Record<Language, string>>

/** What a picture says besides the facts' own words. */
export const PICTURE_WORDS = {
  timeline: { en: 'Timeline of the talks', prs: 'روند زمانی مذاکرات', ps: 'د خبرو مهال‌وېش' },
  chart: { en: 'Who talks to whom', prs: 'چه کسی با که گفتگو می‌کند', ps: 'څوک له چا سره خبرې کوي' },
  inForce: { en: 'in force', prs: 'نافذ', ps: 'نافذ' },
  expires: { en: 'expires', prs: 'پایان اعتبار', ps: 'پای ته رسېږي' },
  working: { en: 'working', prs: 'آغاز کار', ps: 'د کار پیل' },
  cancelled: { en: 'cancelled', prs: 'لغوشده', ps: 'لغوه شوی' },
  direct: { en: 'direct', prs: 'مستقیم', ps: 'نېغ په نېغه' },
  indirect: { en: 'indirect', prs: 'غیرمستقیم', ps: 'غیر مستقیم' },
  talks: { en: 'talks', prs: 'گفتگو', ps: 'خبرې' },
  mediates: { en: 'mediates', prs: 'میانجی', ps: 'منځګړی' },
  signed: { en: 'signatories', prs: 'امضاکنندگان', ps: 'لاسلیکوونکي' },
} as const satisfies Readonly<Record<string, ByLanguage>>

/** "2 rounds" */
export function roundsWord(count: number, language: Language): string {
  const n = new Intl.NumberFormat({ en: 'en', prs: 'fa-AF', ps: 'ps' }[language]).format(count)
  return { en: count === 1 ? `${n} round` : `${n} rounds`, prs: `${n} دور`, ps: `${n} پړاوه` }[
    language
  ]
}

/** The kinds of events in a timeline. */
export type EventType = Extract<FactType, 'round' | 'agreement' | 'mechanism' | 'meeting' | 'date'>

export const EVENT_WORDS: Readonly<Record<EventType, ByLanguage>> = {
  round: { en: 'Round of talks', prs: 'دور مذاکرات', ps: 'د خبرو پړاو' },
  agreement: { en: 'Agreement', prs: 'توافق', ps: 'هوکړه' },
  mechanism: { en: 'Mechanism', prs: 'سازوکار', ps: 'میکانیزم' },
  meeting: { en: 'Meeting', prs: 'نشست', ps: 'غونډه' },
  date: { en: 'Date', prs: 'تاریخ', ps: 'نېټه' },
}
