/** A snapshot, without its bytes. */
export interface Rung {
  readonly seq: number
  /** How large it is. */
  readonly size: number
}

/** Older snapshots may weigh so much together, and so many times the newest. */
const MIN_BYTES = 1024 * 1024
const TIMES_THE_NEWEST = 4
/** The newest, and one to fall back to when it cannot be read. */
const ALWAYS_KEPT = 2

/**
 * Which snapshots to give up, so that those of a story stay a bounded number of times as large as its
 * newest however long it is written on (U12). What stays is spread over its updates: any moment is a
 * stretch of log away from a snapshot. Nothing is lost: what a snapshot says, the log says too.
 *
 * @param rungs oldest first
 * @returns sequence numbers
 */
export function surplusOf(rungs: readonly Rung[]): readonly number[] {
  const older = rungs.slice(0, -ALWAYS_KEPT)
  const above = rungs.at(-ALWAYS_KEPT)?.seq ?? 0
  const budget = Math.max(MIN_BYTES, (rungs.at(-1)?.size ?? 0) * TIMES_THE_NEWEST)
  const gone: number[] = []
  for (let sum = sizeOf(older); sum > budget; sum = sizeOf(older)) {
    const gaps = older.map((_, index) => {
      return (older[index + 1]?.seq ?? above) - (older[index - 1]?.seq ?? 0)
    })
    const [rung] = older.splice(gaps.indexOf(Math.min(...gaps)), 1)
    if (rung) gone.push(rung.seq)
  }
  return gone
}

const sizeOf = (rungs: readonly Rung[]): number => rungs.reduce((sum, { size }) => sum + size, 0)
