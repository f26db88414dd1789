import * as Y from 'yjs'
import type { FactId } from '../ids.ts'
import { perRoot } from '../story/per-root.ts'
import { Candidates, type Candidate, type Knowledge } from './candidates.ts'
import { fieldSpec, fieldsOf, isFactType, type FactType } from './fact-types.ts'
import { LABEL_LIMIT, type Copied, type Fact, type Sensitivity } from './fact.ts'
import type { FieldValue } from './field-spec.ts'
import { childMap, readFact } from './read-fact.ts'
import { rivalsOf } from './rivals.ts'
import { clip } from './safe-text.ts'
import type { Source } from './source.ts'
import { makeContainers, mapAt, setIfOther, writeField, type Note } from './write-field.ts'

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
  copiedFrom?: Copied
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
  if (root.doc) {
    new Candidates(root.doc).observe((factIds) => {
      cache.list = null
      for (const id of factIds) cache.byId.delete(id)
    })
  }
  return cache
})

/**
 * Typed access to a story's facts; nobody else spells these keys. Shape in the Y.Doc: root map
 * `facts`, fact id → Y.Map with `type`, `label`, `sensitivity`, `supersedes` and three Y.Maps that
 * are made with it and never replaced: `fields` (field key → value, see FieldSpec), `sources`
 * (source id → Y.Map, one key per field) and `dependsOn` (fact id → true). So two people who change
 * two fields of one fact both keep their change (rule F2). Of two who set one single-value field
 * without knowing of each other both values stand until somebody chooses (`candidates.ts`, rule F9).
 *
 * What is read is untrusted: a peer may have written anything, so what does not fit the schema is
 * left out, never thrown on and never repaired here (rule F3).
 */
export class FactsDoc {
  readonly #doc: Y.Doc
  readonly #root: Y.Map<unknown>
  readonly #candidates: Candidates
  readonly #cache: Cache

