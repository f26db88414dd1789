import { encodeMessage } from '@dateline/shared/sync/protocol'
import { framed, type Wire } from './wire.ts'

/**
 * Acknowledgements of one tick. Those of a crowd differ in their count at most, and many counts
 * are the same, so each is encoded once.
 */
export function acknowledgements(at: number): (count: number) => Wire {
  const made = new Map<number, Wire>()
  return (count) => {
    const known = made.get(count)
    if (known) return known
    const wire = framed(encodeMessage({ kind: 'ack', count, at }))
    made.set(count, wire)
    return wire
  }
}
