import * as Y from 'yjs'
import { newClientId } from '../scenarios/prepare-room.ts'

const AUTHORS = 20
const PARAGRAPHS = 40

/** Numbers from 0 up to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface History {
  /** One for each edit, in order. */
  readonly updates: readonly Uint8Array[]
  /** The document that they make. */
  readonly doc: Y.Doc
}

/**
 * A story that twenty people have worked on: they write some letters somewhere, take some back, go
 * elsewhere. Every letter is an update of its own.
 */
export function longHistory(edits: number, seed = 7): History {
  const random = randomFrom(seed)
  const upTo = (limit: number) => Math.floor(random() * limit)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const authors = Array.from({ length: AUTHORS }, newClientId)
  doc.clientID = authors[0] ?? 1
  const texts = Array.from({ length: PARAGRAPHS }, () => new Y.XmlText())
  doc.transact(() => {
    const body = doc.getXmlFragment('body')
    for (const text of texts) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [text])
      body.push([paragraph])
    }
  })
  while (updates.length < edits) {
    doc.clientID = authors[upTo(AUTHORS)] ?? 1
    const text = texts[upTo(PARAGRAPHS)]
    if (!text) continue
    let place = upTo(text.length + 1)
    for (let letters = 1 + upTo(12); letters > 0 && updates.length < edits; letters -= 1) {
      if (place > 0 && random() < 0.12) text.delete(--place, 1)
      else text.insert(place++, String.fromCodePoint(97 + upTo(26)))
    }
  }
  return { updates, doc }
}
