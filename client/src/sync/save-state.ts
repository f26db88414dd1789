/**
 * What the person is told about their words (rules Y1–Y4). "Saved" follows only from the server's
 * acknowledgement that everything sent on this connection is on its disk.
 */
export type SaveState =
  | { tag: 'loading' } // reading the copy on this device
  | { tag: 'connecting' }
  | { tag: 'saving' }
  | { tag: 'saved'; at: number } // ms since epoch, the server's clock
  | { tag: 'reading' } // up to date, and this person may not write
  | { tag: 'offline'; changes: number; kept: Kept }
  | { tag: 'merged'; changes: number }
  | { tag: 'outOfDate'; changes: number }
  | { tag: 'refused'; code: number; reason: string; changes: number }

/** Where unsent changes wait: on the device, or (no storage there) only in this tab. */
export type Kept = 'device' | 'tab'

export type SaveEvent =
  | { kind: 'loaded'; changes: number; kept: Kept }
  | { kind: 'edited' }
  | { kind: 'kept'; edits: number } // the first so many edits of this session are on the device
  | { kind: 'notKept' } // the device takes no more
  | { kind: 'connected' }
  | { kind: 'hello'; canWrite: boolean }
  | { kind: 'sent'; frame: 'step-2' | 'update' }
  | { kind: 'acknowledged'; count: number; at: number }
  | { kind: 'disconnected' }
  | { kind: 'outOfDate' }
  | { kind: 'refused'; code: number; reason: string }

type Link =
  | { tag: 'loading' }
  | { tag: 'opening' }
  | { tag: 'offline' }
  | {
      tag: 'online'
      /** Update-bearing frames of this connection, sent and acknowledged. */
      sent: number
      acknowledged: number
      /** The server's sync step 1 was answered: whatever was missing there is among the sent. */
      answered: boolean
      /** An edit that no frame carries yet (frames are batched). */
      waiting: boolean
      /** Changes that were made before this connection opened. */
      carried: number
    }
  | { tag: 'outOfDate' }
  | { tag: 'refused'; code: number; reason: string }

export interface SaveModel {
  readonly link: Link
  /** Made here and not acknowledged yet. */
  readonly changes: number
  readonly kept: Kept
  /** Edits of this session, and how many of them are on the device. */
  readonly edits: number
  readonly editsKept: number
  readonly canWrite: boolean
  readonly savedAt: number
  /** How many changes the last reconnection brought in; until the next edit. */
  readonly merged: number
}

export const NEW_SAVE_MODEL: SaveModel = {
  link: { tag: 'loading' },
  changes: 0,
  kept: 'device',
  edits: 0,
  editsKept: 0,
  canWrite: true,
  savedAt: 0,
  merged: 0,
}

/** The next model after an event. Pure. */
export function advance(model: SaveModel, event: SaveEvent): SaveModel {
  const { link } = model
  // A refusal is final for this session: what arrives later must not hide it.
  if (link.tag === 'refused' || link.tag === 'outOfDate') {
    return event.kind === 'edited' ? edit(model) : model
  }
  switch (event.kind) {
    case 'loaded':
      return { ...model, link: { tag: 'opening' }, changes: event.changes, kept: event.kept }
    case 'edited':
      return { ...edit(model), link: link.tag === 'online' ? { ...link, waiting: true } : link }
    case 'kept':
      return { ...model, editsKept: Math.max(model.editsKept, event.edits) }
    case 'notKept':
      return { ...model, kept: 'tab' }
    case 'connected':
      return {
        ...model,
        link: {
          tag: 'online',
          sent: 0,
          acknowledged: 0,
          answered: false,
          waiting: false,
          carried: model.changes,
        },
      }
    case 'hello':
      return { ...model, canWrite: event.canWrite }
    case 'sent':
      if (link.tag !== 'online') return model
      return {
        ...model,
        link: {
          ...link,
          sent: link.sent + 1,
          answered: link.answered || event.frame === 'step-2',
          waiting: false,
        },
      }
    case 'acknowledged':
      return acknowledge(model, event.count, event.at)
    case 'disconnected':
      return { ...model, link: { tag: 'offline' }, merged: 0 }
    case 'outOfDate':
      return { ...model, link: { tag: 'outOfDate' } }
    case 'refused':
      return { ...model, link: { tag: 'refused', code: event.code, reason: event.reason } }
    default:
      return event satisfies never
  }
}

const edit = (model: SaveModel): SaveModel => ({
  ...model,
  changes: model.changes + 1,
  edits: model.edits + 1,
  merged: 0,
})

function acknowledge(model: SaveModel, count: number, at: number): SaveModel {
  if (model.link.tag !== 'online') return model
  const link = { ...model.link, acknowledged: Math.max(model.link.acknowledged, count) }
  if (!isAllAcknowledged(link)) return { ...model, link }
  return {
    ...model,
    link: { ...link, carried: 0 },
    changes: 0,
    savedAt: at,
    merged: link.carried > 0 ? link.carried : model.merged,
  }
}

const isAllAcknowledged = (link: Extract<Link, { tag: 'online' }>): boolean =>
  link.answered && !link.waiting && link.acknowledged >= link.sent

/** How many changes wait where `kept` says: none counts as on the device before it is written. */
function waitingChanges({ changes, kept, edits, editsKept }: Omit<SaveModel, 'link'>): number {
  return kept === 'tab' ? changes : Math.max(0, changes - (edits - editsKept))
}

/** What to show for a model. Pure. */
export function saveState({ link, ...model }: SaveModel): SaveState {
  switch (link.tag) {
    case 'loading':
      return { tag: 'loading' }
    case 'opening':
      return { tag: 'connecting' }
    case 'offline':
      return { tag: 'offline', changes: waitingChanges(model), kept: model.kept }
    case 'online':
      if (!model.canWrite) return { tag: link.answered ? 'reading' : 'connecting' }
      if (isAllAcknowledged(link)) {
        return model.merged > 0
          ? { tag: 'merged', changes: model.merged }
          : { tag: 'saved', at: model.savedAt }
      }
      return model.changes > 0 ? { tag: 'saving' } : { tag: 'connecting' }
    case 'outOfDate':
      return { tag: 'outOfDate', changes: model.changes }
    case 'refused':
      return { tag: 'refused', code: link.code, reason: link.reason, changes: model.changes }
    default:
      return link satisfies never
  }
}
