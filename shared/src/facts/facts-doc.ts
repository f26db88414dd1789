import * as Y from 'yjs'
import { factIdSchema, type FactId } from '../ids.ts'
import { fieldsOf, isFactType, type FactType } from './fact-types.ts'
import { SENSITIVITIES, LABEL_LIMIT, type Fact, type Sensitivity } from './fact.ts'
import { fieldSchema, type FieldSpec, type FieldValue } from './field-spec.ts'
import { sourceSchema, type Source } from './source.ts'

type YFact = Y.Map<unknown>

export interface NewFact {
  id: FactId
  type: FactType
  label: string
  fields?: Readonly<Record<string, FieldValue>>
  sources?: readonly Source[]
  dependsOn?: readonly FactId[]
  sensitivity?: Sensitivity
}

/**
 * Typed access to a story's facts; nobody else spells these keys. Shape in the Y.Doc: root map
 * `facts`, fact id → Y.Map with `type`, `label`, `sensitivity`, `supersedes` and three Y.Maps that
 * are made with it and never replaced: `fields` (field key → value, see FieldSpec), `sources`
 * (source id → Y.Map, one key per field) and `dependsOn` (fact id → true). So two people who change
 * two fields of one fact both keep their change (rule F2).
 *
 * What is read is untrusted: a peer may have written anything, so what does not fit the schema is
 * left out, never thrown on and never repaired here (rule F3).
 */
export class FactsDoc {
  readonly #doc: Y.Doc
  readonly #root: Y.Map<unknown>
  #snapshot: readonly Fact[] | null = null
  readonly #byId = new Map<string, Fact>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#root = doc.getMap('facts')
    this.#root.observeDeep((events) => {
      this.#snapshot = null
      for (const event of events) {
        const [id] = event.path
        if (typeof id === 'string') this.#byId.delete(id)
        else this.#byId.clear()
      }
    })
  }

  /** All readable facts, by id. The same array (and the same facts) until something changes. */
  list(): readonly Fact[] {
    this.#snapshot ??= [...this.#root.keys()]
      .map((id) => this.get(id))
      .filter((fact) => fact !== undefined)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)) // not insertion order: that differs by replica
    return this.#snapshot
  }

  /** @returns undefined when there is none, or none that can be read */
  get(id: string): Fact | undefined {
    const known = this.#byId.get(id)
    if (known) return known
    const fact = readFact(id, this.#root.get(id))
    if (fact) this.#byId.set(id, fact)
    return fact
  }

  /** Makes a fact under a fresh id. @throws RangeError when the id is taken: that is a bug */
  create(fact: NewFact, origin: unknown): void {
    if (this.#root.has(fact.id)) throw new RangeError(`fact ${fact.id} exists`)
    this.#doc.transact(() => {
      const entry: YFact = new Y.Map<unknown>()
      this.#root.set(fact.id, entry)
      entry.set('type', fact.type)
      entry.set('label', wellFormed(fact.label).slice(0, LABEL_LIMIT))
      entry.set('sensitivity', fact.sensitivity ?? 'open')
      entry.set('fields', new Y.Map())
      entry.set('sources', new Y.Map())
      entry.set('dependsOn', new Y.Map())
      for (const [key, value] of Object.entries(fact.fields ?? {})) this.#set(entry, key, value)
      for (const source of fact.sources ?? []) this.#putSource(entry, source)
      const dependsOn = child(entry, 'dependsOn')
      for (const id of fact.dependsOn ?? []) dependsOn?.set(id, true)
    }, origin)
  }

  setLabel(id: string, label: string, origin: unknown): void {
    this.#change(id, origin, (entry) => setIfOther(entry, 'label', wellFormed(label)))
  }

  setSensitivity(id: string, sensitivity: Sensitivity, origin: unknown): void {
    this.#change(id, origin, (entry) => setIfOther(entry, 'sensitivity', sensitivity))
  }

  /**
   * Writes one field; `undefined` empties it. Prose is changed by its difference and lists item by
   * item, so that what somebody else is typing there survives. Unknown keys are refused in silence.
   */
  setField(id: string, key: string, value: FieldValue | undefined, origin: unknown): void {
    this.#change(id, origin, (entry) => this.#set(entry, key, value))
  }

  /** Adds a source, or changes the keys of it that differ. */
  putSource(id: string, source: Source, origin: unknown): void {
    this.#change(id, origin, (entry) => this.#putSource(entry, source))
  }

  removeSource(id: string, sourceId: string, origin: unknown): void {
    this.#change(id, origin, (entry) => child(entry, 'sources')?.delete(sourceId))
  }

  setDependsOn(id: string, on: readonly string[], origin: unknown): void {
    this.#change(id, origin, (entry) => {
      const map = child(entry, 'dependsOn')
      for (const key of map?.keys() ?? []) if (!on.includes(key)) map?.delete(key)
      for (const key of on) if (!map?.has(key)) map?.set(key, true)
    })
  }

  /** Deletes a fact. Its mentions stay and say so. */
  remove(id: string, origin: unknown): void {
    if (this.#root.has(id)) this.#doc.transact(() => this.#root.delete(id), origin)
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observeDeep(onChange)
    return () => this.#root.unobserveDeep(onChange)
  }

  #change(id: string, origin: unknown, write: (entry: YFact) => void): void {
    const entry = this.#root.get(id)
    if (entry instanceof Y.Map) this.#doc.transact(() => write(entry), origin)
  }

  #set(entry: YFact, key: string, value: FieldValue | undefined): void {
    const type = entry.get('type')
    const fields = child(entry, 'fields')
    const spec = isFactType(type) ? fieldsOf(type)[key] : undefined
    if (spec && fields) writeField(fields, key, spec, value)
  }

  #putSource(entry: YFact, source: Source): void {
    const sources = child(entry, 'sources')
    if (!sources) return
    const had = sources.get(source.id)
    const map: YFact = had instanceof Y.Map ? had : sources.set(source.id, new Y.Map())
    const { id: _, ...rest } = source
    for (const key of [...map.keys()]) if (!(key in rest)) map.delete(key)
    for (const [key, value] of Object.entries(rest)) {
      if (value === undefined) map.delete(key)
      else setIfOther(map, key, typeof value === 'string' ? wellFormed(value) : value)
    }
  }
}

