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

/** Coprime to the palette's length: neighbours in it look alike, so colours are given out in steps. */
const STEP = 5

/** The colour for somebody new, given those of everybody there: one that few have. */
export function colorForNewcomer(taken: readonly string[]): string {
  const uses = (color: string) => taken.filter((one) => one === color).length
  const inSteps = PALETTE.map((_, n) => PALETTE[(n * STEP) % PALETTE.length] ?? PALETTE[0])
  return inSteps.toSorted((a, b) => uses(a) - uses(b))[0] ?? PALETTE[0]
}

/** The colour of an account that was never given one, from its id: the same on every screen. */
export function colorOf(userId: string): string {
  let hash = 0
  for (const char of userId) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0
  return PALETTE[hash % PALETTE.length] ?? PALETTE[0]
}
