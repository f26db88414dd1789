import * as Y from 'yjs'
import { factIdSchema } from '../ids.ts'
import { fieldsOf, isFactType, type FactType } from './fact-types.ts'
import { copiedSchema, LABEL_LIMIT, SENSITIVITIES, type Fact } from './fact.ts'
import {
  fieldSchema,
  PROSE_LIMIT,
  TEXT_LIMIT,
  type FieldSpec,
  type FieldValue,
} from './field-spec.ts'
import { clip, wellFormed } from './safe-text.ts'
import { sourceSchema, type Source } from './source.ts'

type YMap = Y.Map<unknown>

/**
 * Reads one entry of the `facts` map. A peer may have written anything there, so what does not fit
 * is left out piece by piece: a bad field costs that field, a bad list item that item (rule F3).
 *
 * @returns undefined when not even its type and label can be read
 */
export function readFact(id: string, value: unknown): Fact | undefined {
  const factId = factIdSchema.safeParse(id).data
  if (!factId || !(value instanceof Y.Map)) return undefined
  const entry = value as YMap
  const type = entry.get('type')
  const label = entry.get('label')
  if (!isFactType(type) || typeof label !== 'string') return undefined
  const supersedes = factIdSchema.safeParse(entry.get('supersedes')).data
  const copiedFrom = copiedSchema.safeParse(entry.get('copiedFrom')).data
  return {
    id: factId,
    type,
    label: clip(label, LABEL_LIMIT),
    fields: readFields(type, childMap(entry, 'fields')),
    sources: readSources(childMap(entry, 'sources')),
    dependsOn: factIds([...(childMap(entry, 'dependsOn')?.keys() ?? [])]).toSorted(),
    sensitivity: SENSITIVITIES.find((known) => known === entry.get('sensitivity')) ?? 'open',
    ...(supersedes && { supersedes }),
    ...(copiedFrom && { copiedFrom }),
  }
}

export function childMap(map: YMap, key: string): YMap | undefined {
  const value = map.get(key)
  return value instanceof Y.Map ? (value as YMap) : undefined
}

const factIds = (ids: readonly unknown[]) =>
  ids.map((id) => factIdSchema.safeParse(id).data).filter((id) => id !== undefined)

function readFields(type: FactType, fields: YMap | undefined): Fact['fields'] {
  const out: Record<string, FieldValue> = {}
  for (const [key, spec] of Object.entries(fieldsOf(type))) {
    const value = fields && readField(fields.get(key), spec)
    if (value !== undefined) out[key] = value
  }
  return out
}

function readField(value: unknown, spec: FieldSpec): FieldValue | undefined {
  switch (spec.kind) {
    case 'prose':
      return value instanceof Y.Text ? clip(value.toJSON(), PROSE_LIMIT) || undefined : undefined
    case 'text':
      return typeof value === 'string' ? clip(value, TEXT_LIMIT) || undefined : undefined
    case 'refs':
      return some(factIds(inOrder(value, (order) => order).map(([id]) => id)))
    case 'list':
      return some(readList(value, spec.item))
    case 'url':
    case 'number':
    case 'date':
    case 'choice':
    case 'ref':
      return fieldSchema(spec).safeParse(value).data
    default:
      return spec satisfies never
  }
}

const some = <T>(items: readonly T[]) => (items.length > 0 ? items : undefined)

function readList(
  value: unknown,
  item: Extract<FieldSpec, { kind: 'list' }>['item'],
): readonly ({ id: string } & Record<string, string | number>)[] {
  return inOrder(value, (row) => (row instanceof Y.Map ? row.get('order') : undefined))
    .filter((row): row is [string, YMap] => row[1] instanceof Y.Map)
    .map(([id, row]) => {
      const out: Record<string, FieldValue> = {}
      for (const [key, spec] of Object.entries(item)) {
        const read = readField(row.get(key), spec)
        if (read !== undefined) out[key] = read
      }
      return { ...out, id }
    })
}

/**
 * Entries by their sort key, then by id: two people may have put two things in one place. A sort
 * key that is no finite number counts as 0, or replicas would order by the way they compare.
 */
function inOrder(value: unknown, keyOf: (entry: unknown) => unknown): [string, unknown][] {
  if (!(value instanceof Y.Map)) return []
  const order = (entry: unknown) => {
    const key = keyOf(entry)
    return typeof key === 'number' && Number.isFinite(key) ? key : 0
  }
  return [...(value as YMap).entries()].toSorted(
    ([oneId, one], [otherId, other]) => order(one) - order(other) || (oneId < otherId ? -1 : 1),
  )
}

function readSources(sources: YMap | undefined): readonly Source[] {
  return [...(sources?.entries() ?? [])]
    .map(([id, row]) => (row instanceof Y.Map ? readSource(id, row as YMap) : undefined))
    .filter((source) => source !== undefined)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Without a readable kind, or with terms that cannot be read, it must not pass for a source. */
function readSource(id: string, row: YMap): Source | undefined {
  const out: Record<string, unknown> = { id }
  for (const [key, schema] of Object.entries(sourceSchema.shape)) {
    if (key === 'id' || !row.has(key)) continue
    const read = schema.safeParse(row.get(key))
    if (read.success) out[key] = typeof read.data === 'string' ? wellFormed(read.data) : read.data
    else if (key === 'kind' || key === 'record') return undefined
  }
  return sourceSchema.safeParse(out).data
}
