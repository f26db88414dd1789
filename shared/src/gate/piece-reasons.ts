import type { GateReason } from '../api/contracts.ts'
import { isSafeEmbed } from '../editor-schema/embed-node.ts'
import type { Piece } from '../story/pieces.ts'
import type { GateStory } from './gate-story.ts'

/**
 * Pictures that a reader could not make sense of, or that nobody is named for, and embeds that lead
 * nowhere safe (rules G12–G14).
 *
 * @param stored hashes of the story's files; left out where they are not known, as on a screen
 */
export function pieceReasons(
  { pieces }: GateStory,
  stored: ReadonlySet<string> | undefined,
): GateReason[] {
  let pictures = 0
  return pieces.flatMap((piece, index) => {
    if (piece.kind === 'figure') pictures += 1
    return reasonsFor(piece, pictures, stored).map(({ needs, code, message }) => ({
      code,
      message,
      place: { kind: 'piece' as const, piece: index, needs },
    }))
  })
}

type Reason = Pick<GateReason, 'code' | 'message'> & { readonly needs: string }

/** @param ordinal of a picture among the pictures, from 1 */
function reasonsFor(
  { kind, attrs }: Piece,
  ordinal: number,
  stored: ReadonlySet<string> | undefined,
): Reason[] {
  if (kind === 'embed') {
    if (isSafeEmbed(attrs['url'])) return []
    const message = `The embed “${attrs['title'] || attrs['url'] || '?'}” has no address that starts with https://. Correct it, or take the embed out.`
    return [{ code: 'embed-without-address', message, needs: 'url' }]
  }
  if (kind !== 'figure') return []
  const reasons: Reason[] = []
  const blank = (key: string) => (attrs[key] ?? '').trim() === ''
  if (stored && !stored.has(attrs['media'] ?? '')) {
    const message = `The file of picture ${ordinal} is not here. Put the picture in again, or take it out.`
    reasons.push({ code: 'picture-without-file', message, needs: 'media' })
  }
  if (blank('alt')) {
    const message = `Picture ${ordinal} has no description for those who cannot see it. Write what it shows.`
    reasons.push({ code: 'picture-without-alt', message, needs: 'alt' })
  }
  if (blank('credit')) {
    const message = `Picture ${ordinal} has no credit. Write who made it, and for whom.`
    reasons.push({ code: 'picture-without-credit', message, needs: 'credit' })
  }
  return reasons
}
