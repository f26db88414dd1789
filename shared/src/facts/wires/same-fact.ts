import type { FactId } from '../../ids.ts'
import type { DateValue } from '../dates/date-value.ts'
import { factNamed } from '../extract/known-fact.ts'
import type { Proposal } from '../extract/proposal.ts'
import type { Fact } from '../fact.ts'
import { daysOf, overlap } from './date-agreement.ts'

/** Which of our facts stands for a proposal or a fact of the wire, by the proposal's id. */
export type Known = ReadonlyMap<string, Fact>

const NAMED = new Set<string>(['party', 'mediator', 'person', 'place'])
/** "The next meeting" of a wire is ours when it lies this near: talks are put off by weeks. */
const NEAR_DAYS = 45

/**
 * Finds for every claim of a wire the fact of the story that speaks of the same thing (rule L1):
 * names first, since rounds, agreements and meetings are told apart by where and between whom.
 */
export function matchClaims(claims: readonly Proposal[], facts: readonly Fact[]): Known {
  const known = new Map<string, Fact>()
  const named = claims.filter(({ type }) => NAMED.has(type))
  for (const claim of named) {
    const fact = nameOf(claim, facts)
    if (fact) known.set(claim.id, fact)
  }
  const taken = new Set<FactId>()
  for (const claim of claims) {
    if (NAMED.has(claim.type)) continue
    const fact = facts.find(
      (one) => one.type === claim.type && !taken.has(one.id) && isSame(claim, one, known, facts),
    )
    if (!fact) continue
    taken.add(fact.id)
    known.set(claim.id, fact)
  }
  return known
}

/** A party may be a mediator elsewhere in the copy: one thing that exists once. */
function nameOf({ type, fields, label }: Proposal, facts: readonly Fact[]): Fact | undefined {
  const isActor = type === 'party' || type === 'mediator'
  const candidates = facts.filter((fact) =>
    isActor ? fact.type === 'party' || fact.type === 'mediator' : fact.type === type,
  )
  const own = candidates.toSorted((a, b) => Number(b.type === type) - Number(a.type === type))
  for (const words of [fields['name'], fields['shortName'], fields['nativeName'], label]) {
    const found = typeof words === 'string' ? factNamed(words, own) : undefined
    if (found) return found.fact
  }
  return undefined
}

function isSame(claim: Proposal, fact: Fact, known: Known, facts: readonly Fact[]): boolean {
  const { fields } = claim
  const place = () => samePlace(claim, fact, known)
  switch (claim.type) {
    case 'round': {
      const [theirs, ours] = [fields['ordinal'], fact.fields['ordinal']]
      if (typeof theirs === 'number' && typeof ours === 'number') return theirs === ours
      return place() !== false && isNear(fields['dates'], fact.fields['dates'], 10)
    }
    case 'meeting': {
      if (fact.fields['certainty'] === 'cancelled') return false
      if (isNear(fields['date'], fact.fields['date'], NEAR_DAYS)) return true
      return place() === true && !(fields['date'] && fact.fields['date'])
    }
    case 'agreement': {
      if (fields['kind'] !== fact.fields['kind']) return false
      if (isNear(fields['signedOn'], fact.fields['signedOn'], NEAR_DAYS)) return true
      return !(fields['signedOn'] && fact.fields['signedOn']) && place() !== false
    }
    case 'mechanism':
      return facts.filter(({ type }) => type === 'mechanism').length === 1 || sameName(claim, fact)
    case 'statement':
      return bare(fields['words']) !== '' && bare(fields['words']) === bare(fact.fields['words'])
    case 'issue':
      return sameName(claim, fact)
    case 'figure':
      return sameName(claim, fact) && isNear(fields['date'], fact.fields['date'], 1)
    case 'date':
      return datesAreSame(fields['date'], fact.fields['date'])
    case 'party':
    case 'mediator':
    case 'person':
    case 'place':
      return false // matched by name, before
    default:
      return claim.type satisfies never
  }
}

/** undefined where one of them names no place. */
function samePlace(claim: Proposal, fact: Fact, known: Known): boolean | undefined {
  const [theirs, ours] = [claim.fields['place'], fact.fields['place']]
  if (typeof theirs !== 'string' || typeof ours !== 'string') return undefined
  return (known.get(theirs)?.id ?? theirs) === ours
}

function sameName(claim: Proposal, fact: Fact): boolean {
  const names = (of: { label: string; fields: Readonly<Record<string, unknown>> }) =>
    [of.fields['name'], of.fields['title'], of.fields['what'], of.label].map(bare).filter(Boolean)
  const ours = names(fact)
  return names(claim).some((name) => ours.includes(name))
}

const isNear = (theirs: unknown, ours: unknown, days: number): boolean =>
  theirs !== undefined &&
  ours !== undefined &&
  overlap(daysOf(theirs as DateValue, days), daysOf(ours as DateValue, 0))

const datesAreSame = (theirs: unknown, ours: unknown): boolean =>
  theirs !== undefined &&
  ours !== undefined &&
  JSON.stringify(daysOf(theirs as DateValue, 0)) === JSON.stringify(daysOf(ours as DateValue, 0))

/** Words without case, marks of quotation and stops: a wire sets them its own way. */
function bare(words: unknown): string {
  if (typeof words !== 'string') return ''
  return words
    .toLowerCase()
    .replace(/^the\s+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
