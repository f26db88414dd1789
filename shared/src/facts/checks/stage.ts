import { perRoot } from '../../story/per-root.ts'
import type { Fact } from '../fact.ts'
import { choiceWords } from '../mentions/choice-words.ts'
import type { CheckFix, CheckWorld, Spotted } from './finding.ts'
import { daysOf, factsOfType, spanOfDays, textOf } from './known-facts.ts'
import type { Reading } from './reading.ts'
import { showDays } from './show-days.ts'

const DETERMINER = String.raw`(?:the|a|an|its|their|this|that|new|joint)`
const VERB = 'agreed|signed|approved|adopted|established|launched|set\\s+up'
/** "agreed on a joint …", "signed the …" */
const BEFORE = new RegExp(
  `(?<![\\p{L}-])(${VERB})\\s+(?:(?:on|to|upon)\\s+)?(?:${DETERMINER}\\s+){0,2}$`,
  'iu',
)
/** "… was agreed", "…, agreed on Sunday" */
const BEHIND = new RegExp(
  `^(?:,?\\s+(?:which\\s+)?(?:was|were|has\\s+been|have\\s+been|is|are)\\s+|,\\s+)(?:finally\\s+|formally\\s+)?(${VERB})(?![\\p{L}-])`,
  'iu',
)
const UNSURE =
  /\b(?:not|never|no|yet|nor|neither|if|whether|unless|until|would|could|should|may|might|must|to\s+be|without|almost|nearly|cannot)\b[^,;.]{0,40}$|n['’]t\b[^,;.]{0,40}$/iu

interface Staged {
  readonly fact: Fact
  readonly name: string | undefined
  /** Why it cannot be called agreed or signed yet. */
  readonly status?: 'proposed' | 'stalled' | 'open' | 'deferred'
  readonly signedOn?: string
}

/** Facts that are not there yet: a mechanism, an issue, an agreement whose day is still to come. */
const stagedOf = perRoot((world: CheckWorld): readonly Staged[] => [
  ...factsOfType(world, 'mechanism').flatMap((fact): Staged[] => {
    const status = textOf(fact, 'status')
    if (status !== 'proposed' && status !== 'stalled') return []
    return [{ fact, name: textOf(fact, 'name'), status }]
  }),
  ...factsOfType(world, 'issue').flatMap((fact): Staged[] => {
    const status = textOf(fact, 'state')
    if (status !== 'open' && status !== 'deferred') return []
    return [{ fact, name: textOf(fact, 'title'), status }]
  }),
  ...factsOfType(world, 'agreement').flatMap((fact): Staged[] => {
    const signed = daysOf(fact, 'signedOn')
    const signedOn = signed && spanOfDays(signed).start
    return signedOn && signedOn > world.today
      ? [{ fact, name: textOf(fact, 'name'), signedOn }]
      : []
  }),
])

/** [K9] "Agreed" or "signed" of something that, as the facts know, is only proposed, open or to come. */
export function stage(reading: Reading): readonly Spotted[] {
  if (reading.world.language !== 'en') return []
  return stagedOf(reading.world).flatMap((staged) =>
    placesOf(reading, staged).flatMap(([start, end]) => {
      const verb = verbBeside(reading, start, end)
      return verb && !reading.isQuoted(...verb) ? [finding(reading, staged, verb)] : []
    }),
  )
}

function placesOf({ text, block }: Reading, { fact, name }: Staged) {
  const places = block.mentions
    .filter(({ factId, field }) => factId === fact.id && ['name', 'title', 'label'].includes(field))
    .map(({ start, end }) => [start, end] as const)
  // One common word, such as "ceasefire", names no one thing.
  if (!name?.includes(' ')) return places
  const folded = text.toLowerCase()
  const wanted = name.toLowerCase()
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    if (!places.some(([start]) => start === at)) places.push([at, at + name.length])
  }
  return places
}

function verbBeside(
  reading: Reading,
  start: number,
  end: number,
): readonly [number, number] | undefined {
  const { text } = reading
  const sentence = reading.sentenceAt(start)
  const behind = BEHIND.exec(text.slice(end, sentence.end))
  if (behind?.[1]) {
    const at = end + behind[0].length - behind[1].length
    return UNSURE.test(text.slice(end, at)) ? undefined : [at, at + behind[1].length]
  }
  const before = BEFORE.exec(text.slice(sentence.start, start))
  if (!before?.[1]) return undefined
  const at = sentence.start + before.index
  return UNSURE.test(text.slice(sentence.start, at)) ? undefined : [at, at + before[1].length]
}

function finding(
  reading: Reading,
  { fact, status, signedOn }: Staged,
  [start, end]: readonly [number, number],
): Spotted {
  const written = reading.text.slice(start, end)
  const common = { rule: 'stage', severity: 'warning', start, end } as const
  if (!status) {
    const date = showDays({ start: signedOn ?? '', end: signedOn ?? '' })
    const params = { fact: fact.label, written, date }
    return { ...common, message: { key: 'stage-date', params }, subject: `${fact.id} ${signedOn}` }
  }
  const params = { fact: fact.label, written, status: choiceWords(status, 'en') }
  const field = fact.type === 'issue' ? 'state' : 'status'
  const fix: CheckFix = {
    kind: 'set-field',
    factId: fact.id,
    field,
    value: 'agreed',
    words: choiceWords('agreed', 'en'),
  }
  return { ...common, message: { key: 'stage', params }, subject: `${fact.id} ${status}`, fix }
}
