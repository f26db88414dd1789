const MANY =
  '(?:sources|officials|diplomats|experts|analysts|observers|witnesses|residents|negotiators|mediators|aides|insiders|commanders|delegates|activists|medics|lawmakers|members)'
const ONE =
  '(?:source|official|diplomat|expert|analyst|observer|witness|resident|negotiator|mediator|aide|insider|commander|delegate|activist|medic|lawmaker|member|officer|person|trader|doctor|adviser|advisor)'
const COUNT = '(?:one|two|three|four|five|several|some|many|most|a\\s+number|a\\s+few|both)'
const MODIFIERS = String.raw`(?:[\p{L}\p{M}’'.-]+\s+){0,4}?`
/** What goes on to describe them: "in the room", "familiar with the talks", "who asked not to be named". */
const TAIL = String.raw`(?:\s+(?:of|to|in|at|from|with|within|on|close\s+to|near|familiar\s+with|briefed\s+on|involved\s+in|present\s+at|who|on\s+both\s+sides)\s+(?:[\p{L}\p{M}’'-]+\s*){1,6}?)?`
const HIDDEN = String.raw`(?:,?\s+(?:who|which)\s+[^,]{0,60}?\b(?:not\s+to\s+be\s+(?:named|identified)|anonymity|not\s+authori[sz]ed)[^,]{0,60}|,?\s+(?:speaking|talking|requesting|insisting)\s+(?:on|under)?\s*(?:the\s+)?(?:condition\s+of\s+)?anonymity)?`

const FORMS: readonly RegExp[] = [
  new RegExp(
    String.raw`^${COUNT}\s+of\s+(?:the|their|its|his|her)\s+${MODIFIERS}${MANY}${TAIL}${HIDDEN}$`,
    'iu',
  ),
  new RegExp(String.raw`^(?:(?:an?|another|one)\s+)${MODIFIERS}${ONE}${TAIL}${HIDDEN}$`, 'iu'),
  new RegExp(String.raw`^(?:${COUNT}\s+)?${MODIFIERS}${MANY}${TAIL}${HIDDEN}$`, 'iu'),
  new RegExp(
    String.raw`^(?:an?\s+person|(?:${COUNT}\s+)?people|persons|those|somebody|someone)\s+(?:familiar\s+with|close\s+to|briefed\s+on|with\s+knowledge\s+of|involved\s+in|present\s+at)\s+[^,]{3,60}${HIDDEN}$`,
    'iu',
  ),
]

/** Any plural of people: "traders", "local doctors". Things that speak have names. */
const PLURAL =
  /^(?:(?:local|senior|western|independent|foreign|regional|some|many|several)\s+){0,2}(?:\p{L}\p{Ll}+\s+)?\p{L}\p{Ll}{3,}s$/iu
const NOT_PEOPLE =
  /(?:^|\s)(?:the|this|these|those|its|his|her|their|whose|news|ours|theirs|always|perhaps|sometimes|besides|nevertheless|reports|forces|troops|headquarters|sides|parties|states|nations|talks|media|reuters|police)$/iu

/**
 * Somebody who is described and not named: "informed sources", "a senior official who asked not to
 * be named", "experts". @returns the description as the copy has it
 */
export function anonymousIn(words: string): string | undefined {
  const bare = words.trim().replace(/,$/u, '')
  if (bare.length > 200 || /^(?:the|its|their|his|her)\s/iu.test(bare)) return undefined
  if (FORMS.some((form) => form.test(bare))) return bare
  return PLURAL.test(bare) && !NOT_PEOPLE.test(bare) && !/^\p{Lu}.*\s\p{Lu}/u.test(bare)
    ? bare
    : undefined
}
