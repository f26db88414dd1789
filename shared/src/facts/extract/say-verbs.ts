/** Verbs that report speech, as a pattern with the group `verb`. */
const VERBS =
  'said|says|say|told|adds|added|warned|warns|stressed|emphasi[sz]ed|insisted|insists|claimed|claims|argued|argues|confirmed|declared|noted|stated|explained|acknowledged|announced|announces|wrote|vowed|denied|denies|reported|conceded|admitted|recalled|joked|predicted|believes?|described|replied|continued|cautioned|reiterated|pledged|promised'
const AUXILIARY =
  '(?:(?:has|have|had|also|later|earlier|then|again|once\\s+again|repeatedly|publicly|however|meanwhile|still|previously|once)\\s+)*'

/** A verb of saying with what belongs to it, wherever it stands. */
export const SAY: RegExp = new RegExp(
  String.raw`(?<![\p{L}\p{M}’'-])${AUXILIARY}(?<verb>${VERBS})(?![\p{L}\p{M}’'-])`,
  'giu',
)

const DAY =
  '(?:(?:late|early)\\s+)?(?:on\\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today|earlier)(?:\\s+(?:morning|afternoon|evening|night))?'
const WHERE =
  '(?:(?:on|in|at|during|after|before|through|via|to|from|ahead\\s+of|late|early)\\s+[^,.:;“"«]{1,80}?)'

/** Between "said" and what was said: when, where and to whom, ending in "that". */
export const UNTIL_THAT: RegExp = new RegExp(
  String.raw`^(?:,?\s+(?:${DAY}|${WHERE}|again))*,?\s+that\s+`,
  'iu',
)
/** "told reporters in Geneva that": whoever was told comes before it. */
export const UNTIL_THAT_TOLD: RegExp = /^\s+[^.:;“"«]{1,120}?,?\s+that\s+/iu
/** The same without "that": only when, and "in a statement" or "on X", lie between. */
export const UNTIL_CLAUSE: RegExp = new RegExp(
  String.raw`^(?:\s+${DAY})?(?:,?\s+in\s+an?\s+(?:[\p{L}-]+\s+){0,3}(?:statement|address|interview|speech|message|post|letter|report)(?:\s+on\s+\p{L}+)?,?)?(?:\s+on\s+(?:X|Telegram|Facebook|state\s+television))?(?:\s+${DAY})?,?\s+`,
  'iu',
)
/** "told Coast Wire the draft …": whom, and the first word of a clause. */
export const UNTIL_CLAUSE_TOLD: RegExp =
  /^\s+(?:reporters|journalists|lawmakers|parliament|state\s+(?:TV|television)|(?:the\s+)?\p{Lu}[\p{L}.]*(?:\s+\p{Lu}[\p{L}.]*){0,3})\s+(?=(?:the|it|he|she|they|there|its|his|her|their|an?|no|both|all)\s)/u
/** Before a quotation: "said in Geneva:". */
export const UNTIL_QUOTE: RegExp = new RegExp(
  String.raw`^(?:,?\s+(?:${DAY}|${WHERE}|again))*(?:[:,]|\s+that)?\s+(?=[“"«„])`,
  'iu',
)
/** "told reporters in Geneva:". */
export const UNTIL_QUOTE_TOLD: RegExp = /^(?:\s+[^.:;“"«]{1,100}?)?(?:[:,]|\s+that)?\s+(?=[“"«„])/u
/** After "said" when all that was said came before: when and where. */
export const ONLY_WHEN: RegExp = new RegExp(
  String.raw`^(?:\s+(?:${DAY}|${WHERE}))*\s*(?:$|[.,;])`,
  'iu',
)
/** To whom something was told: it needs "that", a quotation, or nothing more. */
export const needsThat = (verb: string): boolean =>
  /^(?:told|announced?s?|confirmed|emphasi[sz]ed|noted|declared|acknowledged|reported|recalled|reiterated|described|pledged|promised|continued|replied)$/iu.test(
    verb,
  )
