import type { FactId, StoryId } from '../ids.ts'
import { factHash } from './canonical.ts'
import { dependenciesOf } from './dependencies.ts'
import { fieldsOf } from './fact-types.ts'
import type { Fact } from './fact.ts'
import type { FactsDoc, NewFact } from './facts-doc.ts'
import type { FieldSpec, FieldValue, ListItem } from './field-spec.ts'
import type { Source } from './source.ts'

/** How far references are followed: a round's parties, and what those need. */
const DEPTH = 3

/** A fact of another story and what it points at there. */
export interface Original {
  readonly story: StoryId
  readonly fact: Fact
  readonly facts: (id: string) => Fact | undefined
}

/**
 * Copies a fact of another story into this one with a link to it (rule R2), and with it the facts it
 * rests on: those the story has already, by link or by type and name, are used as they are. Sources
 * come along without what is under lock in the other story.
 *
 * @param mint makes a fresh id
 * @returns the id of the copy
 */
export function copyFact(
  into: FactsDoc,
  { story, fact, facts }: Original,
  mint: () => FactId,
  origin: unknown,
): FactId {
  const ids = idsFor(into, { story, fact, facts }, mint)
  for (const [from, { id, isNew }] of ids) {
    const source = from === fact.id ? fact : facts(from)
    if (isNew && source)
      into.create(
        newFact(story, source, id, (other) => ids.get(other)?.id),
        origin,
      )
  }
  return ids.get(fact.id)?.id ?? fact.id
}

/** The original as it would stand here: its references are this story's facts, or left out. */
export function asCopied(into: FactsDoc, copy: Fact, original: Original): Fact {
  const known = knownIds(into, original)
  const { fields, label, type, sensitivity } = original.fact
  return {
    ...copy,
    label,
    sensitivity,
    fields: mapFields({ type, fields }, (id) => known.get(id)),
    sources: sourcesWith(copy.sources, original.fact.sources),
  }
}

/** Brings a copy up to its original; what it rests on and this story lacks is copied as well (R3). */
export function updateCopy(
  into: FactsDoc,
  copy: Fact,
  original: Original,
  mint: () => FactId,
  origin: unknown,
): void {
  const ids = idsFor(into, original, mint)
  for (const [from, { id, isNew }] of ids) {
    const source = original.facts(from)
    if (isNew && source && from !== original.fact.id) {
      into.create(
        newFact(original.story, source, id, (other) => ids.get(other)?.id),
        origin,
      )
    }
  }
  const { type, fields, label, sensitivity, sources } = original.fact
  const next = mapFields({ type, fields }, (id) => ids.get(id)?.id)
  into.setLabel(copy.id, label, origin)
  into.setSensitivity(copy.id, sensitivity, origin)
  for (const key of Object.keys(fieldsOf(type))) into.setField(copy.id, key, next[key], origin)
  for (const source of sources) into.putSource(copy.id, withoutLock(source), origin)
  into.setCopiedFrom(copy.id, linkTo(original.story, original.fact), origin)
}

const linkTo = (story: StoryId, fact: Fact) => ({ story, fact: fact.id, hash: factHash(fact) })

function newFact(
  story: StoryId,
  fact: Fact,
  id: FactId,
  mapped: (id: string) => FactId | undefined,
): NewFact {
  return {
    id,
    type: fact.type,
    label: fact.label,
    fields: mapFields(fact, mapped),
    sources: fact.sources.map(withoutLock),
    dependsOn: fact.dependsOn.map(mapped).filter((other) => other !== undefined),
    sensitivity: fact.sensitivity,
    copiedFrom: linkTo(story, fact),
  }
}

/** The fact and what it rests on, each with the id it has here or will have. */
function idsFor(
  into: FactsDoc,
  original: Original,
  mint: () => FactId,
): ReadonlyMap<string, { id: FactId; isNew: boolean }> {
  const known = knownIds(into, original)
  const ids = new Map<string, { id: FactId; isNew: boolean }>()
  for (const fact of closure(original)) {
    const id = known.get(fact.id)
    ids.set(fact.id, id ? { id, isNew: false } : { id: mint(), isNew: true })
  }
  return ids
}

/** Those the story has already: copies of the very fact, or for what is only pointed at the same name. */
function knownIds(into: FactsDoc, original: Original): ReadonlyMap<string, FactId> {
  const here = into.list()
  const found = new Map<string, FactId>()
  for (const fact of closure(original)) {
    const linked = here.find(
      ({ copiedFrom }) => copiedFrom?.story === original.story && copiedFrom.fact === fact.id,
    )
    const named = fact.id === original.fact.id ? undefined : here.find((one) => isSame(one, fact))
    const known = linked ?? named
    if (known) found.set(fact.id, known.id)
  }
  return found
}

const isSame = (a: Fact, b: Fact): boolean => a.type === b.type && nameOf(a) === nameOf(b)
const nameOf = ({ fields, label }: Fact): string => {
  const { name } = fields
  return (typeof name === 'string' ? name : label).toLocaleLowerCase().trim()
}

function closure({ fact, facts }: Original): readonly Fact[] {
  const found = new Map<string, Fact>([[fact.id, fact]])
  let edge: readonly Fact[] = [fact]
  for (let step = 0; step < DEPTH; step += 1) {
    const next = edge
      .flatMap((one) => dependenciesOf(one))
      .map(facts)
      .filter((one): one is Fact => one !== undefined && !found.has(one.id))
    for (const one of next) found.set(one.id, one)
    edge = next
  }
  return [...found.values()]
}

function mapFields(
  { type, fields }: Pick<Fact, 'type' | 'fields'>,
  mapped: (id: string) => FactId | undefined,
): Record<string, FieldValue> {
  const out: Record<string, FieldValue> = {}
  for (const [key, spec] of Object.entries(fieldsOf(type))) {
    const value = fields[key]
    const next = value === undefined ? undefined : mapValue(value, spec, mapped)
    if (next !== undefined) out[key] = next
  }
  return out
}

function mapValue(
  value: FieldValue,
  spec: FieldSpec,
  mapped: (id: string) => FactId | undefined,
): FieldValue | undefined {
  if (spec.kind === 'ref') return mapped(value as string)
  if (spec.kind === 'refs') {
    const ids = (value as readonly string[]).map(mapped).filter((id) => id !== undefined)
    return ids.length > 0 ? ids : undefined
  }
  if (spec.kind !== 'list') return value
  return (value as readonly ListItem[]).map((row) => {
    const cells = Object.entries(row).flatMap(([cell, inner]) => {
      if (spec.item[cell]?.kind !== 'ref') return [[cell, inner] as const]
      const id = mapped(inner as string)
      return id === undefined ? [] : [[cell, id] as const]
    })
    return Object.fromEntries(cells) as ListItem
  })
}

/** What is under lock in the other story is for the two people there. */
function withoutLock({ ...source }: Source): Source {
  delete source.restricted
  return source
}

function sourcesWith(here: readonly Source[], there: readonly Source[]): readonly Source[] {
  const own = here.filter(({ id }) => there.every((other) => other.id !== id))
  return [...own, ...there.map(withoutLock)].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
