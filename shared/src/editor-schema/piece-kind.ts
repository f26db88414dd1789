/** What stands between the blocks of copy, at the top level of the body alone. */
export const PIECES = ['figure', 'table', 'embed'] as const
export type PieceKind = (typeof PIECES)[number]
