import * as Y from 'yjs'

/** Where an item of an update is going to lie. */
export interface Place {
  /** Names the list it is in: a root, or the item that holds it. */
  readonly list: string
  /** 1 for what lies in a root. */
  readonly depth: number
}

interface Stretch {
  /** Clocks at which this client's items begin, ascending, and where each of them lies. */
  readonly clocks: number[]
  readonly places: Place[]
}

const ELSEWHERE: Place = { list: '?', depth: 1 }

/**
 * Finds out where the items of one update will lie, before Yjs has seen it: each one hangs on an
 * earlier item of the update, or on one that the document has. Ask for every item, in the order of
 * the update. What hangs on something that has not come yet is taken to lie in a root.
 */
export class UpdatePlaces {
  readonly #doc: Y.Doc
  readonly #seen = new Map<number, Stretch>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  of(item: Y.Item): Place {
    const place = this.#place(item)
    const { client, clock } = item.id
    const seen = this.#seen.get(client) ?? { clocks: [], places: [] }
    this.#seen.set(client, seen)
    seen.clocks.push(clock)
    seen.places.push(place)
    return place
  }

  #place(item: Y.Item): Place {
    const parent: unknown = item.parent
    if (typeof parent === 'string') return { list: `root ${parent}`, depth: 1 }
    const beside = item.origin ?? item.rightOrigin
    if (beside) return this.#at(beside)
    if (!(parent instanceof Y.ID)) return ELSEWHERE
    return { list: nameOf(parent), depth: this.#at(parent).depth + 1 }
  }

  #at({ client, clock }: Y.ID): Place {
    const seen = this.#seen.get(client)
    const [first] = seen?.clocks ?? []
    if (!seen || first === undefined || clock < first) return placeIn(this.#doc, client, clock)
    return seen.places[lastUpTo(seen.clocks, clock)] ?? ELSEWHERE
  }
}

/** The item that holds a clock, or null when the document has none or has forgotten its content. */
export function itemAt(doc: Y.Doc, client: number, clock: number): Y.Item | null {
  const structs = doc.store.clients.get(client)
  if (!structs || clock >= Y.getState(doc.store, client)) return null
  const found = structs[Y.findIndexSS(structs, clock)]
  return found instanceof Y.Item ? found : null
}

function placeIn(doc: Y.Doc, client: number, clock: number): Place {
  let item = itemAt(doc, client, clock)
  const parent: unknown = item?.parent
  if (!(parent instanceof Y.AbstractType)) return ELSEWHERE
  const list = parent._item ? nameOf(parent._item.id) : `root ${Y.findRootTypeKey(parent)}`
  let depth = 0
  while (item) {
    depth += 1
    const above: unknown = item.parent
    item = above instanceof Y.AbstractType ? above._item : null
  }
  return { list, depth }
}

const nameOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`

/** The index of the last of some ascending numbers that is not above `limit`. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
