import * as Y from 'yjs'
import { liveStructs, type Decoded } from './guard.ts'
import { UpdateWriter } from './update-writer.ts'

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

/** Ranges as Yjs keeps them: by client, sorted, and neighbours as one. */
export function deleteSetOf(ranges: Iterable<ItemRange>): Decoded['ds'] {
  const all = Y.createDeleteSet()
  for (const { client, clock, len } of ranges) {
    const list = all.clients.get(client) ?? []
    all.clients.set(client, list)
    list.push({ clock, len })
  }
  return Y.mergeDeleteSets([all])
}

/** An update that does nothing but delete these ranges. */
export const deletionOf = (ranges: Iterable<ItemRange>): Uint8Array =>
  new UpdateWriter().encode(deleteSetOf(ranges))
