const CAP_MS = 5 * 60_000

/**
 * How long to wait before the next try: 2ⁿ of the base with up to a quarter of jitter, five minutes
 * at most (rule B8).
 *
 * @param tries how many there were, from 1
 * @param random from 0 to 1
 */
export function backoffMs(tries: number, baseMs: number, random: number): number {
  const whole = Math.min(CAP_MS, baseMs * 2 ** Math.min(tries, 30))
  return Math.round(whole * (0.75 + random / 4))
}