const child = (map: YFact, key: string): Y.Map<unknown> | undefined => {
  const value = map.get(key)
  return value instanceof Y.Map ? value : undefined
}

/** Half a surrogate pair cannot be hashed (RFC 8785) or stored as UTF-8. */
const wellFormed = (text: string): string => text.toWellFormed()

const setIfOther = (map: Y.Map<unknown>, key: string, value: unknown): void => {
  if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value)
}

function writeField(
  fields: Y.Map<unknown>,
  key: string,
  spec: FieldSpec,
  value: FieldValue | undefined,
): void {
  if (value === undefined || value === '') {
    fields.delete(key)
    return
  }
  switch (spec.kind) {
    case 'prose':
      writeText(fields, key, wellFormed(String(value)))
      break
    case 'refs':
      writeRefs(fields, key, value as readonly string[])
      break
    case 'list':
      writeList(fields, key, spec.item, value as readonly Record<string, unknown>[])
      break
    default:
      setIfOther(fields, key, typeof value === 'string' ? wellFormed(value) : value)
  }
}

/** Replaces only the span that differs, so that two writers of one text keep both their words. */
function writeText(fields: Y.Map<unknown>, key: string, next: string): void {
  const had = fields.get(key)
  if (!(had instanceof Y.Text)) {
    fields.set(key, new Y.Text(next))
    return
  }
  const now = had.toJSON()
  let start = 0
  while (start < now.length && start < next.length && now[start] === next[start]) start += 1
  let tail = 0
  while (
    tail < now.length - start &&
    tail < next.length - start &&
    now[now.length - 1 - tail] === next[next.length - 1 - tail]
  ) {
    tail += 1
  }
  if (now.length - tail > start) had.delete(start, now.length - tail - start)
  if (next.length - tail > start) had.insert(start, next.slice(start, next.length - tail))
}

function writeRefs(fields: Y.Map<unknown>, key: string, ids: readonly string[]): void {
  const had = fields.get(key)
  const map: YFact = had instanceof Y.Map ? had : fields.set(key, new Y.Map())
  for (const id of [...map.keys()]) if (!ids.includes(id)) map.delete(id)
  ids.forEach((id, index) => setIfOther(map, id, index))
}

