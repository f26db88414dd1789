import { capital } from './capital.ts'
import { keptSpan, spanOf, type Draft, type Mint } from './draft.ts'
import { findNames } from './find-names.ts'
import type { Reading } from './readings.ts'
import type { Range } from './sentence-ranges.ts'

const POINT =
  '(?:contentious\\s+(?:issues?|points?|questions?)|sticking\\s+points?|points?\\s+of\\s+(?:contention|dispute|disagreement)|bones?\\s+of\\s+contention|stumbling\\s+blocks?|obstacles?|disputed\\s+(?:issues?|points?|questions?))'
const HOW =
  '(?:(?:the|its|their|main|key|major|biggest|chief|central|remaining|most|single|principal|last)\\s+)*'

const SUBJECT = new RegExp(
  String.raw`^(?<list>.{4,240}?),?\s+(?:were|was|are|is|remain(?:s|ed)?)\s+(?:still\s+|also\s+)?(?:among\s+|one\s+of\s+)?${HOW}${POINT}\b`,
  'iu',
)
const OBJECT = new RegExp(
  String.raw`\b${POINT}(?:\s+(?:in|of|between|at|for|to)\s+[^,.:;]{2,60}?)?\s*(?:\s(?:is|was|are|were|remains?|remained|includes?|included|including)(?:\s+(?:still|also))?\s+|:\s+)(?=(?<list>[^.;:]{4,240}))`,
  'giu',
)
const OVER = new RegExp(
  String.raw`\b(?:disagree[ds]?|disagreements?|differ(?:ed|s)?|differences|at\s+odds|divided|split|stalled|deadlock(?:ed)?|impasse|br(?:oke|oken|eak)\s+down|collapsed|bogged\s+down|far\s+apart|wrangling|dispute|quarrel(?:led|ling)?)\s+(?:[\p{L}-]+\s+){0,2}?(?:over|on|about|regarding|concerning)\s+(?=(?<list>[^.;:]{4,240}))`,
  'giu',
)
/** Where a list of things ends and the sentence goes on. */
const ENDS =
  /\s+(?:while|when|after|before|because|but|although|though|since|despite|if|until|which|(?<!\bwell\s)as\s+(?:the|they|both))\s|,\s+(?:who|which|where|with|according)\s/iu
const PARTS =
  /,\s+as\s+well\s+as\s+|\s+as\s+well\s+as\s+|,\s+(?:and\s+)?|\s+and\s+(?=(?:the|an?|its|their|how|who|whether|when|where)\s)/giu
const CLAUSE = /\b(?:is|are|was|were|has|have|had|will|would|said|says|did|does|do)\b/iu
const QUESTION = /^(?:how|who|whether|when|where|what|which)\b/iu
const LEAD =
  /^(?:(?:the|an?|its|their|both)\s+)?(?:(?:issues?|questions?|matters?)\s+of\s+)?(?:(?:the|an?|its|their)\s+)?/iu
const MAX_WORDS = 12

/** What the sides do not agree on, each once: what a sentence calls a point of contention. */
export function issueDrafts(readings: readonly Reading[], mint: Mint): Draft[] {
  const drafts = new Map<string, Draft>()
  for (const reading of readings) {
    for (const range of issuesIn(reading)) {
      const { block } = reading.unit
      const title = block.text.slice(range.start, range.end)
      const key = title.toLowerCase()
      const known = drafts.get(key)
      // Names within it stay mentions of their own.
      const span =
        findNames(title).length > 0 || title.length > 60
          ? keptSpan(block, range, 'title')
          : spanOf(block, range, 'title', 'plain')
      const shown = known?.fields['title'] === title ? span : keptSpan(block, range, 'title')
      drafts.set(
        key,
        known
          ? { ...known, spans: [...known.spans, shown] }
          : {
              id: mint(),
              type: 'issue',
              label: capital(title),
              fields: { title, state: 'open' },
              spans: [span],
              confidence: 0.75,
            },
      )
    }
  }
  return [...drafts.values()]
}

/** In the block. */
function issuesIn({ unit, attribution }: Reading): Range[] {
  const told = attribution?.kind === 'quote' ? undefined : attribution?.words[0]
  const from = told?.start ?? 0
  const words = unit.masked.slice(from, told?.end ?? unit.masked.length)
  const lists: { at: number; list: string }[] = []
  const subject = SUBJECT.exec(words)?.groups?.['list']
  if (subject !== undefined) lists.push({ at: words.indexOf(subject), list: subject })
  for (const pattern of [OBJECT, OVER]) {
    for (const match of words.matchAll(pattern)) {
      const list = match.groups?.['list'] ?? ''
      lists.push({ at: match.index + match[0].length, list })
    }
  }
  return lists.flatMap(({ at, list }) =>
    itemsOf(list).map(({ start, end }) => ({
      start: unit.start + from + at + start,
      end: unit.start + from + at + end,
    })),
  )
}

function itemsOf(list: string): Range[] {
  const cut = ENDS.exec(list)
  const whole = cut ? list.slice(0, cut.index) : list
  const items: Range[] = []
  let start = 0
  for (const match of [...whole.matchAll(PARTS), undefined]) {
    const end = match?.index ?? whole.length
    items.push(...lastOfMany(whole, { start, end }, match === undefined && items.length > 0))
    start = end + (match?.[0].length ?? 0)
  }
  const read: Range[] = []
  for (const item of items) {
    const one = bare(whole, item)
    const words = whole.slice(one.start, one.end)
    if (CLAUSE.test(words) && !QUESTION.test(words)) break
    const isThing = /^[\p{L}\d]/u.test(words) && words.split(/\s+/u).length <= MAX_WORDS
    if (isThing && words.length > 3) read.push(one)
  }
  return read
}

/** "oil, land and elections": after a comma the last "and" parts two things. */
function lastOfMany(text: string, range: Range, isLast: boolean): Range[] {
  const words = text.slice(range.start, range.end)
  const and = isLast ? / and /u.exec(words) : null
  if (!and) return [range]
  const at = range.start + and.index
  return [
    { start: range.start, end: at },
    { start: at + and[0].length, end: range.end },
  ]
}

function bare(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end)
  const lead = LEAD.exec(words.trimStart())?.[0].length ?? 0
  const from = start + (words.length - words.trimStart().length) + lead
  return { start: from, end: Math.max(from, start + words.trimEnd().length) }
}
