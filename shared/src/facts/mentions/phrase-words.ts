import type { Language } from '../../story/meta-doc.ts'

const ORDINALS: Readonly<Record<Language, readonly string[]>> = {
  en: 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
  prs: 'اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم'.split(' '),
  ps: 'لومړی دوهم درېیم څلورم پنځم شپږم اووم اتم نهم لسم'.split(' '),
}

/** "second"; beyond the tenth, or for what counts nothing, undefined. */
export const ordinalWord = (n: number, language: Language): string | undefined =>
  ORDINALS[language][n - 1]

/** What a fact's place and day add to a phrase, each there or not. */
interface Where {
  readonly place: string | undefined
  readonly date: string | undefined
}

interface PhraseWords {
  readonly round: (ordinal: string, where: Where) => string
  readonly agreement: (what: string, where: Where) => string
  /** By the status of a mechanism. */
  readonly mechanism: Readonly<Record<string, (name: string) => string>>
  /** By the certainty of a meeting. */
  readonly meeting: Readonly<Record<string, (where: Where) => string>>
  readonly said: (words: string, speaker: string) => string
  readonly reported: (words: string, speaker: string) => string
  readonly position: (party: string, statement: string) => string
  readonly between: string
  readonly atLeast: (n: string) => string
  readonly upTo: (n: string) => string
  readonly range: (min: string, max: string) => string
  readonly accordingTo: (text: string, who: string) => string
  readonly role: (title: string, organisation: string | undefined, isFormer: boolean) => string
  readonly withRole: (name: string, role: string) => string
}

const words = (...parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(' ')

const en = ({ place, date }: Where) => words(place && `in ${place}`, date && `on ${date}`)
const prs = ({ place, date }: Where) => words(place && `در ${place}`, date && `در ${date}`)
const ps = ({ place, date }: Where) => words(place && `په ${place} کې`, date && `د ${date}`)

/** A quotation ends within its marks: “We go on,” but “Do we go on?” */
const quoted = (text: string) =>
  `“${/[.]$/u.test(text) ? text.slice(0, -1) : text}${/[?!…]$/u.test(text) ? '' : ','}”`
const withoutStop = (text: string) => text.replace(/[.؛;\s]+$/u, '')

/** How each kind of fact reads in running copy (rule M6), in the languages of the newsroom. */
export const PHRASE_WORDS: Readonly<Record<Language, PhraseWords>> = {
  en: {
    round: (ordinal, where) => {
      const at = en(where)
      return `the ${ordinal} round${at && `, ${at}`}`
    },
    agreement: (what, where) => words(`the ${what}`, en(where) && `agreed ${en(where)}`),
    mechanism: {
      proposed: (name) => `${name} has been proposed`,
      agreed: (name) => `${name} has been agreed`,
      working: (name) => `${name} is at work`,
      stalled: (name) => `${name} has stalled`,
    },
    meeting: {
      planned: (where) => words('a meeting is planned', en(where)),
      uncertain: (where) => words('a meeting may be held', en(where)),
      likely: (where) => words('a meeting is likely to be held', en(where)),
      certain: (where) => words('a meeting will be held', en(where)),
      cancelled: (where) => words('a meeting that was to be held', en(where), 'has been cancelled'),
    },
    said: (text, speaker) => `${quoted(text)} ${speaker} said`,
    reported: (text, speaker) => `${withoutStop(text)}, ${speaker} said`,
    position: (party, statement) => `${party} says ${withoutStop(statement)}`,
    between: '; ',
    atLeast: (n) => `at least ${n}`,
    upTo: (n) => `up to ${n}`,
    range: (min, max) => `between ${min} and ${max}`,
    accordingTo: (text, who) => `${text}, according to ${who}`,
    role: (title, organisation, isFormer) => words(isFormer ? 'former' : '', organisation, title),
    withRole: (name, role) => `${name}, ${role}`,
  },
  prs: {
    round: (ordinal, where) => words(`دور ${ordinal} مذاکرات`, prs(where)),
    agreement: (what, where) => words(what, prs(where) && `توافق‌شده ${prs(where)}`),
    mechanism: {
      proposed: (name) => `${name} پیشنهاد شده است`,
      agreed: (name) => `بر ${name} توافق شده است`,
      working: (name) => `${name} فعال است`,
      stalled: (name) => `${name} متوقف مانده است`,
    },
    meeting: {
      planned: (where) => words('قرار است نشستی', prs(where), 'برگزار شود'),
      uncertain: (where) => words('ممکن است نشستی', prs(where), 'برگزار شود'),
      likely: (where) => words('احتمال دارد نشستی', prs(where), 'برگزار شود'),
      certain: (where) => words('نشستی', prs(where), 'برگزار خواهد شد'),
      cancelled: (where) => words('نشستی که قرار بود', prs(where), 'برگزار شود لغو شده است'),
    },
    said: (text, speaker) => `${speaker} گفت: «${text}»`,
    reported: (text, speaker) => `${speaker} گفت که ${withoutStop(text)}`,
    position: (party, statement) => `${party} می‌گوید ${withoutStop(statement)}`,
    between: '؛ ',
    atLeast: (n) => `دست‌کم ${n}`,
    upTo: (n) => `تا ${n}`,
    range: (min, max) => `بین ${min} و ${max}`,
    accordingTo: (text, who) => `${text}، به گفتهٔ ${who}`,
    role: (title, organisation, isFormer) => words(title, isFormer ? 'پیشین' : '', organisation),
    withRole: (name, role) => `${name}، ${role}`,
  },
  ps: {
    round: (ordinal, where) => words(`د خبرو ${ordinal} پړاو`, ps(where)),
    agreement: (what, where) => words(ps(where) && `${ps(where)} هوکړه شوی`, what),
    mechanism: {
      proposed: (name) => `${name} وړاندیز شوی`,
      agreed: (name) => `پر ${name} هوکړه شوې`,
      working: (name) => `${name} فعال دی`,
      stalled: (name) => `${name} درېدلی دی`,
    },
    meeting: {
      planned: (where) => words('ټاکل شوې غونډه', ps(where), 'وشي'),
      uncertain: (where) => words('کېدای شي غونډه', ps(where), 'وشي'),
      likely: (where) => words('ښايي غونډه', ps(where), 'وشي'),
      certain: (where) => words('غونډه به', ps(where), 'وشي'),
      cancelled: (where) => words('هغه غونډه چې', ps(where), 'کېدله، لغوه شوې ده'),
    },
    said: (text, speaker) => `${speaker} وویل: «${text}»`,
    reported: (text, speaker) => `${speaker} وویل چې ${withoutStop(text)}`,
    position: (party, statement) => `${party} وايي ${withoutStop(statement)}`,
    between: '؛ ',
    atLeast: (n) => `لږ تر لږه ${n}`,
    upTo: (n) => `تر ${n} پورې`,
    range: (min, max) => `د ${min} او ${max} ترمنځ`,
    accordingTo: (text, who) => `${text}، د ${who} په وینا`,
    role: (title, organisation, isFormer) =>
      words(organisation && `د ${organisation}`, isFormer ? 'پخوانی' : '', title),
    withRole: (name, role) => `${name}، ${role}`,
  },
}
