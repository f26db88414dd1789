import type { Language } from '../../story/meta-doc.ts'
import type { FACT_TYPES, FactType } from '../fact-types.ts'

type OptionOf<Spec> = Spec extends { kind: 'choice'; options: readonly (infer O)[] } ? O : never
type OptionsOf<Fields> = { [Key in keyof Fields]: OptionOf<Fields[Key]> }[keyof Fields]
/** Every option of every choice field: a new one without words does not compile. */
type Option = { [T in FactType]: OptionsOf<(typeof FACT_TYPES)[T]> }[FactType]

const WORDS = {
  agreed: { en: 'agreed', prs: 'توافق‌شده', ps: 'منل شوی' },
  armed_group: { en: 'armed group', prs: 'گروه مسلح', ps: 'وسله واله ډله' },
  background: { en: 'on background', prs: 'بدون ذکر نام', ps: 'د نوم له یادولو پرته' },
  bloc: { en: 'bloc', prs: 'بلاک', ps: 'بلاک' },
  cancelled: { en: 'cancelled', prs: 'لغوشده', ps: 'لغوه شوی' },
  ceasefire: { en: 'ceasefire', prs: 'آتش‌بس', ps: 'اوربند' },
  certain: { en: 'certain', prs: 'قطعی', ps: 'یقیني' },
  deep_background: {
    en: 'on deep background',
    prs: 'بدون اشاره به منبع',
    ps: 'د سرچینې له یادولو پرته',
  },
  deferred: { en: 'deferred', prs: 'به تعویق افتاده', ps: 'ځنډول شوی' },
  denial: { en: 'denial', prs: 'تکذیب', ps: 'ردول' },
  direct: { en: 'direct', prs: 'مستقیم', ps: 'نېغ په نېغه' },
  embargoed_until: {
    en: 'under embargo',
    prs: 'نشر موکول به زمان معین',
    ps: 'تر ټاکلې مودې بندیز',
  },
  facilitator: { en: 'facilitator', prs: 'تسهیل‌کننده', ps: 'اسانتیا برابروونکی' },
  framework: { en: 'framework', prs: 'چارچوب', ps: 'چوکاټ' },
  government: { en: 'government', prs: 'حکومت', ps: 'حکومت' },
  guarantor: { en: 'guarantor', prs: 'ضامن', ps: 'ضامن' },
  host: { en: 'host', prs: 'میزبان', ps: 'کوربه' },
  indirect: { en: 'indirect', prs: 'غیرمستقیم', ps: 'غیر مستقیم' },
  likely: { en: 'likely', prs: 'محتمل', ps: 'احتمالي' },
  narrowed: { en: 'narrowed', prs: 'محدودشده', ps: 'محدود شوی' },
  observer: { en: 'observer', prs: 'ناظر', ps: 'څارونکی' },
  off: { en: 'off the record', prs: 'غیرقابل نشر', ps: 'د نه خپرېدو' },
  on: { en: 'on the record', prs: 'قابل نشر', ps: 'د خپرېدو وړ' },
  open: { en: 'open', prs: 'باز', ps: 'پرانیستی' },
  other: { en: 'other', prs: 'دیگر', ps: 'بل' },
  paraphrase: { en: 'paraphrase', prs: 'نقل به مضمون', ps: 'د مفهوم نقل' },
  planned: { en: 'planned', prs: 'برنامه‌ریزی‌شده', ps: 'پلان شوی' },
  prisoner_exchange: { en: 'prisoner exchange', prs: 'تبادلهٔ زندانیان', ps: 'د بندیانو تبادله' },
  proposed: { en: 'proposed', prs: 'پیشنهادشده', ps: 'وړاندیز شوی' },
  quote: { en: 'quotation', prs: 'نقل قول', ps: 'نقل قول' },
  stalled: { en: 'stalled', prs: 'متوقف', ps: 'درېدلی' },
  state: { en: 'state', prs: 'دولت', ps: 'دولت' },
  treaty: { en: 'treaty', prs: 'معاهده', ps: 'تړون' },
  truce: { en: 'truce', prs: 'متارکه', ps: 'متارکه' },
  uncertain: { en: 'uncertain', prs: 'نامعلوم', ps: 'ناڅرګند' },
  working: { en: 'working', prs: 'فعال', ps: 'فعال' },
} as const satisfies Record<Option, Readonly<Record<Language, string>>>

/** The words of a choice in the copy (rule M4). */
export function choiceWords(option: string, language: Language): string {
  return Object.hasOwn(WORDS, option) ? WORDS[option as Option][language] : option
}
