import type { Language } from '../../story/meta-doc.ts'
import { foldScript, nativeDigits } from '../dates/month-names.ts'

/** Numbers as copy spells them, from one on. */
const NUMBERS: Readonly<Record<Language, readonly string[]>> = {
  en: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  ),
  prs: 'یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده'.split(' '),
  ps: 'یو دوه درې څلور پنځه شپږ اووه اته نهه لس یوولس دولس'.split(' '),
}

const ORDINALS: Readonly<Record<Language, readonly string[]>> = {
  en: 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
  prs: 'اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم'.split(' '),
  ps: 'لومړی دویم دریم څلورم پنځم شپږم اووم اتم نهم لسم'.split(' '),
}

/** Pieces of patterns that match a written number or ordinal of a language. */
export const numberPattern = (language: Language): string =>
  String.raw`(?:\d{1,3}|${pieces(NUMBERS[language])})`
export const ordinalPattern = (language: Language): string =>
  language === 'en'
    ? String.raw`(?:\d{1,2}(?:st|nd|rd|th)|${pieces(ORDINALS.en)})`
    : `(?:${pieces(ORDINALS[language])})`

const pieces = (words: readonly string[]) =>
  words
    .map(foldScript)
    .toSorted((a, b) => b.length - a.length)
    .join('|')

/** The number that some words say; undefined when they say none. */
export const readNumber = (words: string, language: Language): number | undefined =>
  read(words, NUMBERS[language])
export const readOrdinal = (words: string, language: Language): number | undefined =>
  read(words, ORDINALS[language])

function read(words: string, names: readonly string[]): number | undefined {
  const plain = foldScript(words.trim().toLowerCase())
  const digits = /^\d+/u.exec(plain)?.[0]
  if (digits) return Number(digits)
  const index = names.findIndex((name) => foldScript(name) === plain)
  return index < 0 ? undefined : index + 1
}

/** Another number, written as this one was: in words or digits, with a capital or without. */
export function numberLike(words: string, value: number, language: Language): string {
  const name = /\d/u.test(foldScript(words)) ? undefined : NUMBERS[language][value - 1]
  return name === undefined ? nativeDigits(String(value), language) : cased(words, name)
}

export function ordinalLike(words: string, value: number, language: Language): string {
  const name = /\d/u.test(words) ? undefined : ORDINALS[language][value - 1]
  return name === undefined ? `${value}${suffix(value)}` : cased(words, name)
}

/** "first", for a message. */
export const ordinalName = (value: number): string => ORDINALS.en[value - 1] ?? `${value}th`

const cased = (words: string, name: string): string =>
  /^\p{Lu}/u.test(words) ? name.charAt(0).toUpperCase() + name.slice(1) : name

function suffix(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th'
}
