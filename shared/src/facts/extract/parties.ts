import type { Copy, Sentence } from './copy.ts'
import { ABOUT_TALKS, around, CONFLICT, isActor, TALKS, type Evidence } from './evidence.ts'
import type { NameHit } from './find-names.ts'

const BETWEEN =
  /(?:\b(?:between|among)\s+(?:(?:the|both|representatives of|delegations from|delegations of|envoys from|forces from)\s+)*|(?:میان|بین)\s+)$/iu

const MEET =
  /^(?:,?\s+(?:(?:have|has|had|are|were|will|would|to|also|both|again|once|on\s+\w+|each|have\s+each|jointly|formally|provisionally)\s+)*(?:agreed?(?:\s+(?:to|on))?|sign(?:ed)?|met\b|meet\b|scheduled to (?:meet|resume|hold)|due to (?:meet|resume|hold)|expected to (?:meet|resume|hold)|set to (?:meet|resume|hold)|resum(?:ed?|ing)|h(?:old|eld) (?:\w+\s+)?(?:talks|negotiations)|beg[au]n (?:\w+\s+)?(?:talks|negotiations)|opened (?:\w+\s+)?(?:talks|negotiations)|exchanged? (?:fire|prisoners|accusations)|traded? (?:fire|accusations)|clashed?\b|disagree[ds]?\b|differ(?:ed)?\b|(?:are|remain(?:ed)?)\s+(?:at odds|divided|far apart|deadlocked)|trade(?:d)? blame|blamed? each other|accused each other|failed to (?:agree|reach)|reach(?:ed)? (?:an?|no) (?:\w+\s+)?(?:agreement|deal|truce|ceasefire)|extended? (?:the|a|their) (?:truce|ceasefire)))/iu

/** Pashto puts "between" after the names. */
const PASHTO_BETWEEN = /^\s+(?:ترمنځ|تر\s+منځ)/u

const WITH = new RegExp(
  String.raw`\b(?:${TALKS}|${CONFLICT})\s+(?:\w+\s+){0,3}?(?:with|against)\s+(?:the\s+)?$`,
  'iu',
)

/** "the talks of the Taliban and Pakistan" */
const PASHTO_TALKS = /^\s+(?:خبرې|مذاکرې|خبرو)(?!\p{L})/u
const COMPOUND = /^[-–]$/u
const COMPOUND_AFTER = new RegExp(String.raw`^\s+(?:\w+\s+){0,2}?(?:${TALKS}|${CONFLICT})\b`, 'iu')

/**
 * Who sits at the table or fights: two names joined where a sentence about talks or fighting puts
 * them between, lets them meet or agree, or joins them by a hyphen; or the two ends of "talks with".
 */
export function partyEvidence(copy: Copy): Evidence[] {
  return copy.sentences.flatMap((sentence) => {
    const actors = sentence.names.filter(isActor)
    const hits = [
      ...joined(sentence),
      ...(ABOUT_TALKS.test(sentence.words(sentence.start, sentence.end))
        ? twoEnds(sentence, actors)
        : []),
      ...compounds(sentence, actors),
    ]
    return hits.map((hit) => ({ hit, sentence }))
  })
}

function joined(sentence: Sentence): NameHit[] {
  return sentence.groups.flatMap((group) => {
    const actors = group.filter(isActor)
    if (actors.length < 2) return []
    const [before, after] = around(sentence, group)
    const aboutTalks = ABOUT_TALKS.test(sentence.words(sentence.start, sentence.end))
    const isBetween = BETWEEN.test(before) || PASHTO_BETWEEN.test(after) || PASHTO_TALKS.test(after)
    return (isBetween && aboutTalks) || MEET.test(after) ? actors : []
  })
}

function twoEnds(sentence: Sentence, actors: readonly NameHit[]): NameHit[] {
  return actors.flatMap((hit, index) => {
    if (hit.as === 'demonym' || !WITH.test(sentence.words(sentence.start, hit.start))) return []
    const other = actors.slice(0, index).findLast((one) => one.entity !== hit.entity)
    return other ? [other, hit] : []
  })
}

function compounds(sentence: Sentence, actors: readonly NameHit[]): NameHit[] {
  return actors.flatMap((hit, index) => {
    const next = actors[index + 1]
    if (!next || !COMPOUND.test(sentence.words(hit.end, next.start))) return []
    return COMPOUND_AFTER.test(sentence.words(next.end, sentence.end)) ? [hit, next] : []
  })
}
