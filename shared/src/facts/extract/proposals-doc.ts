import type * as Y from 'yjs'
import { z } from 'zod'
import { perRoot } from '../../story/per-root.ts'
import { proposalSchema, type Proposal } from './proposal.ts'

/** Ends of one span as encoded Yjs relative positions (base64), so that they survive editing. */
const anchorSchema = z.object({ start: z.string().max(200), end: z.string().max(200) })
export type SpanAnchor = z.infer<typeof anchorSchema>

const entrySchema = z.object({ proposal: proposalSchema, anchors: z.array(anchorSchema).max(200) })
export type ProposalEntry = z.infer<typeof entrySchema>

/** Far above what one import finds; a peer may have written any number. The rest waits its turn. */
const MAX_PROPOSALS = 500
const MAX_SPANS = 5_000 // of all of them together

const cacheOf = perRoot((root: Y.Map<unknown>) => {
  const cache: { list: readonly ProposalEntry[] | null } = { list: null }
  root.observe(() => (cache.list = null))
  return cache
})

/**
 * Facts that import found in the copy and nobody has taken or turned down yet. Shape in the Y.Doc:
 * root map `proposals`, id → one plain entry, written once and deleted when it is decided. Being
 * in the document, a decision is one transaction with the fact and the mentions it makes.
 */
export class ProposalsDoc {
  readonly #root: Y.Map<unknown>
  readonly #cache: { list: readonly ProposalEntry[] | null }

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('proposals')
    this.#cache = cacheOf(this.#root)
  }

  /** In the order of the copy. The same array until something changes. */
  list(): readonly ProposalEntry[] {
    this.#cache.list ??= withinReason(
      [...this.#root.values()]
        .map((value) => entrySchema.safeParse(value).data)
        .filter((entry) => entry !== undefined)
        .toSorted(byPlace),
    )
    return this.#cache.list
  }

  get(id: string): ProposalEntry | undefined {
    return this.list().find((entry) => entry.proposal.id === id)
  }

  put(proposal: Proposal, anchors: readonly SpanAnchor[], origin: unknown): void {
    const entry = JSON.parse(JSON.stringify({ proposal, anchors })) as unknown
    this.#root.doc?.transact(() => this.#root.set(proposal.id, entry), origin)
  }

  remove(id: string, origin: unknown): void {
    if (this.#root.has(id)) this.#root.doc?.transact(() => this.#root.delete(id), origin)
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observe(onChange)
    return () => this.#root.unobserve(onChange)
  }
}

function withinReason(entries: readonly ProposalEntry[]): readonly ProposalEntry[] {
  let spans = 0
  return entries.slice(0, MAX_PROPOSALS).filter(({ proposal }) => {
    spans += proposal.spans.length
    return spans <= MAX_SPANS
  })
}

function byPlace(a: ProposalEntry, b: ProposalEntry): number {
  const [one, other] = [a.proposal.span, b.proposal.span]
  return (
    one.block - other.block || one.start - other.start || (a.proposal.id < b.proposal.id ? -1 : 1)
  )
}
