import { findNames } from './find-names.ts'

/** Honorifics stand before a name without being part of it; "Mullah" and "Sheikh" are part of it. */
const HONORIFIC = String.raw`(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+|(?:Sir|Dame|Lord|Lady)\s+)?`
const WORD = String.raw`(?:\p{Lu}\.|(?:[ODdL]['’])?\p{Lu}[\p{L}\p{M}]+(?:[-'’](?!s(?!\p{L}))\p{L}[\p{L}\p{M}]*)*)`
const PARTICLE =
  '(?:(?:bin|bint|ibn|van|von|der|den|de|del|della|da|dos|la|el|al|ul|ur|e)\\s+){0,3}'
const ARABIC = String.raw`(?:[Aa]l|[Ee]l|[Aa]n|[Uu]l)[-–]\p{Lu}[\p{L}\p{M}]+`

/** The pattern of a name of two to five parts in Latin script, as `(?<name>…)`. */
export const NAME_PATTERN: string = String.raw`${HONORIFIC}(?<name>${WORD}(?:\s+(?:${PARTICLE}${WORD}|${ARABIC})){1,4})(?![\p{L}\p{M}]|['’](?!s(?!\p{L}))\p{L})`

/** Words that make a capitalised phrase something other than a person. */
const NOT_A_PERSON =
  /(?:^|\s)(?:Watch|International|News|Agency|Times|Post|Journal|Wire|Press|Ministry|Council|Committee|Commission|Organi[sz]ation|Bank|Fund|Party|Union|Army|Navy|Forces?|Front|Group|Institute|University|Court|House|Office|Department|Network|Radio|TV|Television|Media|Company|Corp|Inc|Ltd|League|Movement|Government|Cent(?:re|er)|Programme|Program|Association|Federation|Airlines|Hospital|Nations|Crescent|Cross|Brigades?|Police|Agreement|Accords?|Treaty|Protocol|Talks|Summit|Conference|Street|Square|River|Province|District|Region|State|States|Republic|Kingdom|Islands?|City|Airport|Crossing|Bridge|Minister|President|Secretary|General|Spokesman|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|The|This|That|These|Those|In|On|At|By|But|And|For|From|With|After|Before|When|While|Under|Since|He|She|It|They|We|Both|Two|All|According|Prime|Foreign|Defen[cs]e|Interior|North|South|East|West|Security|Human|Rights|Peace|Doctors|Borders)(?=\s|$)/u

/** Whether capitalised words may be a person's name, as far as their words tell. */
export function mayBePerson(name: string): boolean {
  if (NOT_A_PERSON.test(name)) return false
  const [hit] = findNames(name)
  return hit?.text !== name
}

/** "Mujahid" of "Zabihullah Mujahid"; "al-Thani" of "Mohammed al-Thani". */
export const surnameOf = (name: string): string => name.split(/\s+/u).at(-1) ?? name