function writeList(
  fields: Y.Map<unknown>,
  key: string,
  spec: Readonly<Record<string, FieldSpec>>,
  items: readonly Record<string, unknown>[],
): void {
  const had = fields.get(key)
  const map: YFact = had instanceof Y.Map ? had : fields.set(key, new Y.Map())
  for (const id of [...map.keys()]) if (!items.some((item) => item['id'] === id)) map.delete(id)
  items.forEach((item, index) => {
    const id = String(item['id'])
    const row = map.get(id)
    const entry: YFact = row instanceof Y.Map ? row : map.set(id, new Y.Map())
    setIfOther(entry, 'order', index)
    for (const [name, field] of Object.entries(spec)) {
      writeField(entry, name, field, item[name] as FieldValue | undefined)
    }
  })
}

function readFact(id: string, value: unknown): Fact | undefined {
  const factId = factIdSchema.safeParse(id).data
  if (!factId || !(value instanceof Y.Map)) return undefined
  const type = value.get('type')
  const label = value.get('label')
  if (!isFactType(type) || typeof label !== 'string') return undefined
  const sensitivity = SENSITIVITIES.find((known) => known === value.get('sensitivity')) ?? 'open'
  const supersedes = factIdSchema.safeParse(value.get('supersedes')).data
  return {
    id: factId,
    type,
    label: wellFormed(label).slice(0, LABEL_LIMIT),
    fields: readFields(type, child(value, 'fields')),
    sources: readSources(child(value, 'sources')),
    dependsOn: [...(child(value, 'dependsOn')?.keys() ?? [])]
      .map((key) => factIdSchema.safeParse(key).data)
      .filter((key) => key !== undefined)
      .toSorted(),
    sensitivity,
    ...(supersedes && { supersedes }),
  }
}

function readFields(type: FactType, fields: Y.Map<unknown> | undefined): Fact['fields'] {
  const out: Record<string, FieldValue> = {}
  for (const [key, spec] of Object.entries(fieldsOf(type))) {
    const value = fields && readField(fields.get(key), spec)
    if (value !== undefined) out[key] = value
  }
  return out
}

function readField(value: unknown, spec: FieldSpec): FieldValue | undefined {
  const plain = plainValue(value, spec)
  if (plain === undefined || plain === '') return undefined
  return fieldSchema(spec).safeParse(plain).data
}

function plainValue(value: unknown, spec: FieldSpec): unknown {
  if (spec.kind === 'prose') return value instanceof Y.Text ? wellFormed(value.toJSON()) : undefined
  if (spec.kind === 'refs') {
    if (!(value instanceof Y.Map)) return undefined
    const ids = [...value.entries()].toSorted(byOrder(([, order]) => order)).map(([id]) => id)
    return ids.length > 0 ? ids : undefined
  }
  if (spec.kind === 'list') {
    if (!(value instanceof Y.Map)) return undefined
    const rows = [...value.entries()]
      .filter((row): row is [string, Y.Map<unknown>] => row[1] instanceof Y.Map)
      .toSorted(byOrder(([, row]) => row.get('order')))
    if (rows.length === 0) return undefined
    return rows.map(([id, row]) => {
      const item: Record<string, FieldValue> = { id }
      for (const [key, field] of Object.entries(spec.item)) {
        const read = readField(row.get(key), field)
        if (read !== undefined) item[key] = read
      }
      return item
    })
  }
  return typeof value === 'string' ? wellFormed(value) : value
}

/** By the stored sort key, then by id: two people may have put two things in one place. */
function byOrder<V extends [string, unknown]>(key: (row: V) => unknown) {
  const order = (row: V) => {
    const value = key(row)
    return typeof value === 'number' ? value : 0
  }
  return (a: V, b: V) => order(a) - order(b) || (a[0] < b[0] ? -1 : 1)
}

function readSources(sources: Y.Map<unknown> | undefined): readonly Source[] {
  return [...(sources?.entries() ?? [])]
    .map(([id, row]) =>
      row instanceof Y.Map ? sourceSchema.safeParse({ ...row.toJSON(), id }).data : undefined,
    )
    .filter((source) => source !== undefined)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