  /** @param now ms since epoch, for what is written here; left out, values are kept without a time */
  constructor(doc: Y.Doc, now?: () => number) {
    this.#doc = doc
    this.#root = doc.getMap('facts')
    this.#candidates = new Candidates(doc, now)
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
    const read = readFact(id, this.#root.get(id))
    if (!read) return undefined
    const rivals = rivalsOf(read, this.#candidates)
    const fact = rivals ? { ...read, rivals } : read
    this.#cache.byId.set(id, fact)
    return fact
  }

  /** Who set a field to what, where two did so without knowing of each other. */
  candidates(id: string, path: string): readonly Candidate[] {
    return this.#candidates.of(id).get(path) ?? []
  }

  /** The value this device set, while it stands. */
  own(id: string, path: string): Candidate | undefined {
    return this.candidates(id, path).find(({ client }) => client === this.#doc.clientID)
  }

  /** What somebody knows who begins to change a field now: to be handed on with each write of theirs. */
  known(id: string, path: string): Knowledge {
    return this.#candidates.known(id, path)
  }

  /** Settles a field on one of its rival values, or any other: the others go (rule F9). */
  choose(id: string, path: string, value: FieldValue, origin: unknown): void {
    this.#change(id, origin, (entry) => {
      writeAt(entry, path, value)
      this.#candidates.note(id, path, value)
    })
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
      if (fact.copiedFrom) setIfOther(entry, 'copiedFrom', fact.copiedFrom)
      makeContainers(mapAt(entry, 'fields'), fieldsOf(fact.type))
      mapAt(entry, 'sources')
      const dependsOn = mapAt(entry, 'dependsOn')
      for (const [key, value] of Object.entries(fact.fields ?? {})) setField(entry, key, value)
      for (const source of fact.sources ?? []) putSource(entry, source)
      for (const id of fact.dependsOn ?? []) dependsOn.set(id, true)
      this.#forget(fact.id)
    }, origin)
  }

  /** @param known what the person knew of the label when they began; left out: all there is */
  setLabel(id: string, label: string, origin: unknown, known?: Knowledge): void {
    const next = clip(label, LABEL_LIMIT)
    this.#change(id, origin, (entry) => {
      if (setIfOther(entry, 'label', next)) this.#candidates.note(id, 'label', next, known)
    })
  }

  setSensitivity(id: string, sensitivity: Sensitivity, origin: unknown): void {
    this.#change(id, origin, (entry) => setIfOther(entry, 'sensitivity', sensitivity))
  }

  /**
   * Writes one field; `undefined` empties it. Prose is changed by its difference and lists item by
   * item, so that what somebody else is typing there survives. Unknown keys are refused in silence.
   *
   * @param known what the person knew of the field when they began; left out: all there is
   */
  setField(
    id: string,
    key: string,
    value: FieldValue | undefined,
    origin: unknown,
    known?: Knowledge,
  ): void {
    this.#change(id, origin, (entry) => setField(entry, key, value, this.#noteOf(id, known)))
  }

  /** Adds a source, or changes the keys of it that differ. */
  putSource(id: string, source: Source, origin: unknown): void {
    this.#change(id, origin, (entry) => putSource(entry, source, this.#noteOf(id)))
  }

  removeSource(id: string, sourceId: string, origin: unknown): void {
    this.#change(id, origin, (entry) => childMap(entry, 'sources')?.delete(sourceId))
  }

  /** Notes up to which state of its original a copy has been brought (rule R3). */
  setCopiedFrom(id: string, copiedFrom: Copied, origin: unknown): void {
    this.#change(id, origin, (entry) => setIfOther(entry, 'copiedFrom', copiedFrom))
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
      this.#candidates.forget(id)
      this.#forget(id)
    }, origin)
  }

  /** Told once a change, of the facts or of what stands beside them. @returns stop */
  subscribe(onChange: () => void): () => void {
    let told: Y.Transaction | undefined
    const tell = (transaction: Y.Transaction) => {
      if (transaction === told) return
      told = transaction
      onChange()
    }
    const listener = (_events: unknown, transaction: Y.Transaction) => tell(transaction)
    this.#root.observeDeep(listener)
    const stop = this.#candidates.observe((_ids, transaction) => tell(transaction))
    return () => {
      this.#root.unobserveDeep(listener)
      stop()
    }
  }

  #noteOf(id: string, known?: Knowledge): Note {
    return (path, value) => this.#candidates.note(id, path, value, known)
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

function setField(entry: YFact, key: string, value: FieldValue | undefined, note?: Note): void {
  const type = entry.get('type')
  const fields = childMap(entry, 'fields')
  const spec = isFactType(type) ? fieldSpec(type, key) : undefined
  if (spec && fields) writeField(fields, key, spec, value, note)
}

function putSource(entry: YFact, source: Source, note?: Note): void {
  const sources = childMap(entry, 'sources')
  if (!sources) return
  const { id, ...rest } = source
  const isNew = !sources.has(id)
  const row = mapAt(sources, id)
  for (const key of row.keys()) if (!Object.hasOwn(rest, key)) row.delete(key)
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined) row.delete(key)
    else if (setIfOther(row, key, value) && !isNew) note?.(`source.${id}.${key}`, value)
  }
}

/** Writes one single-value field by its path, as `Rivals` names it. */
function writeAt(entry: YFact, path: string, value: FieldValue): void {
  const [key = '', row, cell = ''] = path.split('.')
  if (path === 'label') {
    if (typeof value === 'string') setIfOther(entry, 'label', clip(value, LABEL_LIMIT))
    return
  }
  if (row === undefined) return setField(entry, key, value)
  const rows = childMap(entry, key === 'source' ? 'sources' : 'fields')
  const item = rows && childMap(key === 'source' ? rows : (childMap(rows, key) ?? rows), row)
  if (item) setIfOther(item, cell, value)
}
