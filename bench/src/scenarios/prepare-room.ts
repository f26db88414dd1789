import * as Y from 'yjs'
import { DocClient } from '../load/doc-client.ts'
import type { ItemId } from '../load/typist.ts'
import { within } from '../measure.ts'
import type { Running, Target } from '../servers/target.ts'

const READY_MS = 20_000
let nextClient = 1_000_000

/** A client id that nobody of this run has. */
export const newClientId = (): number => nextClient++

export interface PreparedRoom {
  readonly room: string
  /** An empty paragraph's text for each who will type. */
  readonly texts: readonly ItemId[]
  /** The whole document. */
  readonly base: Uint8Array
}

/** Gives a story as many empty paragraphs as people will type in it, and sees that they are there. */
export async function prepareRoom(
  target: Target,
  running: Running,
  room: string,
  typists: number,
): Promise<PreparedRoom> {
  const doc = new Y.Doc()
  doc.clientID = newClientId()
  const client = new DocClient(running.seat(room, 0), doc)
  await within(READY_MS, 'joining', client.synced)
  const texts = Array.from({ length: typists }, () => new Y.XmlText())
  const body = doc.getXmlFragment('body')
  const paragraphs = texts.map((text) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    return paragraph
  })
  body.insert(body.length, paragraphs)
  const ids = texts.map((text) => {
    if (!text._item) throw new Error('A text lies nowhere.')
    return { client: text._item.id.client, clock: text._item.id.clock }
  })
  if (target.hasDocuments) await seen(running, room, doc)
  client.close()
  return { room, texts: ids, base: Y.encodeStateAsUpdate(doc) }
}

/** Waits until somebody else who joins has all of a document. */
async function seen(running: Running, room: string, doc: Y.Doc): Promise<void> {
  const other = new DocClient(running.seat(room, 1))
  const isAll = () =>
    Y.getState(other.doc.store, doc.clientID) >= Y.getState(doc.store, doc.clientID)
  const all = new Promise<void>((resolve) => {
    other.onApplied = () => {
      if (isAll()) resolve()
    }
  })
  await within(READY_MS, 'preparing a story', all)
  other.close()
}
