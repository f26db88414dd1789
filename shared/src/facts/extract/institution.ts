const BODY =
  '(?:[Mm]inistry|[Gg]overnment|[Aa]rmy|[Mm]ilitary|[Nn]avy|[Pp]olice|[Oo]ffice|[Cc]ommission|[Cc]ommittee|[Cc]ourt|[Ee]mbassy|[Pp]residency|[Pp]arliament|[Aa]gency|[Mm]edia|[Uu]nion|[Cc]ouncil|[Dd]epartment|[Pp]alace|[Dd]elegation|[Oo]pposition|[Jj]unta|[Rr]ebels|[Aa]uthority|[Aa]uthorities|[Mm]ission|[Pp]arty|[Cc]abinet|[Bb]ank)'
/** A person known by the office alone: "the minister", "a Taliban spokesman". */
const OFFICE =
  '(?:[Ss]pokes(?:man|woman|person)|[Mm]inister|[Pp]resident|[Gg]overnor|[Mm]ayor|[Aa]mbassador|[Ee]nvoy|[Gg]eneral|[Kk]ing|[Cc]hairman|[Dd]irector)'
const WORD = String.raw`[\p{L}\p{M}.’'-]+`
const OF = String.raw`(?:\s+(?:of|for)\s+(?:the\s+)?${WORD}(?:\s+${WORD}){0,4})?`

const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`^(?:the\s+|its\s+|their\s+)?(?:${WORD}\s+){0,4}${BODY}${OF}$`, 'iu'),
  new RegExp(String.raw`^(?:the|a|an)\s+(?:${WORD}\s+){0,4}${OFFICE}${OF}$`, 'iu'),
]
/** Two to five capitalised words: a body with a name of its own. */
const NAMED =
  /^(?:the\s+)?\p{Lu}[\p{L}\p{M}.’'-]+(?:\s+(?:(?:of|for|and|the|on)\s+){0,2}\p{Lu}[\p{L}\p{M}.’'-]+){1,5}$/iu
const AGENCY =
  /^(?:Reuters|AP|AFP|BBC|the BBC|CNN|Interfax|TASS|Xinhua|Anadolu|IRNA|APP|PTI|SANA|WAFA|Bakhtar|Dawn|Khaama|Pajhwok|Al Jazeera|Amaq)$/u
const VERB =
  /\b(?:said|says|told|was|were|is|are|has|had|have|will|would|that|when|while|after|before|because|if|but|in|on|at|by|with|from)\b/iu

/**
 * A body, or an office, that speaks: "the Saudi foreign ministry", "Human Rights Watch", "the
 * minister". @returns its words without the article
 */
export function institutionIn(words: string): string | undefined {
  const bare = words.trim().replace(/,$/u, '')
  if (bare.length > 120 || VERB.test(bare)) return undefined
  const isNamed = /\p{Lu}.*\s\p{Lu}/u.test(bare) && NAMED.test(bare)
  if (AGENCY.test(bare)) return bare
  if (!isNamed && !FORMS.some((form) => form.test(bare))) return undefined
  return bare.replace(/^(?:the|an?|its|their)\s+/iu, '')
}
