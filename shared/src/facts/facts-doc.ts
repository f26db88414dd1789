import * as Y from 'yjs'
import type { FactId } from '../ids.ts'
import { perRoot } from '../story/per-root.ts'
import { fieldSpec, fieldsOf, isFactType, type FactType } from './fact-types.ts'
import { LABEL_LIMIT, type Fact, type Sensitivity } from './fact.ts'
import type { FieldValue } from './field-spec.ts'
import { childMap, readFact } from './read-fact.ts'
import { clip } from './safe-text.ts'
import type { Source } from './source.ts'
import { makeContainers, mapAt, setIfOther, writeField } from './write-field.ts'

type YFact = Y.Map<unknown>

export interface NewFact {
  id: FactId
  type: FactType
  label: string
  fields?: Readonly<Record<string, FieldValue | undefined>>
  sources?: readonly Source[]
  dependsOn?: readonly FactId[]
  sensitivity?: Sensitivity
  supersedes?: FactId
}

/** What was read already, by fact id, and the list of all; forgotten when it changes. */
interface Cache {
  readonly byId: Map<string, Fact>
  list: readonly Fact[] | null
}

const cacheOf = perRoot((root: Y.Map<unknown>): Cache => {
  const cache: Cache = { byId: new Map(), list: null }
  root.observeDeep((events) => {
    cache.list = null
    for (const event of events) {
      const [id] = event.path
      const changed = event.target === root ? event.keys.keys() : [String(id)]
      for (const key of changed) cache.byId.delete(key)
    }
  })
  return cache
})

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
  readonly #cache: Cache

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#root = doc.getMap('facts')
    this.#cache = cacheOf(this.#root)
  }

  /** All readable facts, by id. The same array (and the same facts) until something changes. */
  list(): readonly Fact[] {
    this.#cache.list ??= [...this.#root.keys()]
      .map((id) => this.get(id))
      .filter((fact) => fact !== undefined)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)) // not insertion order: that differs by replica
    return this.#cache.list
  }

  /** @returns undefined when there is none, or none that can be read */
  get(id: string): Fact | undefined {
    const known = this.#cache.byId.get(id)
    if (known) return known
    const fact = readFact(id, this.#root.get(id))
    if (fact) this.#cache.byId.set(id, fact)
    return fact
  }

  /** Makes a fact under a fresh id. @throws RangeError when the id is taken: that is a bug */
  create(fact: NewFact, origin: unknown): void {
    if (this.#root.has(fact.id)) throw new RangeError(`fact ${fact.id} exists`)
    this.#doc.transact(() => {
      const entry = this.#root.set(fact.id, new Y.Map<unknown>())
      entry.set('type', fact.type)
      entry.set('label', clip(fact.label, LABEL_LIMIT))
      entry.set('sensitivity', fact.sensitivity ?? 'open')
      if (fact.supersedes) entry.set('supersedes', fact.supersedes)
      makeContainers(mapAt(entry, 'fields'), fieldsOf(fact.type))
      mapAt(entry, 'sources')
      const dependsOn = mapAt(entry, 'dependsOn')
      for (const [key, value] of Object.entries(fact.fields ?? {})) setField(entry, key, value)
      for (const source of fact.sources ?? []) putSource(entry, source)
      for (const id of fact.dependsOn ?? []) dependsOn.set(id, true)
      this.#forget(fact.id)
    }, origin)
  }

  setLabel(id: string, label: string, origin: unknown): void {
    this.#change(id, origin, (entry) => setIfOther(entry, 'label', clip(label, LABEL_LIMIT)))
  }

  setSensitivity(id: string, sensitivity: Sensitivity, origin: unknown): void {
    this.#change(id, origin, (entry) => setIfOther(entry, 'sensitivity', sensitivity))
  }

  /**
   * Writes one field; `undefined` empties it. Prose is changed by its difference and lists item by
   * item, so that what somebody else is typing there survives. Unknown keys are refused in silence.
   */
  setField(id: string, key: string, value: FieldValue | undefined, origin: unknown): void {
    this.#change(id, origin, (entry) => setField(entry, key, value))
  }

  /** Adds a source, or changes the keys of it that differ. */
  putSource(id: string, source: Source, origin: unknown): void {
    this.#change(id, origin, (entry) => putSource(entry, source))
  }

  removeSource(id: string, sourceId: string, origin: unknown): void {
    this.#change(id, origin, (entry) => childMap(entry, 'sources')?.delete(sourceId))
  }

  setDependsOn(id: string, on: readonly string[], origin: unknown): void {
    this.#change(id, origin, (entry) => {
      const map = childMap(entry, 'dependsOn')
      for (const key of map?.keys() ?? []) if (!on.includes(key)) map?.delete(key)
      for (const key of on) if (!map?.has(key)) map?.set(key, true)
    })
  }

  /** Deletes a fact. Its mentions stay and say so. */
  remove(id: string, origin: unknown): void {
    if (!this.#root.has(id)) return
    this.#doc.transact(() => {
      this.#root.delete(id)
      this.#forget(id)
    }, origin)
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    const listener = () => onChange()
    this.#root.observeDeep(listener)
    return () => this.#root.unobserveDeep(listener)
  }

  #change(id: string, origin: unknown, write: (entry: YFact) => void): void {
    const entry = this.#root.get(id)
    if (!(entry instanceof Y.Map)) return
    this.#doc.transact(() => {
      write(entry as YFact)
      this.#forget(id)
    }, origin)
  }

  /** Observers run when the outermost transaction ends; whoever reads before that must not get the old. */
  #forget(id: string): void {
    this.#cache.byId.delete(id)
    this.#cache.list = null
  }
}

function setField(entry: YFact, key: string, value: FieldValue | undefined): void {
  const type = entry.get('type')
  const fields = childMap(entry, 'fields')
  const spec = isFactType(type) ? fieldSpec(type, key) : undefined
  if (spec && fields) writeField(fields, key, spec, value)
}

function putSource(entry: YFact, source: Source): void {
  const sources = childMap(entry, 'sources')
  if (!sources) return
  const { id, ...rest } = source
  const row = mapAt(sources, id)
  for (const key of row.keys()) if (!Object.hasOwn(rest, key)) row.delete(key)
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined) row.delete(key)
    else setIfOther(row, key, value)
  }
}
