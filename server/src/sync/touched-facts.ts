import { factIdSchema } from '@dateline/shared/ids'
import * as Y from 'yjs'
import { liveStructs, type Decoded } from './guard.ts'

/**
 * Applies one person's update inside a running transaction and tells which facts it changed: the
 * server's own knowledge of who made and last edited a fact, which no peer can write (rule F7).
 *
 * @returns fact ids; none for plain typing, which costs one walk to the root per new item
 */
export function applyWatchingFacts(
  doc: Y.Doc,
  update: Uint8Array,
  decoded: Decoded,
  origin: unknown,
): ReadonlySet<string> {
  const roots = { facts: doc.getMap('facts'), candidates: doc.getMap('candidates') }
  const touched = new Set<string>()
  const note = (item: Y.Item) => {
    const id = factOf(item, roots)
    if (id !== undefined) touched.add(id)
  }
  // Before: once applied, what was deleted just now looks like what was deleted last week.
  for (const [client, ranges] of decoded.ds.clients) {
    for (const { clock, len } of ranges) liveStructs(doc, client, clock, len).forEach(note)
  }
  const before = clocksBefore(doc, decoded)
  Y.applyUpdate(doc, update, origin)
  for (const [client, clock] of before) {
    for (const item of structsFrom(doc, client, clock)) note(item)
  }
  return touched
}

/** Usually the update's own clients; all of them while items wait for others that came late. */
function clocksBefore(doc: Y.Doc, decoded: Decoded): ReadonlyMap<number, number> {
  if (doc.store.pendingStructs) return allClocks(doc, decoded)
  return clocksOf(doc, decoded)
}

function clocksOf(doc: Y.Doc, decoded: Decoded): Map<number, number> {
  const clients = new Set(decoded.structs.map((struct) => struct.id.client))
  return new Map([...clients].map((client) => [client, Y.getState(doc.store, client)]))
}

function allClocks(doc: Y.Doc, decoded: Decoded): Map<number, number> {
  const clocks = clocksOf(doc, decoded)
  for (const client of doc.store.clients.keys()) {
    clocks.set(client, Y.getState(doc.store, client))
  }
  for (const client of doc.store.pendingStructs?.missing.keys() ?? []) {
    clocks.set(client, Y.getState(doc.store, client))
  }
  return clocks
}

function structsFrom(doc: Y.Doc, client: number, clock: number): Y.Item[] {
  const structs = doc.store.clients.get(client)
  if (!structs || clock >= Y.getState(doc.store, client)) return []
  return structs.slice(Y.findIndexSS(structs, clock)).filter((struct) => struct instanceof Y.Item)
}

/**
 * The fact an item lies in: the key under the `facts` root on the way up from it, if it can be one, or
 * the first word of the key of a candidate (rule F9).
 */
function factOf(
  item: Y.Item,
  { facts, candidates }: { facts: Y.Map<unknown>; candidates: Y.Map<unknown> },
): string | undefined {
  for (let node: Y.Item | null = item; node;) {
    const parent: unknown = node.parent
    if (!(parent instanceof Y.AbstractType)) return undefined
    if (parent === facts) return factIdSchema.safeParse(node.parentSub).data
    if (parent === candidates) return factIdSchema.safeParse(node.parentSub?.split(' ')[0]).data
    node = parent._item
  }
  return undefined
}
