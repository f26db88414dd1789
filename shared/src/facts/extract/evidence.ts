import type { Sentence } from './copy.ts'
import type { NameHit } from './find-names.ts'

/** A sentence that says in what role somebody or somewhere appears. */
export interface Evidence {
  readonly hit: NameHit
  readonly sentence: Sentence
}

/** Words for talking: they make two names in one sentence parties, and a city a place of talks. */
export const TALKS =
  'talks|negotiations?|dialogue|peace|ceasefire|cease-fire|truce|armistice|agreement|accord|deal|summit|meetings?|mediation'

/** Words for what talks are about. */
export const CONFLICT =
  'war|conflict|fighting|clashes|hostilities|tensions?|dispute|standoff|border|prisoners?|hostages?|exchange|swap'

/** Whether a sentence is about talks or what they are about, in any of our languages. */
export const ABOUT_TALKS: RegExp = new RegExp(
  String.raw`\b(?:${TALKS}|${CONFLICT})\b|مذاکر|گفتگو|گفت‌وگو|گفت‌و‌گو|آتش‌بس|آتش بس|جنگ|تنش|درگیری|توافق|صلح|خبرې|خبرو|منځګړ|اوربند|غونډ|سوله`,
  'iu',
)

/** The words right before a group of names and right after it, within its sentence. */
export function around(sentence: Sentence, group: readonly NameHit[]): [string, string] {
  const [first, last] = [group[0], group.at(-1)]
  if (!first || !last) return ['', '']
  return [sentence.words(sentence.start, first.start), sentence.words(last.end, sentence.end)]
}

export const isActor = (hit: NameHit): boolean => hit.entity.kind !== 'city'
