import * as Y from 'yjs'
import { perRoot } from '../../story/per-root.ts'
import {
  claimActSchema,
  wireClaimSchema,
  wireHeadSchema,
  type ClaimAct,
  type Wire,
  type WireClaim,
  type WireHead,
} from './wire.ts'

/** Far above a night's wires and what one says; a peer may have written any number. */
const MAX_WIRES = 200
const MAX_CLAIMS = 500

const cacheOf = perRoot((root: Y.Map<unknown>) => {
  const cache: { list: readonly Wire[] | null } = { list: null }
  root.observeDeep(() => (cache.list = null))
  return cache
})

/**
 * The wires that were laid beside a running story. Shape in the Y.Doc: root map `wires`, id → Y.Map
 * with `head` and `claims`, each one plain value that is written once, and `decided`, a Y.Map
 * claim id → what became of it, so that two people who decide two claims both keep their decision.
 * Read untrusted, as facts are (F3): what does not fit is left out.
 */
export class WiresDoc {
  readonly #root: Y.Map<unknown>
  readonly #cache: { list: readonly Wire[] | null }

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('wires')
    this.#cache = cacheOf(this.#root)
  }

  /** The newest first. The same array until something changes. */
  list(): readonly Wire[] {
    this.#cache.list ??= [...this.#root.entries()]
      .map(([id, entry]) => readWire(id, entry))
      .filter((wire) => wire !== undefined)
      .toSorted((a, b) => b.head.at - a.head.at || (a.id < b.id ? -1 : 1))
      .slice(0, MAX_WIRES)
    return this.#cache.list
  }

  add(id: string, head: WireHead, claims: readonly WireClaim[], origin: unknown): void {
    this.#root.doc?.transact(() => {
      const entry = this.#root.set(id, new Y.Map<unknown>())
      entry.set('head', plain(head))
      entry.set('claims', plain(claims.slice(0, MAX_CLAIMS)))
      entry.set('decided', new Y.Map<unknown>())
      this.#cache.list = null
    }, origin)
  }

  decide(id: string, claimId: string, act: ClaimAct, origin: unknown): void {
    const decided = this.#decidedOf(id)
    this.#root.doc?.transact(() => {
      decided?.set(claimId, plain(act))
      this.#cache.list = null
    }, origin)
  }

  /** The claim is to be looked at again. */
  reopen(id: string, claimId: string, origin: unknown): void {
    const decided = this.#decidedOf(id)
    if (!decided?.has(claimId)) return
    this.#root.doc?.transact(() => {
      decided.delete(claimId)
      this.#cache.list = null
    }, origin)
  }

  /** Takes the wire away; facts made of it stay. */
  remove(id: string, origin: unknown): void {
    if (!this.#root.has(id)) return
    this.#root.doc?.transact(() => {
      this.#root.delete(id)
      this.#cache.list = null
    }, origin)
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    const listener = () => onChange()
    this.#root.observeDeep(listener)
    return () => this.#root.unobserveDeep(listener)
  }

  #decidedOf(id: string): Y.Map<unknown> | undefined {
    const entry = this.#root.get(id)
    const decided = entry instanceof Y.Map ? entry.get('decided') : undefined
    return decided instanceof Y.Map ? (decided as Y.Map<unknown>) : undefined
  }
}

function readWire(id: string, entry: unknown): Wire | undefined {
  if (!(entry instanceof Y.Map)) return undefined
  const head = wireHeadSchema.safeParse(entry.get('head')).data
  const claims: unknown = entry.get('claims')
  const decided: unknown = entry.get('decided')
  if (!head || !Array.isArray(claims)) return undefined
  return {
    id,
    head,
    claims: claims
      .slice(0, MAX_CLAIMS)
      .flatMap((claim) => wireClaimSchema.safeParse(claim).data ?? []),
    decided: new Map(
      decided instanceof Y.Map
        ? [...decided.entries()].flatMap(([claimId, act]) => {
            const read = claimActSchema.safeParse(act).data
            return read ? [[claimId, read] as const] : []
          })
        : [],
    ),
  }
}

/** A plain value as Yjs can keep it: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
