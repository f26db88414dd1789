import { err, ok, type Result } from '@dateline/shared/result'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import * as Y from 'yjs'
import { integrationCost } from './integration-cost.ts'
import { areSoundDeletions, isBehindItself, isSound } from './update-shape.ts'

export type Decoded = ReturnType<typeof Y.decodeUpdate>
export type Struct = Decoded['structs'][number]
export type Refusal = (typeof CLOSE)[
  | 'badMessage'
  | 'readOnly'
  | 'foreignAuthor'
  | 'massDeletion'
  | 'tooLarge'
  | 'tooFast']

/** More new client ids than one person's offline sessions ever make. */
const MAX_NEW_CLAIMS = 200
/** Items that Yjs may have to look at to place those of one update: a tenth of a second or two. */
export const MAX_STEPS = 1_000_000

export interface Writer {
  readonly userId: string
  readonly canWrite: boolean
}

export interface Admitted {
  readonly decoded: Decoded
  /** Client ids nobody had yet, which are this writer's from now on. */
  readonly claims: readonly number[]
  /** Steps that Yjs may need to find its items' places; none for plain typing. */
  readonly cost: number
}

/**
 * May this update in? Decides who writes, as whom and how much, and that it decodes; what it says
 * is checked again by everyone who reads it (rules Y4–Y8, Y18, docs/rules/sync.md).
 *
 * @param owners client id → user id of everybody who ever wrote into this story, or is about to
 * @param maxBytes how much the document may still grow
 */
export function guard(
  update: Uint8Array,
  writer: Writer,
  doc: Y.Doc,
  owners: Pick<ReadonlyMap<number, string>, 'get'>,
  maxBytes: number,
): Result<Admitted, Refusal> {
  if (update.byteLength > maxBytes) return err(CLOSE.tooLarge)
  const decoded = decode(update)
  if (!decoded) return err(CLOSE.badMessage)

  const fresh = new Set<number>()
  const news: Struct[] = []
  for (const struct of decoded.structs) {
    if (struct instanceof Y.Skip) continue
    // Also of what we have already: Yjs looks its neighbours up before it passes it over.
    if (!isBehindItself(struct)) return err(CLOSE.badMessage)
    const { client, clock } = struct.id
    // What we have already is ignored by Yjs: a client may tell us our own items again (step 2).
    if (clock + struct.length <= Y.getState(doc.store, client)) continue
    if (!writer.canWrite) return err(CLOSE.readOnly)
    const owner = owners.get(client)
    if (owner === undefined) fresh.add(client)
    else if (owner !== writer.userId) return err(CLOSE.foreignAuthor)
    news.push(struct)
  }
  if (fresh.size > MAX_NEW_CLAIMS || !areSoundDeletions(decoded.ds)) return err(CLOSE.badMessage)
  if (!writer.canWrite && deletesSomething(doc, decoded.ds)) return err(CLOSE.readOnly)
  if (!isSound(news, doc)) return err(CLOSE.badMessage)
  const cost = integrationCost(news, doc, MAX_STEPS)
  if (cost > MAX_STEPS) return err(CLOSE.tooLarge)
  return ok({ decoded, claims: [...fresh], cost })
}

function decode(update: Uint8Array): Decoded | undefined {
  try {
    return Y.decodeUpdate(update)
  } catch {
    return undefined
  }
}

/** A viewer's step 2 repeats the deletions it was sent; only one that is new is a write. */
function deletesSomething(doc: Y.Doc, ds: Decoded['ds']): boolean {
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (clock + len > Y.getState(doc.store, client)) return true
      if (liveStructs(doc, client, clock, len).length > 0) return true
    }
  }
  return false
}

/** Items of a range that the document holds and that nobody has deleted yet. */
export function liveStructs(doc: Y.Doc, client: number, clock: number, len: number): Y.Item[] {
  const structs = doc.store.clients.get(client)
  const known = Y.getState(doc.store, client)
  if (!structs || clock >= known) return []
  const live: Y.Item[] = []
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= clock + len) break
    if (struct instanceof Y.Item && !struct.deleted) live.push(struct)
  }
  return live
}
