import { factIdSchema, type FactId } from '../../ids.ts'
import type { StoryDoc } from '../../story/story-doc.ts'
import { fieldsOf } from '../fact-types.ts'
import { fieldSchema, type FieldValue } from '../field-spec.ts'
import { seenValue } from '../mentions/seen-value.ts'
import type { Source } from '../source.ts'
import { anchorOf, placesOf, type Letters, type Place } from './anchors.ts'
import {
  isLinked,
  isMarked,
  placeMentions,
  type Pieces,
  type Replacement,
} from './place-mentions.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalEntry } from './proposals-doc.ts'
import { sentenceAt } from './sentence-at.ts'

export interface Accepted {
  /** The facts that were made: those asked for, and the proposals they point at. */
  readonly facts: readonly FactId[]
  readonly mentions: number
}

interface Placed {
  readonly entry: ProposalEntry
  readonly places: (Place | undefined)[]
}

/**
 * Takes proposals into the story, in one transaction (rules E7–E10, docs/rules/import.md): each
 * becomes a fact under its own id, with the source `sourceOf` gives it, and its words in the copy
 * become mentions that are seen as they are. What a proposal points at comes with it, so that no
 * field of a fact points at nothing; what was turned down before is left out of the field.
 *
 * Words that somebody has changed since, and words that carry a link, stay words. Of overlapping
 * spans the longest wins. Unknown ids are passed over: somebody else may have decided them.
 *
 * @param sourceOf makes the source of one fact from the sentence it was found in
 */
export function acceptProposals(
  story: StoryDoc,
  ids: 'all' | readonly string[],
  sourceOf: (proposal: Proposal, sentence: string) => Source | undefined,
  origin: unknown,
): Accepted {
  const entries = story.proposals.list()
  const taken = withReferences(entries, ids)
  if (taken.size === 0) return { facts: [], mentions: 0 }
  return story.doc.transact(() => {
    const letters: Letters = new Map()
    const placed = entries.map((entry): Placed => {
      return { entry, places: placesOf(story, entry, letters) }
    })
    const isTaken = ({ entry }: Placed) => taken.has(entry.proposal.id)
    const accepted = placed.filter(isTaken)
    for (const one of accepted) createFact(story, one, taken, sourceOf, origin)
    const chosen = longestFirst(accepted)
    reanchor(
      story,
      placed.filter((one) => !isTaken(one)),
      replace(chosen),
      origin,
    )
    for (const { mention } of chosen) {
      const value = seenValue(mention.factId, mention.field, (id) => story.facts.get(id))
      if (value !== undefined) story.seen.acknowledge(mention.factId, mention.field, value, origin)
    }
    for (const { entry } of accepted) story.proposals.remove(entry.proposal.id, origin)
    return { facts: accepted.map(({ entry }) => entry.proposal.id), mentions: chosen.length }
  }, origin)
}

/** Turns proposals down: they go, the copy stays as it is. @returns how many there were */
export function rejectProposals(
  story: StoryDoc,
  ids: 'all' | readonly string[],
  origin: unknown,
): number {
  const all = story.proposals.list().map(({ proposal }) => proposal.id)
  const gone = all.filter((id) => ids === 'all' || ids.includes(id))
  story.doc.transact(() => {
    for (const id of gone) story.proposals.remove(id, origin)
  }, origin)
  return gone.length
}

/** The proposals asked for and all that they point at, directly or through others. */
function withReferences(
  entries: readonly ProposalEntry[],
  ids: 'all' | readonly string[],
): ReadonlySet<string> {
  const byId = new Map(entries.map(({ proposal }) => [proposal.id as string, proposal]))
  const taken = new Set<string>()
  const waiting = ids === 'all' ? [...byId.keys()] : ids.filter((id) => byId.has(id))
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (taken.has(id)) continue
    taken.add(id)
    const proposal = byId.get(id)
    if (proposal) waiting.push(...referencesOf(proposal).filter((other) => byId.has(other)))
  }
  return taken
}

function referencesOf({ type, fields }: Proposal): string[] {
  const specs = fieldsOf(type)
  return Object.entries(fields).flatMap(([key, value]) => {
    const kind = specs[key]?.kind
    if (kind === 'ref') return [String(value)]
    return kind === 'refs' && Array.isArray(value) ? value.map(String) : []
  })
}

