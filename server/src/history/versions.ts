/** One committed update, as the log tells it: ms since epoch and user ids. */
export interface Logged {
  readonly at: number
  readonly authors: readonly string[]
}

/** A stretch of work on a story: `updates` commits from `from` to `to`, ms since epoch. */
export interface Version {
  readonly from: number
  readonly to: number
  readonly updates: number
  /** User ids, by first appearance. */
  readonly authors: readonly string[]
}

/** A longer pause in the writing begins a new version. */
export const VERSION_PAUSE_MS = 5 * 60_000
/** And so does a version that has become so long, however busily people write on. */
export const VERSION_LENGTH_MS = 15 * 60_000

/** Groups a story's log, oldest first, into versions, oldest first. */
export function versionsOf(log: readonly Logged[]): readonly Version[] {
  const versions: Version[] = []
  for (const { at, authors } of log) {
    const last = versions.at(-1)
    const goesOn = last && at - last.to <= VERSION_PAUSE_MS && at - last.from < VERSION_LENGTH_MS
    if (goesOn) {
      versions[versions.length - 1] = {
        from: last.from,
        to: at,
        updates: last.updates + 1,
        authors: [...new Set([...last.authors, ...authors])],
      }
    } else {
      versions.push({ from: at, to: at, updates: 1, authors: [...new Set(authors)] })
    }
  }
  return versions
}
