import * as Y from 'yjs'
import { PIECES, type PieceKind } from '../editor-schema/piece-kind.ts'

/** A picture, table or embed of the body, by what people typed into it. A peer may write anything. */
export interface Piece {
  readonly kind: PieceKind
  /** Attributes that are words; the others are left out. */
  readonly attrs: Readonly<Record<string, string>>
}

/** Those of the body, in reading order. */
export function piecesOf(body: Y.XmlFragment): readonly Piece[] {
  return body.toArray().flatMap((node) => {
    if (!(node instanceof Y.XmlElement)) return []
    const kind = PIECES.find((name) => name === node.nodeName)
    if (!kind) return []
    const words = Object.entries(node.getAttributes() as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return [{ kind, attrs: Object.fromEntries(words) }]
  })
}