function createFact(
  story: StoryDoc,
  { entry: { proposal }, places }: Placed,
  taken: ReadonlySet<string>,
  sourceOf: (proposal: Proposal, sentence: string) => Source | undefined,
  origin: unknown,
): void {
  if (story.facts.get(proposal.id)) return
  const place = places.find((one) => one !== undefined)
  const source = withoutName(
    sourceOf(proposal, place ? sentenceAt(story, place) : proposal.span.text),
    proposal,
  )
  const exists = (id: string) => taken.has(id) || story.facts.get(id) !== undefined
  story.facts.create(
    {
      id: factIdSchema.parse(proposal.id),
      type: proposal.type,
      label: proposal.label,
      fields: readableFields(proposal, exists),
      sources: source ? [source] : [],
    },
    origin,
  )
}

/**
 * Whoever is described and not named is an anonymous source, whatever reported them: it counts once
 * somebody has written down why they are not named (F5), so until then the fact needs a source.
 */
export function withoutName<S extends Source | undefined>(
  source: S,
  proposal: Proposal,
): S | Source {
  if (!source || !proposal.source) return source
  const { record: _record, ...rest } = source
  return { ...rest, ...proposal.source }
}

/** The fields that fit the type, without what points at no fact. */
function readableFields(
  { type, fields }: Proposal,
  exists: (id: string) => boolean,
): Record<string, FieldValue> {
  const specs = fieldsOf(type)
  const readable: Record<string, FieldValue> = {}
  for (const [key, raw] of Object.entries(fields)) {
    const spec = specs[key]
    const value = spec && fieldSchema(spec).safeParse(raw).data
    if (value === undefined || (spec?.kind === 'ref' && !exists(value as string))) continue
    readable[key] = spec?.kind === 'refs' ? (value as readonly string[]).filter(exists) : value
  }
  return readable
}

function longestFirst(accepted: readonly Placed[]): Replacement[] {
  const wanted = accepted.flatMap(({ entry, places }) =>
    entry.proposal.spans.flatMap(({ field, format, keep }, index): Replacement[] => {
      const place = places[index]
      if (keep || !place || isLinked(place)) return []
      // A quotation keeps its italics and bold: as a mention it would lose them.
      if (field === 'words' && isMarked(place)) return []
      return [{ ...place, mention: { factId: entry.proposal.id, field, format } }]
    }),
  )
  const taken = new Map<Place['node'], Place[]>()
  return wanted
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .filter((one) => {
      const there = taken.get(one.node) ?? []
      taken.set(one.node, there)
      return takes(there, one)
    })
}

/** Takes a stretch of a text unless it overlaps one that is taken. @param there in order */
function takes(there: Place[], one: Place): boolean {
  let [low, high] = [0, there.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((there[middle]?.start ?? 0) < one.start) low = middle + 1
    else high = middle
  }
  const [before, after] = [there[low - 1], there[low]]
  if ((before && before.end > one.start) || (after && after.start < one.end)) return false
  there.splice(low, 0, one)
  return true
}

function replace(chosen: readonly Replacement[]): ReadonlyMap<Place['node'], Pieces> {
  const pieces = new Map<Place['node'], Pieces>()
  for (const [node, replacements] of Map.groupBy(chosen, (one) => one.node)) {
    pieces.set(node, placeMentions(node, replacements))
  }
  return pieces
}

/** Words of undecided proposals may have moved into a new text: hold on to them there. */
function reanchor(
  story: StoryDoc,
  others: readonly Placed[],
  moved: ReadonlyMap<Place['node'], Pieces>,
  origin: unknown,
): void {
  for (const { entry, places } of others) {
    const anchors = entry.anchors.map((anchor, index) => {
      const place = places[index]
      const piece =
        place &&
        moved.get(place.node)?.find((one) => one.from <= place.start && one.to >= place.end)
      if (!place || !piece) return anchor
      const { node, from } = piece
      return anchorOf({ node, start: place.start - from, end: place.end - from })
    })
    if (anchors.some((anchor, index) => anchor !== entry.anchors[index])) {
      story.proposals.put(entry.proposal, anchors, origin)
    }
  }
}
