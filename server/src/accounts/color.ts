/**
 * Colours of carets and avatars, all of one lightness: each has a contrast of at least 4:1 with
 * white and with the dark theme's ground, so the same colour serves both (color.test.ts).
 */
export const PALETTE = [
  '#c94c67',
  '#c95133',
  '#b36303',
  '#8d7608',
  '#558401',
  '#018859',
  '#088580',
  '#0781a3',
  '#2977d3',
  '#7468d4',
  '#a05abd',
  '#bc4f93',
] as const

/** A person's colour, from their id: the same on every screen and after every restart. */
export function colorOf(userId: string): string {
  let hash = 0
  for (const char of userId) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0
  return PALETTE[hash % PALETTE.length] ?? PALETTE[0]
}
