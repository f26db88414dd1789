import type * as Y from 'yjs'
import { perRoot } from '../story/per-root.ts'

/** One value that somebody set in a single-value field, not knowing of the others that stand. */
export interface Candidate {
  readonly value: unknown
  /** The Yjs client that wrote it; whose that is, is the server's to say (rule F7). */
  readonly client: number
  /** ms since epoch by the writer's clock, to be shown and not to be relied on. */
  readonly at?: number
}

/** What a person had on screen when they began to change a field: the candidates by their stamp. */
export type Knowledge = ReadonlySet<string>

type ByPath = ReadonlyMap<string, readonly Candidate[]>

interface Cache {
  /** By fact id, then path; null until somebody asks. */
  index: Map<string, Map<string, Candidate[]>> | null
}

const cacheOf = perRoot((root: Y.Map<unknown>): Cache => {
  const cache: Cache = { index: null }
  root.observe(() => {
    cache.index = null
  })
  return cache
})

const NONE: ByPath = new Map()

/**
 * Beside each single-value field of the facts, who set it last without knowing of whom (rule F9):
 * Yjs keeps one of two values set at the same moment and forgets the other, here both stand until a
 * person chooses. Root map `candidates`, `<fact id> <path> <client>` → `{ v, at? }`. A key is written
 * by its own client alone, so two devices never meet in one; whoever sets a field deletes the
 * candidates they knew of, and what they did not know of stays beside theirs.
 *
 * A root of its own, because two devices that made such a map inside one fact would keep one of two.
 * Documents and programs without it read as before: where no two candidates differ there is nothing
 * to choose.
 */
export class Candidates {
  readonly #doc: Y.Doc
  readonly #root: Y.Map<unknown>
  readonly #cache: Cache
  readonly #now: (() => number) | undefined

  constructor(doc: Y.Doc, now?: () => number) {
    this.#doc = doc
    this.#root = doc.getMap('candidates')
    this.#cache = cacheOf(this.#root)
    this.#now = now
  }

  /** Every candidate of a fact by path, in an order that is the same on every replica. */
  of(factId: string): ByPath {
    this.#cache.index ??= indexOf(this.#root)
    return this.#cache.index.get(factId) ?? NONE
  }

  /** What somebody who looks now knows of a field. */
  known(factId: string, path: string): Knowledge {
    return new Set(this.of(factId).get(path)?.map(stampOf))
  }

  /** Sets aside the candidates that were known and puts this one beside the rest. In a transaction. */
  note(factId: string, path: string, value: unknown, known?: Knowledge): void {
    const own = this.#doc.clientID
    for (const candidate of this.of(factId).get(path) ?? []) {
      if (candidate.client === own || (known && !known.has(stampOf(candidate)))) continue
      this.#root.delete(keyOf(factId, path, candidate.client))
    }
    const at = this.#now?.()
    if (value === undefined || value === '') this.#root.delete(keyOf(factId, path, own))
    else this.#root.set(keyOf(factId, path, own), { v: value, ...(at !== undefined && { at }) })
    this.#cache.index = null
  }

  /** With the fact go its candidates. In a transaction. */
  forget(factId: string): void {
    for (const [path, candidates] of this.of(factId)) {
      for (const { client } of candidates) this.#root.delete(keyOf(factId, path, client))
    }
    this.#cache.index = null
  }

  /** @param onChange told the ids of the facts concerned */
  observe(onChange: (factIds: readonly string[], transaction: Y.Transaction) => void): () => void {
    const listener = ({ keys }: Y.YMapEvent<unknown>, transaction: Y.Transaction) => {
      const ids = [...keys.keys()].map((key) => key.slice(0, key.indexOf(' ')))
      onChange(ids, transaction)
    }
    this.#root.observe(listener)
    return () => this.#root.unobserve(listener)
  }
}

const keyOf = (factId: string, path: string, client: number) => `${factId} ${path} ${client}`

const stampOf = ({ client, value }: Candidate) => `${client} ${JSON.stringify(value)}`

/** A peer may have written anything: what is no candidate is passed over. */
function indexOf(root: Y.Map<unknown>): Map<string, Map<string, Candidate[]>> {
  const index = new Map<string, Map<string, Candidate[]>>()
  for (const [key, entry] of root.entries()) {
    const [first, last] = [key.indexOf(' '), key.lastIndexOf(' ')]
    const client = Number(key.slice(last + 1))
    if (first < 1 || last <= first || !Number.isSafeInteger(client)) continue
    if (typeof entry !== 'object' || entry === null || !('v' in entry)) continue
    const at: unknown = 'at' in entry ? entry.at : undefined
    const paths = index.get(key.slice(0, first)) ?? new Map<string, Candidate[]>()
    index.set(key.slice(0, first), paths)
    const path = key.slice(first + 1, last)
    const candidates = paths.get(path) ?? []
    paths.set(path, candidates)
    const when = typeof at === 'number' && Number.isFinite(at) ? { at } : {}
    candidates.push({ value: entry.v, client, ...when })
  }
  for (const paths of index.values()) {
    for (const candidates of paths.values()) candidates.sort((a, b) => a.client - b.client)
  }
  return index
}
