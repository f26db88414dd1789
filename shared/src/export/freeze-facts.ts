import { factHash } from '../facts/canonical.ts'
import { otherValue, type Dispute } from '../facts/dispute.ts'
import { factStatuses } from '../facts/fact-statuses.ts'
import { fieldsOf } from '../facts/fact-types.ts'
import type { Fact } from '../facts/fact.ts'
import type { FieldSpec, FieldValue, ListItem } from '../facts/field-spec.ts'
import type { Source } from '../facts/source.ts'
import type { FactRecord } from '../facts/status.ts'
import type { PublicSource, PublishedFact } from './package.ts'
import { publicFact } from './public-fact.ts'

/**
 * The facts that may leave as facts: approved as they stand, and open (rules X2, X3). A field that
 * points at a fact which does not leave loses that pointer.
 */
export function freezeFacts(
  facts: readonly Fact[],
  records: ReadonlyMap<string, FactRecord>,
): PublishedFact[] {
  const statuses = factStatuses(facts, records)
  const leaving = facts.flatMap((fact) => {
    const approval = records.get(fact.id)?.latest
    const open = publicFact(fact)
    return open && approval && statuses.get(fact.id) === 'approved'
      ? [{ fact, open, approval }]
      : []
  })
  const ids = new Set<string>(leaving.map(({ fact }) => fact.id))
  return leaving.map(({ fact, open, approval }) => ({
    id: fact.id,
    type: fact.type,
    label: fact.label,
    ...withDispute(fieldsWithin(open, ids), approval.dispute),
    sources: [...fact.sources, ...(approval.dispute ? [approval.dispute.source] : [])]
      .map(publicSource)
      .filter((source) => source !== undefined),
    hash: factHash(fact),
    approvedBy: approval.by,
    approvedAt: approval.at,
  }))
}

/** A field with two sides is no field any more: nothing may read one value of it as the fact (X10). */
function withDispute(
  { ...fields }: Record<string, FieldValue>,
  dispute: Dispute | undefined,
): Pick<PublishedFact, 'fields' | 'dispute'> {
  const value = dispute && fields[dispute.field]
  if (!dispute || value === undefined) return { fields }
  delete fields[dispute.field]
  const other = otherValue(dispute)
  const theirs = { by: dispute.theirs, ...(other !== undefined && { value: other }) }
  return { fields, dispute: { field: dispute.field, ours: { by: dispute.ours, value }, theirs } }
}

/** What a reader may know of a source (rule X4). */
export function publicSource(source: Omit<Source, 'id'>): PublicSource | undefined {
  const { kind, publisher, descriptor, url, originalLanguage, record = 'on' } = source
  if (record !== 'on' && record !== 'background') return undefined
  if (source.withdrawn !== undefined) return undefined
  if (record === 'background' || kind === 'anonymous' || source.restricted !== undefined) {
    return descriptor ? { kind, descriptor } : undefined
  }
  return {
    kind,
    ...(publisher && { publisher }),
    ...(url && { url }),
    ...(originalLanguage && { originalLanguage }),
  }
}

function fieldsWithin(fact: Fact, ids: ReadonlySet<string>): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {}
  for (const [key, spec] of Object.entries(fieldsOf(fact.type))) {
    const value = fact.fields[key]
    const kept = value === undefined ? undefined : valueWithin(value, spec, ids)
    if (kept !== undefined) fields[key] = kept
  }
  return fields
}

function valueWithin(
  value: FieldValue,
  spec: FieldSpec,
  ids: ReadonlySet<string>,
): FieldValue | undefined {
  if (spec.kind === 'ref') return ids.has(value as string) ? value : undefined
  if (spec.kind === 'refs') {
    const kept = (value as readonly string[]).filter((id) => ids.has(id))
    return kept.length > 0 ? kept : undefined
  }
  if (spec.kind !== 'list') return value
  return (value as readonly ListItem[]).map((item) =>
    Object.fromEntries(
      Object.entries(item).filter(
        ([key, inner]) => spec.item[key]?.kind !== 'ref' || ids.has(inner as string),
      ),
    ),
  ) as ListItem[]
}
