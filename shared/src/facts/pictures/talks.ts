import type { Language } from '../../story/meta-doc.ts'
import type { Fact } from '../fact.ts'
import { choiceWords } from '../mentions/choice-words.ts'
import { renderField, type MentionContext } from '../mentions/render-mention.ts'

/** A party or a mediator. */
export interface Talker {
  readonly id: string
  readonly name: string
  readonly side: 'party' | 'mediator'
  /** "state", "host". */
  readonly kind: string | undefined
}

/** What the facts say two of them have to do with each other. */
export interface Tie {
  readonly from: string
  readonly to: string
  readonly kind: 'talks' | 'mediates'
  /** In how many rounds. */
  readonly rounds: number
  /** How they met; both where rounds differ. */
  readonly formats: readonly ('direct' | 'indirect')[]
  /** They put their names under an agreement together. */
  readonly hasSigned: boolean
}

export interface Talks {
  readonly talkers: readonly Talker[]
  readonly ties: readonly Tie[]
}

/**
 * Who talks to whom, and through whom: parties and mediators, tied by the rounds they were in and
 * the agreements they signed, and by nothing that no fact says (rule V2). Pure.
 *
 * @param facts those that may be drawn
 */
export function talksOf(facts: readonly Fact[], language: Language): Talks {
  const byId = new Map<string, Fact>(facts.map((fact) => [fact.id, fact]))
  const context: MentionContext = { language, fact: (id) => byId.get(id) }
  const talkers = facts.flatMap((fact): Talker[] => {
    if (fact.type !== 'party' && fact.type !== 'mediator') return []
    const name = renderField(fact, 'name', 'short', context) ?? fact.label
    const kind = fact.fields[fact.type === 'party' ? 'kind' : 'role']
    return [
      {
        id: fact.id,
        name,
        side: fact.type,
        kind: typeof kind === 'string' ? choiceWords(kind, language) : undefined,
      },
    ]
  })
  const ties = new Ties(new Map(talkers.map((talker) => [talker.id, talker.side])))
  for (const { type, fields } of facts) {
    if (type === 'round') {
      const parties = ids(fields['parties'])
      const between = [...new Set([...ids(fields['mediators']), ...ids([fields['host']])])]
      for (const [a, b] of pairs(parties)) ties.met(a, b, fields['format'])
      for (const mediator of between) for (const party of parties) ties.met(mediator, party)
    }
    if (type === 'agreement') {
      for (const [a, b] of pairs(ids(fields['signatories']))) ties.signed(a, b)
    }
  }
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return {
    talkers: talkers.toSorted((a, b) => order(b.side, a.side) || order(a.name, b.name)),
    ties: ties.list().toSorted((a, b) => order(a.from + a.to, b.from + b.to)),
  }
}

const ids = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []

const pairs = (all: readonly string[]): (readonly [string, string])[] =>
  all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const))

type Format = Tie['formats'][number]
const isFormat = (value: unknown): value is Format => value === 'direct' || value === 'indirect'
const withFormat = (formats: readonly Format[], format: Format): readonly Format[] =>
  formats.includes(format)
    ? formats
    : format === 'direct'
      ? ['direct', ...formats]
      : [...formats, format]

/** Ties as they are found, one for two talkers, whichever comes first. */
class Ties {
  readonly #sides: ReadonlyMap<string, Talker['side']>
  readonly #found = new Map<string, Tie>()

  constructor(sides: ReadonlyMap<string, Talker['side']>) {
    this.#sides = sides
  }

  met(a: string, b: string, format?: unknown): void {
    this.#add(a, b, (tie) => ({
      ...tie,
      rounds: tie.rounds + 1,
      formats: isFormat(format) ? withFormat(tie.formats, format) : tie.formats,
    }))
  }

  signed(a: string, b: string): void {
    this.#add(a, b, (tie) => ({ ...tie, hasSigned: true }))
  }

  list(): readonly Tie[] {
    return [...this.#found.values()]
  }

  #add(a: string, b: string, change: (tie: Tie) => Tie): void {
    const [sideA, sideB] = [this.#sides.get(a), this.#sides.get(b)]
    if (!sideA || !sideB || a === b) return
    // A mediator comes first; of one side, the smaller id: so two find each other in one place.
    const isTurned = sideA === sideB ? a > b : sideB === 'mediator'
    const [from, to] = isTurned ? [b, a] : [a, b]
    const kind = sideA === sideB ? 'talks' : 'mediates'
    const blank: Tie = { from, to, kind, rounds: 0, formats: [], hasSigned: false }
    const key = `${from} ${to}`
    this.#found.set(key, change(this.#found.get(key) ?? blank))
  }
}
