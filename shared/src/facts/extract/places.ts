import type { Copy } from './copy.ts'
import { ABOUT_TALKS, TALKS, type Evidence } from './evidence.ts'

const BEFORE =
  /\b(?:in|at|near|from|to|outside|around|nears|neared|reach(?:es|ed)?|left|hits|visited|entered|seized|captured|took|stormed|bombed|struck|via|of)\s+(?:the\s+(?:city|town|capital) of\s+)?$/iu
const LOCATED = /\b(?:in|at)\s+$/iu
const AFTER = new RegExp(String.raw`^\s+(?:\w+\s+){0,1}?(?:${TALKS}|round|conference)\b`, 'iu')
const SCRIPT_BEFORE = /(?:در|به|شهر)\s+$/u
/** Pashto says "in" around the name. */
const PASHTO_BEFORE = /(?:په|له)\s+$/u
const PASHTO_AFTER = /^\s+(?:کې|کښې|ته|څخه)(?!\p{L})/u
/** "Kabul said" is a government speaking, not a place. */
const SPEAKS =
  /^(?:['’]s)?\s+(?:has\s+|have\s+)?(?:said|says|accused|accuses|denied|denies|warned|warns|rejected|insists?|wants?|claimed|blamed|called|announced|agreed|refused)\b/iu

/** Cities where something happens, and countries where talks are held. */
export function placeEvidence(copy: Copy): Evidence[] {
  return copy.sentences.flatMap((sentence) =>
    sentence.names
      .filter((hit) => {
        if (hit.as !== 'name' || hit.entity.kind === 'group' || hit.entity.kind === 'bloc')
          return false
        const before = sentence.words(sentence.start, hit.start)
        const after = sentence.words(hit.end, sentence.end)
        if (SPEAKS.test(after)) return false
        if (hit.entity.kind === 'city') {
          const isPashto = PASHTO_BEFORE.test(before) && PASHTO_AFTER.test(after)
          return BEFORE.test(before) || SCRIPT_BEFORE.test(before) || AFTER.test(after) || isPashto
        }
        return (
          LOCATED.test(before) && ABOUT_TALKS.test(sentence.words(sentence.start, sentence.end))
        )
      })
      .map((hit) => ({ hit, sentence })),
  )
}
