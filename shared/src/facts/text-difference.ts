export interface TextDifference {
  /** Where the texts part, in UTF-16 units. */
  readonly at: number
  /** How many units go there. */
  readonly remove: number
  /** What comes instead. */
  readonly insert: string
}

/**
 * The one span in which two well-formed texts differ. It never begins or ends inside a surrogate
 * pair: a Y.Text that is cut there loses the character for everybody.
 */
export function textDifference(now: string, next: string): TextDifference {
  const shorter = Math.min(now.length, next.length)
  let at = 0
  while (at < shorter && now[at] === next[at]) at += 1
  if (at > 0 && isHighSurrogate(now.charCodeAt(at - 1))) at -= 1
  let tail = 0
  while (tail < shorter - at && now[now.length - 1 - tail] === next[next.length - 1 - tail]) {
    tail += 1
  }
  if (tail > 0 && isLowSurrogate(now.charCodeAt(now.length - tail))) tail -= 1
  return { at, remove: now.length - tail - at, insert: next.slice(at, next.length - tail) }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
