/** Seconds, as sites and proxies send them; a date is rare and left to the back-off. @returns ms */
export function retryAfter(header: string | undefined): number | undefined {
  const seconds = Number(header)
  return header !== undefined && header !== '' && Number.isFinite(seconds) && seconds >= 0
    ? seconds * 1_000
    : undefined
}
