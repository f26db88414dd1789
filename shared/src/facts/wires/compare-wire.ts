import type { DateValue } from '../dates/date-value.ts'
import type { Proposal } from '../extract/proposal.ts'
import { fieldsOf } from '../fact-types.ts'
import type { Fact } from '../fact.ts'
import type { FieldSpec, ListItem } from '../field-spec.ts'
import { datesAgree } from './date-agreement.ts'
import { matchClaims, type Known } from './same-fact.ts'
import type { WireClaim } from './wire.ts'

export type WireVerdict = 'contradicts' | 'new' | 'confirms'

/** One claim of a wire against the story's facts. */
export interface WireFinding {
  readonly claim: WireClaim
  readonly verdict: WireVerdict
  /** Ours that speaks of the same; absent for what is new. */
  readonly fact?: Fact
  /** Keys of the fields in which they differ, in the order of the form. */
  readonly differs: readonly string[]
  /** Keys of the fields that the wire has and our fact leaves empty. */
  readonly adds: readonly string[]
}

const ORDER: readonly WireVerdict[] = ['contradicts', 'new', 'confirms']

/**
 * What a wire says against what the story's facts say (rules L1–L4, docs/rules/import.md): what
 * contradicts first, then what is new, then what confirms. Names that the story has already say
 * nothing and are left out, and so are bare dates and places. A retracted fact is not the story's any more.
 */
export function compareWire(
  claims: readonly WireClaim[],
  facts: readonly Fact[],
  isRetracted: (factId: string) => boolean,
): readonly WireFinding[] {
  const standing = facts.filter(({ id }) => !isRetracted(id))
  const known = matchClaims(
    claims.map(({ proposal }) => proposal),
    standing,
  )
  return claims
    .filter(({ proposal: { type } }) => type !== 'date' && type !== 'place')
    .flatMap((claim) => judge(claim, known) ?? [])
    .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
}

function judge(claim: WireClaim, known: Known): WireFinding | undefined {
  const { proposal } = claim
  const fact = known.get(proposal.id)
  if (!fact) return { claim, verdict: 'new', differs: [], adds: [] }
  const specs = fieldsOf(fact.type)
  const differs: string[] = []
  const adds: string[] = []
  let agreed = 0
  for (const [key, spec] of Object.entries(specs)) {
    const [theirs, ours] = [proposal.fields[key], fact.fields[key]]
    if (isEmpty(theirs)) continue
    if (isEmpty(ours)) {
      if (COUNTS.has(spec.kind)) adds.push(key)
      continue
    }
    const agreement = compare(spec, theirs, ours, known)
    if (agreement === 'differs') differs.push(key)
    if (agreement === 'same') agreed += 1
  }
  if (differs.length > 0) return { claim, verdict: 'contradicts', fact, differs, adds }
  const isSaid = proposal.type === 'statement' || agreed > 0
  return isSaid ? { claim, verdict: 'confirms', fact, differs, adds } : undefined
}

/** The kinds of field of which a wire can say something else; names and wording are no claims. */
const COUNTS: ReadonlySet<FieldSpec['kind']> = new Set(['number', 'date', 'choice', 'ref', 'refs'])

function compare(
  spec: FieldSpec,
  theirs: unknown,
  ours: unknown,
  known: Known,
): 'same' | 'fits' | 'differs' {
  switch (spec.kind) {
    case 'number':
    case 'choice':
      return theirs === ours ? 'same' : 'differs'
    case 'date':
      return datesAgree(theirs as DateValue, ours as DateValue)
    case 'ref':
      return nameFor(String(theirs), known) === ours ? 'same' : 'differs'
    case 'refs': {
      const wanted = new Set(ours as readonly string[])
      const named = (theirs as readonly string[]).map((id) => nameFor(id, known))
      if (named.every((id) => wanted.has(id))) return 'same'
      return named.some((id) => wanted.has(id)) ? 'fits' : 'differs'
    }
    case 'list':
      return titlesAgree(theirs as readonly ListItem[], ours as readonly ListItem[])
    case 'text':
    case 'prose':
    case 'url':
      return 'fits'
    default:
      return spec satisfies never
  }
}

const nameFor = (id: string, known: Known): string => known.get(id)?.id ?? id

/** "Spokesman" and "chief spokesman" are one title said with more or fewer words. */
function titlesAgree(theirs: readonly ListItem[], ours: readonly ListItem[]): 'fits' | 'differs' {
  const titles = (items: readonly ListItem[]) =>
    items.flatMap((item) =>
      typeof item['title'] === 'string' ? [item['title'].toLowerCase()] : [],
    )
  const [wanted, named] = [titles(ours), titles(theirs)]
  if (wanted.length === 0 || named.length === 0) return 'fits'
  const isThere = named.every((title) =>
    wanted.some((own) => own.includes(title) || title.includes(own)),
  )
  return isThere ? 'fits' : 'differs'
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The claims that a wire's claim points at, directly or through others; they are taken with it. */
export function pointedAt(
  proposal: Proposal,
  byId: ReadonlyMap<string, WireClaim>,
  seen: Set<string> = new Set(),
): readonly WireClaim[] {
  seen.add(proposal.id)
  return Object.entries(fieldsOf(proposal.type)).flatMap(([key, { kind }]) => {
    const value = proposal.fields[key]
    const ids = kind === 'ref' ? [value] : kind === 'refs' && Array.isArray(value) ? value : []
    return ids.flatMap((id) => {
      const claim = byId.get(String(id))
      if (!claim || seen.has(claim.proposal.id)) return []
      return [...pointedAt(claim.proposal, byId, seen), claim]
    })
  })
}
