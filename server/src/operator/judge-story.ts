import * as Y from 'yjs'
import type { Stretch } from '../store/log-rows.ts'
import { replay } from '../store/replay.ts'
import type { Quarantined, Snapshot } from '../store/update-store.ts'

/** A trouble as a sentence. */
export function inWords({ storyId, kind, firstSeq, lastSeq, reason }: Quarantined): string {
  const one = firstSeq === lastSeq
  const updates = one ? `update ${firstSeq}` : `updates ${firstSeq} to ${lastSeq}`
  const what = kind === 'snapshot' ? `the snapshot of update ${firstSeq}` : updates
  const is = one ? 'is' : 'are'
  const how = reason === 'missing' ? 'missing' : 'damaged: the checksum is wrong'
  return `Story ${storyId}: ${what} ${is} ${how}.`
}

/** Everything that is stored of one story. */
export interface StoredWhole {
  readonly storyId: string
  readonly stretch: Stretch
  readonly quarantined: readonly Quarantined[]
  /** Newest first. */
  readonly snapshots: readonly (Snapshot & { at: number; isSound: boolean })[]
}

/** Checks checksums, numbering and decoding, and each snapshot against the log (U2, U5, U7, U8). */
export function judgeStory({ storyId, stretch, quarantined, snapshots }: StoredWhole) {
  const { log, troubles } = stretch
  const found = troubles.map(inWords)
  for (const known of quarantined) found.push(`In quarantine: ${inWords(known)}`)
  const doc = new Y.Doc()
  const isWhole = troubles.length === 0 && quarantined.length === 0
  let next = 0
  for (const snapshot of snapshots.toReversed()) {
    const { seq, at } = snapshot
    const range = { kind: 'snapshot', firstSeq: seq, lastSeq: seq, from: at, to: at } as const
    if (!snapshot.isSound) {
      found.push(inWords({ storyId, ...range, authors: [], reason: 'damaged', isLost: false }))
      continue
    }
    const until = log.findIndex((entry) => entry.seq > seq)
    const some = log.slice(next, until === -1 ? undefined : until)
    found.push(...applyAll(doc, storyId, some))
    next += some.length
    if (isWhole && !isStateOf(doc, snapshot)) {
      found.push(`Story ${storyId}: the snapshot of update ${seq} is not what the log says.`)
    }
  }
  found.push(...applyAll(doc, storyId, log.slice(next)))
  doc.destroy()
  return { updates: log.length, troubles: found }
}

function applyAll(
  doc: Y.Doc,
  storyId: string,
  log: readonly { seq: number; update: Uint8Array }[],
): readonly string[] {
  const troubles: string[] = []
  doc.transact(() => {
    for (const { seq, update } of log) {
      try {
        Y.decodeUpdate(update)
        Y.applyUpdate(doc, update)
      } catch {
        troubles.push(`Story ${storyId}: update ${seq} does not decode.`)
      }
    }
  })
  return troubles
}

/** The same items and the same deletions: no two documents can have these and read differently. */
function isStateOf(doc: Y.Doc, snapshot: Snapshot): boolean {
  const other = new Y.Doc()
  try {
    replay(other, { snapshot, updates: [] })
    return Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(other))
  } catch {
    return false
  } finally {
    other.destroy()
  }
}
