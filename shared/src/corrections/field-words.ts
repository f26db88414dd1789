import type { Language } from '../story/meta-doc.ts'

/**
 * What readers call a field of a fact, for a notice. A field that is not here is the desk's own
 * business (how certain a meeting is, what kind of party it is) and is never in a notice.
 */
export function fieldWords(field: string, language: Language): string | undefined {
  return Object.hasOwn(WORDS, field) ? WORDS[field]?.[language] : undefined
}

const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  name: { en: 'name', prs: 'نام', ps: 'نوم' },
  title: { en: 'title', prs: 'عنوان', ps: 'سرلیک' },
  date: { en: 'date', prs: 'تاریخ', ps: 'نېټه' },
  dates: { en: 'dates', prs: 'تاریخ', ps: 'نېټې' },
  signedOn: { en: 'date of signing', prs: 'تاریخ امضا', ps: 'د لاسلیک نېټه' },
  effectiveFrom: { en: 'first day', prs: 'تاریخ آغاز', ps: 'د پیل نېټه' },
  expires: { en: 'last day', prs: 'تاریخ پایان', ps: 'د پای نېټه' },
  agreedOn: { en: 'date of agreement', prs: 'تاریخ توافق', ps: 'د هوکړې نېټه' },
  operationalFrom: { en: 'starting date', prs: 'تاریخ شروع کار', ps: 'د کار د پیل نېټه' },
  since: { en: 'date', prs: 'تاریخ', ps: 'نېټه' },
  place: { en: 'place', prs: 'محل', ps: 'ځای' },
  country: { en: 'country', prs: 'کشور', ps: 'هېواد' },
  host: { en: 'host', prs: 'میزبان', ps: 'کوربه' },
  parties: { en: 'parties', prs: 'طرف‌ها', ps: 'اړخونه' },
  mediators: { en: 'mediators', prs: 'میانجی‌ها', ps: 'منځګړي' },
  signatories: { en: 'signatories', prs: 'امضاکنندگان', ps: 'لاسلیک کوونکي' },
  members: { en: 'members', prs: 'اعضا', ps: 'غړي' },
  ordinal: { en: 'number', prs: 'شماره', ps: 'شمېره' },
  words: { en: 'words', prs: 'گفته‌ها', ps: 'خبرې' },
  translation: { en: 'translation', prs: 'ترجمه', ps: 'ژباړه' },
  speaker: { en: 'speaker', prs: 'گوینده', ps: 'ویناوال' },
  roleAtTime: { en: 'role of the speaker', prs: 'سمت گوینده', ps: 'د ویناوال دنده' },
  exact: { en: 'number', prs: 'شمار', ps: 'شمېر' },
  min: { en: 'lowest number', prs: 'کمترین شمار', ps: 'تر ټولو ټیټه شمېره' },
  max: { en: 'highest number', prs: 'بیشترین شمار', ps: 'تر ټولو لوړه شمېره' },
  status: { en: 'state', prs: 'وضعیت', ps: 'حالت' },
  state: { en: 'state', prs: 'وضعیت', ps: 'حالت' },
  outcome: { en: 'outcome', prs: 'نتیجه', ps: 'پایله' },
}
