/** Half a surrogate pair cannot be hashed (RFC 8785) or stored as UTF-8: U+FFFD stands for it. */
export const wellFormed = (text: string): string => text.toWellFormed()

/** At most `limit` UTF-16 units of it, without cutting a character in half. */
export function clip(text: string, limit: number): string {
  const whole = wellFormed(text)
  return whole.length <= limit ? whole : whole.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')
}
