import * as Y from 'yjs'
import { inCausalOrder } from './causal-order.ts'
import type { Struct } from './guard.ts'
import { UpdateWriter } from './update-writer.ts'

/**
 * Cuts an update into several that a client can take one after the other, each with all it hangs
 * on in itself or in those before it, so that nothing waits and nothing is done twice. Deletions
 * are left out: whoever sends the parts ends with what came since (rule Y19).
 *
 * @param bytes about how large a part may get; one item is only cut where it is text
 */
export function splitUpdate(update: Uint8Array, bytes: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = []
  let part = new UpdateWriter()
  for (const struct of inCausalOrder(pieces(Y.decodeUpdate(update).structs, bytes))) {
    part.add(struct)
    if (part.size < bytes) continue
    parts.push(part.encode())
    part = new UpdateWriter()
  }
  if (part.size > 0) parts.push(part.encode())
  return parts
}

/** The items by client, long texts cut. */
function pieces(structs: readonly Struct[], bytes: number): ReadonlyMap<number, Struct[]> {
  const byClient = new Map<number, Struct[]>()
  for (const struct of structs) {
    const list = byClient.get(struct.id.client) ?? []
    byClient.set(struct.id.client, list)
    if (isText(struct) && struct.length > bytes) list.push(...cutText(struct, bytes))
    else list.push(struct)
  }
  return byClient
}

type TextItem = Y.Item & { readonly content: Y.ContentString }

const isText = (struct: Struct): struct is TextItem =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString

function cutText(item: TextItem, bytes: number): Y.Item[] {
  const { client, clock } = item.id
  const { str } = item.content
  const cut: Y.Item[] = []
  for (let from = 0; from < str.length;) {
    let to = Math.min(str.length, from + bytes)
    if (isFirstOfPair(str, to - 1) && to < str.length) to += 1
    const content = new Y.ContentString(str.slice(from, to))
    const origin = from === 0 ? item.origin : Y.createID(client, clock + from - 1)
    // What hangs on a neighbour says its parent through it, as Yjs itself writes it.
    const [parent, key] = from === 0 ? [item.parent, item.parentSub] : [null, null]
    const id = Y.createID(client, clock + from)
    cut.push(new Y.Item(id, null, origin, null, item.rightOrigin, parent, key, content))
    from = to
  }
  return cut
}

function isFirstOfPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code < 0xdc00
}
