import * as Y from 'yjs'
import type { Decoded, Struct } from './guard.ts'
import { UpdatePlaces } from './update-places.ts'

/** No device ever counts this far; beyond 2^53 numbers lose their last digits and Yjs its way. */
const MAX_CLOCK = 2 ** 40
/** A list in a quotation in a list …: ten levels are a lot. Yjs and every reader walk by recursion. */
const MAX_DEPTH = 100
/** Facts of one story, deleted ones included; a long one has some dozens. */
const MAX_FACTS = 2_000

/**
 * Is this something that Yjs, and everybody who reads the story, can live with (rule Y18)? What
 * decodes may still make Yjs throw: an item that hangs on itself or on what comes after it, a clock
 * beyond all numbers, a subdocument, elements or values inside each other without end, facts
 * without number.
 *
 * @param news the items of an update that the document has not got, in the update's order
 */
export function isSound(news: readonly Struct[], doc: Y.Doc): boolean {
  // Only what holds others can be too deep; somebody's letters need no looking up.
  const places = news.some(holdsOthers) ? new UpdatePlaces(doc) : undefined
  const facts = new Set<string>()
  for (const struct of news) {
    if (struct.id.clock + struct.length > MAX_CLOCK) return false
    if (!(struct instanceof Y.Item)) continue
    if (!isSoundContent(struct.content)) return false
    if (places && places.of(struct).depth > MAX_DEPTH) return false
    const parent: unknown = struct.parent
    if (parent === 'facts' && struct.parentSub !== null) facts.add(struct.parentSub)
  }
  return facts.size === 0 || staysCountable(facts, doc)
}

const holdsOthers = (struct: Struct): boolean =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentType

/** Nothing hangs on itself, or on what its author wrote later (rule Y18). */
export function isBehindItself(struct: Struct): boolean {
  if (!(struct instanceof Y.Item)) return true
  const { client, clock } = struct.id
  const isEarlier = (id: unknown) =>
    !(id instanceof Y.ID) || id.client !== client || id.clock < clock
  return isEarlier(struct.origin) && isEarlier(struct.rightOrigin) && isEarlier(struct.parent)
}

/** Yjs cannot write down a deletion of nothing, nor one beyond all numbers. */
export function areSoundDeletions(ds: Decoded['ds']): boolean {
  for (const ranges of ds.clients.values()) {
    for (const { clock, len } of ranges) {
      if (len < 1 || clock + len > MAX_CLOCK) return false
    }
  }
  return true
}

function isSoundContent(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentDoc) return false
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) {
    return content.arr.every((value) => isShallow(value))
  }
  if (content instanceof Y.ContentEmbed) return isShallow(content.embed)
  if (content instanceof Y.ContentFormat) return isShallow(content.value)
  return true
}

/** A plain value whose parts lie inside each other no deeper than anybody would write it. */
function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true
  return depth < MAX_DEPTH && Object.values(value).every((part) => isShallow(part, depth + 1))
}

function staysCountable(keys: ReadonlySet<string>, doc: Y.Doc): boolean {
  const known = doc.getMap('facts')._map
  let count = known.size
  for (const key of keys) if (!known.has(key)) count += 1
  return count <= MAX_FACTS
}
