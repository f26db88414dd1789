import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { liveStructs, type Decoded } from './guard.ts'

/** Items of one client that follow each other. */
export interface ItemRange {
  readonly client: number
  readonly clock: number
  readonly len: number
}

/** A range of one item, as far as an update deletes it. */
export interface DeletedRange extends ItemRange {
  readonly item: Y.Item
  /** Its text; '' for everything else. */
  readonly text: string
}

/** What an update would delete that is there now, item by item. */
export function* deletedBy(doc: Y.Doc, { ds }: Decoded): Generator<DeletedRange> {
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      for (const item of liveStructs(doc, client, clock, len)) {
        const from = Math.max(item.id.clock, clock)
        const to = Math.min(item.id.clock + item.length, clock + len)
        const { content } = item
        const text =
          content instanceof Y.ContentString
            ? content.str.slice(from - item.id.clock, to - item.id.clock)
            : ''
        yield { client, clock: from, len: to - from, item, text }
      }
    }
  }
}

/** An update that does nothing but delete these ranges. */
export function deletionOf(ranges: readonly ItemRange[]): Uint8Array {
  const byClient = Map.groupBy(ranges, ({ client }) => client)
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0) // no items
    encoding.writeVarUint(encoder, byClient.size)
    for (const [client, list] of byClient) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, list.length)
      for (const { clock, len } of list) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, len)
      }
    }
  })
  return Y.mergeUpdates([update]) // sorted, and neighbours as one
}
