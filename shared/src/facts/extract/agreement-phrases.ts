/** Words for one agreement, with the kind they make it. */
export interface AgreementPhrase {
  readonly kind: 'ceasefire' | 'truce' | 'prisoner_exchange' | 'framework' | 'treaty' | 'other'
  /** A name of its own: "Doha Agreement". */
  readonly isProper: boolean
  readonly name: string
  /** Within the words that were searched. */
  readonly start: number
  readonly end: number
}

const NOUN = '(?:agreements?|deal|accord|pact)'
const PHRASE = new RegExp(
  String.raw`(?<![\p{L}-])(?:(?<proper>(?:\p{Lu}[\p{L}-]+\s+){1,3}(?:Agreement|Accords?|Treaty|Protocol|Declaration|Pact))|(?<ceasefire>[Cc]ease-?fire(?:\s+${NOUN})?)|(?<truce>(?:[Tt]ruce|[Aa]rmistice)(?:\s+${NOUN})?)|(?<prisoner_exchange>(?:[Pp]risoner|[Hh]ostage|[Cc]aptive)s?\s+(?:exchange|swap)(?:\s+${NOUN})?)|(?<framework>[Ff]ramework\s+${NOUN})|(?<treaty>(?:[Pp]eace\s+)?treaty)|(?<other>[Pp]eace\s+${NOUN}))(?![\p{L}-])`,
  'gu',
)
/** What makes it a part of another thing: "ceasefire commission", "truce talks". */
const PART_OF =
  /^(?:['’]s)?\s+(?:talks|negotiations|monitor\w*|missions?|commissions?|committees?|mechanisms?|line|proposals?|plans?|violations?|efforts|offers?|texts?|drafts?|hopes?|terms|bid|push|calls?|appeal|implementation|verification|observers?|draft)\b/iu

/** The agreements that some words speak of, whether they exist or not. */
export function agreementPhrases(words: string): AgreementPhrase[] {
  return [...words.matchAll(PHRASE)].flatMap((match): AgreementPhrase[] => {
    const end = match.index + match[0].length
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0]
    if (kind === undefined) return []
    const isProper = kind === 'proper'
    if (!isProper && PART_OF.test(words.slice(end))) return []
    const name = match[0].replace(/^The\s+/u, '')
    const start = end - name.length
    return [
      { kind: isProper ? 'other' : (kind as AgreementPhrase['kind']), isProper, name, start, end },
    ]
  })
}

const DONE =
  'signed|reached|concluded|struck|sealed|agreed(?:\\s+(?:to|on|upon))?|announced|extended|renewed|brokered'
const DONE_BEFORE = new RegExp(
  String.raw`\b(?:${DONE})\s+(?:(?:an?|the|their|its)\s+)?(?:[\p{L}-]+\s+){0,3}?$`,
  'iu',
)
const DONE_AFTER = new RegExp(
  String.raw`^[^.;]{0,200}?\b(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?:\p{Ll}+ly\s+)?(?:signed|reached|concluded|struck|sealed|agreed|announced|brokered)\b|^\s*,?\s*(?:(?:that|which)\s+was\s+)?(?:signed|reached|concluded|struck|agreed)\b|^[^.;]{0,160}?\b(?:took|takes|came|comes|entered|went)\s+(?:in)?to?\s*(?:effect|force)\b|^\s+(?:expires?|expired|ended|collapsed|holds|held)\b`,
  'iu',
)
const DEFINITE = /\b(?:the|their|this|that)\s+(?:[\p{L}-]+\s+){0,2}?$/iu
const NOT_YET =
  /\b(?:no|not|any|without|never|if|hopes?\s+(?:of|for)|call(?:s|ed|ing)?\s+for|den(?:y|ied|ies)\b.*|failed\s+to|refus\w+\s+to|ready\s+to|want\w*\s+to|to|will|would|could|may|might|should|trying|try|seek\w*|propos\w+|possible|potential)\s+(?:[\p{L}-]+\s+){0,3}?$/iu

export type Standing = 'made' | 'known'

/**
 * Whether a sentence says that an agreement was made, or speaks of it as there ("the ceasefire").
 * @returns undefined for one that is wished for, denied or still to come
 */
export function standingOf(
  before: string,
  after: string,
  { isProper }: AgreementPhrase,
): Standing | undefined {
  const made = DONE_BEFORE.exec(before)
  const led = made ? before.slice(0, made.index) : before
  if (NOT_YET.test(`${led.trimEnd()} `) || /\b(?:no|any|without)\s+(?:an?\s+)?$/iu.test(before)) {
    return undefined
  }
  if (made || DONE_AFTER.test(after)) return 'made'
  return isProper || DEFINITE.test(before) ? 'known' : undefined
}
