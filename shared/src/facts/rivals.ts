import canonicalize from 'canonicalize'
import type { Candidates } from './candidates.ts'
import { fieldSpec } from './fact-types.ts'
import { LABEL_LIMIT, type Fact, type Rivals } from './fact.ts'
import { fieldSchema, TEXT_LIMIT, type FieldValue, type ListItem } from './field-spec.ts'
import { clip } from './safe-text.ts'
import { sourceSchema } from './source.ts'

/**
 * The fields of a fact that two people set without knowing of each other, by path: `label`, a field's
 * key, `<key>.<row>.<cell>` in a list, `source.<id>.<key>` (rule F9). The value that the document shows
 * is among them. Undefined when there is nothing to choose, so that the fact hashes as it always did.
 */
export function rivalsOf(fact: Omit<Fact, 'rivals'>, candidates: Candidates): Rivals | undefined {
  const found: [string, readonly FieldValue[]][] = []
  for (const [path, stand] of candidates.of(fact.id)) {
    if (stand.length < 2) continue
    const read = readerAt(fact, path)
    if (!read) continue
    const values = new Map<string, FieldValue>()
    for (const { value } of stand) {
      const readable = read(value)
      if (readable !== undefined) values.set(canonicalize(readable) ?? '', readable)
    }
    if (values.size < 2) continue
    const shown = valueAt(fact, path)
    if (shown !== undefined) values.set(canonicalize(shown) ?? '', shown)
    const inOrder = [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
    found.push([path, inOrder])
  }
  if (found.length === 0) return undefined
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The value a fact shows at a path. */
export function valueAt(fact: Omit<Fact, 'rivals'>, path: string): FieldValue | undefined {
  if (path === 'label') return fact.label
  const [key = '', row, cell = ''] = path.split('.')
  if (row === undefined) return fact.fields[key]
  if (key === 'source') {
    const source = fact.sources.find(({ id }) => id === row)
    return source?.[cell as keyof typeof source]
  }
  const item = rowsOf(fact, key).find(({ id }) => id === row)
  return item?.[cell]
}

const rowsOf = (fact: Omit<Fact, 'rivals'>, key: string): readonly ListItem[] => {
  const rows = fact.fields[key]
  return fieldSpec(fact.type, key)?.kind === 'list' && Array.isArray(rows)
    ? (rows as readonly ListItem[])
    : []
}

type Read = (value: unknown) => FieldValue | undefined

/** How a candidate at this path is read; undefined where there is no such field any more. */
function readerAt(fact: Omit<Fact, 'rivals'>, path: string): Read | undefined {
  if (path === 'label') return textReader(LABEL_LIMIT)
  const [key = '', row, cell = ''] = path.split('.')
  if (key === 'source' && row !== undefined) {
    if (!Object.hasOwn(sourceSchema.shape, cell) || cell === 'id') return undefined
    if (!fact.sources.some(({ id }) => id === row)) return undefined
    const schema = sourceSchema.shape[cell as keyof typeof sourceSchema.shape]
    return (value) => schema.safeParse(value).data
  }
  const field = fieldSpec(fact.type, key)
  if (!field) return undefined
  if (row !== undefined && !rowsOf(fact, key).some(({ id }) => id === row)) return undefined
  const spec = row === undefined ? field : field.kind === 'list' ? field.item[cell] : undefined
  if (!spec || spec.kind === 'prose' || spec.kind === 'refs' || spec.kind === 'list') {
    return undefined
  }
  if (spec.kind === 'text') return textReader(TEXT_LIMIT)
  return (value) => fieldSchema(spec).safeParse(value).data
}

const textReader =
  (limit: number): Read =>
  (value) =>
    typeof value === 'string' ? clip(value, limit) || undefined : undefined
