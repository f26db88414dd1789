import type { StoryDoc } from '../../story/story-doc.ts'
import { withoutName } from '../extract/accept-proposals.ts'
import type { Proposal } from '../extract/proposal.ts'
import { fieldsOf } from '../fact-types.ts'
import { fieldSchema, type FieldValue } from '../field-spec.ts'
import type { Source } from '../source.ts'
import { pointedAt, type WireFinding } from './compare-wire.ts'
import { matchClaims, type Known } from './same-fact.ts'
import type { Wire, WireClaim } from './wire.ts'

/** Who takes it, when, and the source that quotes the wire for a claim. */
export interface Taking {
  readonly by: string // user id
  readonly at: number // ms since epoch
  readonly sourceOf: (claim: WireClaim) => Source
}

/**
 * A person takes a claim of a wire into the story, in one transaction (rule L4): what is new becomes
 * a fact, with what it points at; of what contradicts, the fields that differ take the wire's value;
 * what confirms changes nothing else. In each case the wire becomes a source of the fact.
 *
 * @returns the id of the fact @throws nothing for a claim or a fact that is gone: then undefined
 */
export function takeClaim(
  story: StoryDoc,
  wire: Wire,
  finding: WireFinding,
  { by, at, sourceOf }: Taking,
  origin: unknown,
): string | undefined {
  const { claim, fact } = finding
  if (fact && !story.facts.get(fact.id)) return undefined
  return story.doc.transact(() => {
    const byId = new Map(wire.claims.map((one) => [one.proposal.id as string, one]))
    const proposals = wire.claims.map(({ proposal }) => proposal)
    const known = matchClaims(proposals, story.facts.list())
    for (const other of pointedAt(claim.proposal, byId)) {
      if (!known.has(other.proposal.id)) create(story, other, known, sourceOf, origin)
    }
    const factId = fact?.id ?? claim.proposal.id
    if (fact) {
      const fields = readable(claim.proposal, known, story)
      for (const key of finding.differs) story.facts.setField(factId, key, fields[key], origin)
      story.facts.putSource(factId, withoutName(sourceOf(claim), claim.proposal), origin)
    } else create(story, claim, known, sourceOf, origin)
    story.wires.decide(wire.id, claim.proposal.id, { act: 'taken', by, at }, origin)
    return factId
  }, origin)
}

function create(
  story: StoryDoc,
  claim: WireClaim,
  known: Known,
  sourceOf: (claim: WireClaim) => Source,
  origin: unknown,
): void {
  const { id, type, label } = claim.proposal
  const source = withoutName(sourceOf(claim), claim.proposal)
  if (story.facts.get(id)) return
  const fields = readable(claim.proposal, known, story)
  story.facts.create({ id, type, label, fields, sources: [source] }, origin)
}

/** The fields that fit the type, with references to the facts that stand for them here. */
function readable(
  { type, fields }: Proposal,
  known: Known,
  story: StoryDoc,
): Record<string, FieldValue> {
  const here = (id: string): string | undefined => {
    const own = known.get(id)?.id ?? id
    return story.facts.get(own) ? own : undefined
  }
  const read: Record<string, FieldValue> = {}
  for (const [key, spec] of Object.entries(fieldsOf(type))) {
    const value = fieldSchema(spec).safeParse(fields[key]).data
    if (value === undefined) continue
    if (spec.kind === 'refs')
      read[key] = (value as readonly string[]).flatMap((id) => here(id) ?? [])
    else if (spec.kind === 'ref') {
      const own = here(value as string)
      if (own !== undefined) read[key] = own
    } else read[key] = value
  }
  return read
}
