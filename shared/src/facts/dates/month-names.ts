import type { Language } from '../../story/meta-doc.ts'

/** One month's names: what is written in each language, and what else is understood on input. */
export interface MonthName {
  readonly en: string
  readonly prs: string
  readonly ps: string
  /** Other spellings met in copy, Latin and Arabic script. */
  readonly variants: readonly string[]
}

const month = (en: string, prs: string, ps: string, variants: string): MonthName => ({
  en,
  prs,
  ps,
  variants: variants.split(' ').filter(Boolean),
})

/** The months of the Solar Hijri year as Afghanistan names them (rule D2). Iran's names differ. */
export const AF_MONTHS: readonly MonthName[] = [
  month('Hamal', 'حمل', 'وری', 'Hamel وری'),
  month('Sawr', 'ثور', 'غویی', 'Saur Thawr Sawar Sowr غوايی'),
  month('Jawza', 'جوزا', 'غبرګولی', 'Jauza Jowza Jawzah غبرګولی'),
  month('Saratan', 'سرطان', 'چنګاښ', 'Sarataan Saraton'),
  month('Asad', 'اسد', 'زمری', 'Assad زمری'),
  month('Sunbula', 'سنبله', 'وږی', 'Sonbola Sunbulah Sonbula Sumbula سنبلې'),
  month('Mizan', 'میزان', 'تله', 'Meezan Mezan تلې'),
  month('Aqrab', 'عقرب', 'لړم', 'Akrab Aqrab'),
  month('Qaws', 'قوس', 'لیندۍ', 'Qaus Qows Kaws Qavs لیندی'),
  month('Jadi', 'جدی', 'مرغومی', 'Jady Jadee Jaddi جدي مرغومي'),
  month('Dalwa', 'دلو', 'سلواغه', 'Dalw Dalv Dalve Dalwah سلواغې'),
  month('Hut', 'حوت', 'کب', 'Hoot Hout'),
]

/** The Gregorian months; in Dari and Pashto as written in Afghanistan, Iran's forms understood. */
export const GREGORIAN_MONTHS: readonly MonthName[] = [
  month('January', 'جنوری', 'جنوري', 'Jan ژانویه'),
  month('February', 'فبروری', 'فبروري', 'Feb Febr فوریه فبرورى'),
  month('March', 'مارچ', 'مارچ', 'Mar مارس'),
  month('April', 'اپریل', 'اپریل', 'Apr آپریل آوریل'),
  month('May', 'می', 'مۍ', 'مه مئ'),
  month('June', 'جون', 'جون', 'Jun ژوئن'),
  month('July', 'جولای', 'جولای', 'Jul جولائی ژوئیه ژوئيه جولايي'),
  month('August', 'اگست', 'اګست', 'Aug آگست اگوست اوت آگوست'),
  month('September', 'سپتمبر', 'سپتمبر', 'Sept Sep سپتامبر سپتامبر سېپتمبر سپټمبر'),
  month('October', 'اکتوبر', 'اکتوبر', 'Oct اکتبر اکتوبر'),
  month('November', 'نومبر', 'نومبر', 'Nov نوامبر نوومبر'),
  month('December', 'دسمبر', 'دسمبر', 'Dec دسامبر ډیسمبر ډسمبر'),
]

/** English short forms, as used where space is short. */
export const SHORT_MONTHS: readonly string[] =
  'Jan Feb March April May June July Aug Sept Oct Nov Dec'.split(' ')

/** Monday first, as ISO counts them. */
export const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  prs: ['دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه', 'شنبه', 'یکشنبه'],
  ps: ['دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه', 'شنبه', 'یکشنبه'],
}

/** Digits as the language's press writes them: European, or the eastern Arabic-Indic ones. */
export function nativeDigits(text: string, language: Language): string {
  if (language === 'en') return text
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0x06f0 + Number(digit)))
}

/**
 * The same text with European digits and one form of yeh and kaf. Every replacement is one UTF-16
 * unit for one, so offsets into the result are offsets into the text.
 */
export function foldScript(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
}
