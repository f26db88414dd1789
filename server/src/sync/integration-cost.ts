import * as Y from 'yjs'
import type { Struct } from './guard.ts'
import { itemAt, UpdatePlaces } from './update-places.ts'

/**
 * How many items Yjs will at most look at to find the places of an update's items (rule Y18).
 * Somebody's typing costs nothing, because each letter stands right beside the one before it. But
 * items that all claim the same place make Yjs walk over each other, so that one message of some
 * kilobytes can keep it busy for minutes, and again whenever the story is loaded.
 *
 * @param news the items of an update that the document has not got, in the update's order
 * @returns a count of steps; counting ends soon after `enough`
 */
export function integrationCost(news: readonly Struct[], doc: Y.Doc, enough: number): number {
  const [only] = news
  if (only && news.length === 1) return only instanceof Y.Item ? stepsBetween(doc, only, enough) : 0
  const places = new UpdatePlaces(doc)
  /** By what items stand behind: the newest of this update that does, and how many do. */
  const claimed = new Map<string, { newest: Y.ID; count: number }>()
  let cost = 0
  for (const struct of news) {
    if (cost > enough) return cost
    if (!(struct instanceof Y.Item)) continue
    const { list } = places.of(struct)
    const { origin, parentSub, rightOrigin, id } = struct
    const behind = origin ? `${origin.client} ${origin.clock}` : `${list} first ${parentSub ?? ''}`
    const before = claimed.get(behind)
    claimed.set(behind, { newest: id, count: (before?.count ?? 0) + 1 })
    // Written in front of what was written here last: nothing lies between.
    if (before && sameId(rightOrigin, before.newest)) continue
    cost += (before?.count ?? 0) + stepsBetween(doc, struct, enough)
  }
  return cost
}

/** The items of the document between an item's neighbours; to the end of the list for an unknown right one. */
function stepsBetween(doc: Y.Doc, item: Y.Item, enough: number): number {
  const { origin, rightOrigin } = item
  const right = rightOrigin && itemAt(doc, rightOrigin.client, rightOrigin.clock)
  if (rightOrigin && !right && rightOrigin.clock < Y.getState(doc.store, rightOrigin.client)) {
    return 0 // beside what is deleted for good: Yjs drops it unseen
  }
  let next = origin ? nextTo(doc, origin, right) : firstOf(doc, item, right)
  let steps = 0
  while (next && next !== right && steps <= enough) {
    steps += 1
    next = next.right
  }
  return steps
}

function nextTo(doc: Y.Doc, origin: Y.ID, right: Y.Item | null): Y.Item | null {
  const left = itemAt(doc, origin.client, origin.clock)
  // In the midst of an item, its own next letter is the neighbour: nothing to walk over.
  return left && left === right ? right : (left?.right ?? null)
}

function firstOf(doc: Y.Doc, item: Y.Item, right: Y.Item | null): Y.Item | null {
  const parent = parentOf(doc, item.parent ?? right?.parent)
  const key = item.parentSub ?? right?.parentSub ?? null
  if (!parent) return null
  if (key === null) return parent._start
  let first = parent._map.get(key) ?? null
  while (first?.left) first = first.left
  return first
}

type ListOrMap = Pick<Y.AbstractType<unknown>, '_start' | '_map'>

function parentOf(doc: Y.Doc, parent: unknown): ListOrMap | undefined {
  if (typeof parent === 'string') return doc.share.get(parent)
  if (parent instanceof Y.AbstractType) return parent
  const holder = parent instanceof Y.ID ? itemAt(doc, parent.client, parent.clock) : null
  return holder?.content instanceof Y.ContentType ? holder.content.type : undefined
}

const sameId = (one: Y.ID | null, other: Y.ID): boolean =>
  one !== null && one.client === other.client && one.clock === other.clock
