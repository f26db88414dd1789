import type { ParsedDate } from '../dates/parse-date.ts'
import type { FieldValue } from '../field-spec.ts'
import type { Copy, Sentence } from './copy.ts'
import type { DatedDraft } from './dated.ts'
import { dateKey } from './dated.ts'
import type { Draft, Mint } from './draft.ts'
import type { NameHit } from './find-names.ts'

const GATHER =
  '(?:meet(?:ing)?(?: again)?|reconvene|gather|return to (?:the table|talks)|resume|hold (?:\\w+ ){0,4}(?:talks|negotiations|meeting|round|session))'
const CUES: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:scheduled|due|set|expected|likely|agreed|plan(?:s|ned|ning)?|slated|will|would|may|might|could|to)\s+(?:again\s+)?(?:to\s+)?${GATHER}\b`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:next|follow-up|another|further|second|third|fourth|fifth|new)\s+(?:round(?:\s+of\s+(?:\w+\s+)?(?:talks|negotiations))?|meeting|session|talks)\s+(?:\w+\s+){0,3}?(?:(?:will|would|is|are|may|might|could)\s+(?:be\s+|likely\s+|now\s+)*(?:held|take\s+place|scheduled|due|set|expected|planned|begin|start|open)|(?:was|were|has\s+been|have\s+been|is|are)\s+(?:postponed|cancell?ed|called\s+off|to\s+(?:be\s+held|begin|start|open|take\s+place)))`,
    'iu',
  ),
  /قرار است.{0,60}(?:دیدار|ملاقات|گفتگو|مذاکره|نشست)|(?:دور بعدی|نشست بعدی)/u,
]

type Certainty = 'planned' | 'uncertain' | 'likely' | 'cancelled'

/**
 * The next meeting: a sentence that lets people meet again on a date still to come. Its certainty
 * follows the verb: scheduled, expected, may, called off.
 */
export function meetingDrafts(
  copy: Copy,
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): DatedDraft[] {
  const found = new Map<string, DatedDraft>()
  for (const sentence of copy.sentences) {
    const meeting = meetingIn(sentence, copy, names, mint)
    if (meeting?.date && !found.has(dateKey(meeting.date)))
      found.set(dateKey(meeting.date), meeting)
  }
  return [...found.values()]
}

function meetingIn(
  sentence: Sentence,
  copy: Copy,
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): DatedDraft | undefined {
  const words = sentence.words(sentence.start, sentence.end)
  const cue = CUES.map((pattern) => pattern.exec(words)).find((match) => match !== null)
  if (
    !cue ||
    copy.isQuoted(sentence.block, sentence.start + cue.index, sentence.start + cue.index + 1)
  ) {
    return undefined
  }
  const at = sentence.start + cue.index
  const date = sentence.dates.find((one) => one.start > at) ?? opening(sentence, at)
  if (!date || date.value.precision === 'month') return undefined
  const placeHit = placeNear(sentence, at, names)
  const place = placeHit && names.get(placeHit.entity.key)
  const announcers = announcersOf(sentence, at, names)
  const fields: Record<string, FieldValue> = {
    title: 'Next meeting',
    date: date.value,
    certainty: certaintyOf(words.slice(Math.max(0, cue.index - 30))),
    ...(place && { place: place.id }),
    ...(announcers.length > 0 && { announcedBy: announcers }),
  }
  const label = placeHit ? `Next meeting in ${placeHit.text}` : 'Next meeting'
  return {
    draft: {
      id: mint(),
      type: 'meeting',
      label,
      fields,
      spans: [],
      confidence: place ? 0.9 : 0.75,
    },
    field: 'date',
    date,
  }
}

/** "On November 6, the sides are due to meet": the date may come first, if it opens the sentence. */
const opening = (sentence: Sentence, cue: number): ParsedDate | undefined =>
  sentence.dates.find((one) => one.end <= cue && one.start - sentence.start <= 4)

function placeNear(
  sentence: Sentence,
  cue: number,
  names: ReadonlyMap<string, Draft>,
): NameHit | undefined {
  return sentence.names.find(
    (hit) => hit.start > cue && names.get(hit.entity.key)?.type === 'place',
  )
}

/** "Turkey and Qatar said in a statement that …": who opens the sentence and says. */
function announcersOf(
  sentence: Sentence,
  cue: number,
  names: ReadonlyMap<string, Draft>,
): readonly string[] {
  const [group] = sentence.groups
  const [first, last] = [group?.[0], group?.at(-1)]
  if (!group || !first || !last || first.start - sentence.start > 6 || last.end > cue) return []
  if (
    !/^\s+(?:\w+\s+)?(?:said|announced|declared|confirmed)\b/iu.test(sentence.words(last.end, cue))
  ) {
    return []
  }
  return group
    .map((hit) => names.get(hit.entity.key))
    .filter((draft) => draft?.type === 'mediator' || draft?.type === 'party')
    .map((draft) => draft?.id ?? '')
}

function certaintyOf(words: string): Certainty {
  if (/\b(?:postponed|cancell?ed|called\s+off)\b/iu.test(words)) return 'cancelled'
  if (/\b(?:may|might|could|possibly)\b/iu.test(words)) return 'uncertain'
  return /\b(?:expected|likely)\b/iu.test(words) ? 'likely' : 'planned'
}
