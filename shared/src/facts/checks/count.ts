import { perRoot } from '../../story/per-root.ts'
import { foldScript } from '../dates/month-names.ts'
import type { CheckWorld, Spotted } from './finding.ts'
import { factsOfType, idsOf, knownFact, textOf } from './known-facts.ts'
import { numberLike, numberPattern, readNumber } from './number-words.ts'
import type { Reading } from './reading.ts'

type Part = 'mediators' | 'parties'

const rule = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{M}\\p{N}-])${pattern}`, 'giu')
/** Group 1 is the number, or "both". */
const PATTERNS: Readonly<Record<CheckWorld['language'], Readonly<Record<Part, RegExp>>>> = {
  en: {
    mediators: rule(
      `the\\s+(${numberPattern('en')})\\s+(?:mediators|mediating\\s+(?:states|countries|nations|governments|parties))(?![\\p{L}-])`,
    ),
    parties: rule(
      `the\\s+(${numberPattern('en')})\\s+(?:(?:warring|rival)\\s+)?(?:parties|sides|delegations)(?![\\p{L}-])`,
    ),
  },
  prs: {
    mediators: rule(`(${numberPattern('prs')})\\s+(?:کشور\\s+)?میانجی(?![\\p{L}\\p{M}])`),
    parties: rule(`(${numberPattern('prs')})\\s+(?:طرف|جانب)(?![\\p{L}\\p{M}])`),
  },
  ps: {
    mediators: rule(`(${numberPattern('ps')})\\s+منځګړ(?:ی|ي|و)(?![\\p{L}\\p{M}])`),
    parties: rule(`(${numberPattern('ps')})\\s+(?:خواوې|لوري)(?![\\p{L}\\p{M}])`),
  },
}

/** [K5] "The two mediators" where three are listed, in the sentence or in the facts. */
export function count(reading: Reading): readonly Spotted[] {
  const { language } = reading.world
  const folded = foldScript(reading.text)
  return (['mediators', 'parties'] as const).flatMap((part) =>
    [...folded.matchAll(PATTERNS[language][part])].flatMap((match): Spotted[] => {
      const start = match.index + match[0].indexOf(match[1] ?? '')
      const end = start + (match[1] ?? '').length
      const written = reading.text.slice(start, end)
      const said = readNumber(written, language)
      if (said === undefined || !reading.isPlain(start, end)) return []
      const listed = listBehind(reading, match.index + match[0].length, part)
      const known = listed ? [listed] : knownLists(reading.world)[part]
      if (known.length === 0 || known.some(({ names }) => names.length === said)) return []
      const [first] = known
      const isClear = first && known.every(({ names }) => names.length === first.names.length)
      if (!first || !isClear) return []
      const right = numberLike(written, first.names.length, language)
      return [
        {
          rule: 'count',
          severity: 'warning',
          start,
          end,
          message: { key: 'count', params: { written, right, names: first.names.join(', ') } },
          subject: `${part} ${first.names.length}`,
          ...reading.replace(start, end, right),
        },
      ]
    }),
  )
}

interface List {
  readonly names: readonly string[]
}

/** The lists of a part in the facts that name two or more; one alone may be all that was entered yet. */
const knownLists = perRoot((world: CheckWorld): Readonly<Record<Part, readonly List[]>> => {
  const nameOf = (id: string) => {
    const fact = knownFact(world, id)
    return fact && (textOf(fact, 'name') ?? fact.label)
  }
  const lists = (part: Part, type: 'mediator' | 'party'): readonly List[] =>
    [
      ...factsOfType(world, 'round').map((round) => idsOf(round, part).map(nameOf)),
      factsOfType(world, type).map(({ id }) => nameOf(id)),
    ]
      .map((names) => ({ names: names.filter((name) => name !== undefined) }))
      .filter(({ names }) => names.length >= 2)
  return { mediators: lists('mediators', 'mediator'), parties: lists('parties', 'party') }
})

const NAME = String.raw`(?:the\s+)?\p{Lu}[\p{L}.’'-]*(?:\s+(?:of\s+)?\p{Lu}[\p{L}.’'-]*){0,3}`
const LISTED = new RegExp(
  `^\\s*[,:—–(]\\s*(${NAME}(?:,\\s+${NAME}){0,8},?\\s+and\\s+${NAME})\\s*[,.;)—–:]`,
  'u',
)

/** The names listed right behind the words: a mention of a list, or names in English copy. */
function listBehind({ text, block, world }: Reading, end: number, part: Part): List | undefined {
  const mention = block.mentions.find(
    ({ start, field }) => start >= end && start - end <= 3 && field === part,
  )
  const fact = mention && knownFact(world, mention.factId)
  if (fact) return { names: idsOf(fact, part).map((id) => knownFact(world, id)?.label ?? id) }
  const words = LISTED.exec(text.slice(end, end + 200))?.[1]
  return words ? { names: words.split(/,\s+(?:and\s+)?|\s+and\s+/u).filter(Boolean) } : undefined
}
