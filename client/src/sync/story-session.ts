import type { Person } from '@dateline/shared/api/contracts'
import type { FactStatus } from '@dateline/shared/facts/status'
import type { Language, Meta } from '@dateline/shared/story/meta-doc'
import { StoryDoc, TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import { deleteDB } from 'lib0/indexeddb'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { statusSnapshots } from './fact-statuses.ts'
import { keepText } from './kept-text.ts'
import { mendMergedSplits } from './mend-merged-splits.ts'
import { OfflineCopy, offlineCopyName } from './offline-copy.ts'
import { peopleIn, type Presence } from './presence.ts'
import { advance, NEW_SAVE_MODEL, saveState, type SaveEvent, type SaveState } from './save-state.ts'
import { ServerLink } from './server-link.ts'
import { Cell, derived, type Snapshots } from './snapshots.ts'
import { wordsOfBrokenCopy } from './sound-copy.ts'
import { lengths, textChanges, type Lengths, type TextSnapshots } from './text-snapshots.ts'

/** A page may hear nothing more after these: what waits to be sent goes out. */
const PUT_AWAY = ['blur', 'visibilitychange', 'pagehide', 'beforeunload'] as const

export interface SessionOptions {
  readonly storyId: string
  readonly user: Person
  /** The newsroom's (rule D12). */
  readonly timeZone: string
  /** `ws://host/sync` */
  readonly syncUrl: string
  /** Why a connection was turned down, asked over HTTP: browsers hide the status of an upgrade. */
  readonly whyRefused: (storyId: string) => Promise<Refusal | undefined>
}

export interface Refusal {
  readonly code: number
  readonly reason: string
}

/**
 * One story, open on one screen: its document, its copy on this device, its connection, and the
 * server's record of it. No React in here; components look at the `Snapshots` through useSnapshot
 * and change the document through `story`, with `origin` as the origin of their transactions.
 */
export class StorySession {
  readonly storyId: string
  readonly user: Person
  readonly timeZone: string
  readonly doc = new Y.Doc()
  readonly story = new StoryDoc(this.doc, Date.now)
  readonly awareness = new Awareness(this.doc)
  /** Origin of every change made by hand here that does not come from a text editor. */
  readonly origin: object = { of: 'session' }

  readonly saveState: Snapshots<SaveState>
  /** The server's part: status, assignee, decisions. null until it arrived. */
  readonly record: Snapshots<RecordMessage | null>
  /** Whether this person may write now; false from the moment the server says so. */
  readonly canWrite: Snapshots<boolean>
  readonly people: Snapshots<readonly Presence[]>
  readonly factStatuses: Snapshots<ReadonlyMap<string, FactStatus>>
  /** Counts up with every change of the text. */
  readonly text: TextSnapshots
  readonly lengths: Snapshots<Lengths>
  readonly meta: Snapshots<Meta>
  /** The headline as a reader would read it. */
  readonly headline: Snapshots<string>
  /** The language the story is written in. */
  readonly language: Snapshots<Language>
  /**
   * Whether there is a document to show: from this device, or from the server. Until then nothing
   * may be typed: it would make a second headline beside the one that is still on its way.
   */
  readonly hasContent: Snapshots<boolean>

  readonly #options: SessionOptions
  readonly #saveState = new Cell<SaveState>(saveState(NEW_SAVE_MODEL))
  readonly #record = new Cell<RecordMessage | null>(null)
  readonly #canWrite: Cell<boolean>
  readonly #hasContent = new Cell(false)
  readonly #beforeIncoming = new Set<() => void>()
  #model = NEW_SAVE_MODEL
  #copy: OfflineCopy | null = null
  #link: ServerLink | null = null
  #stopMending: () => void = () => undefined
  #life: 'opening' | 'open' | 'destroyed' = 'opening'

  constructor(options: SessionOptions) {
    this.#options = options
    this.storyId = options.storyId
    this.user = options.user
    this.timeZone = options.timeZone
    this.#canWrite = new Cell(options.user.role !== 'viewer')
    this.saveState = this.#saveState
    this.record = this.#record
    this.canWrite = this.#canWrite
    this.hasContent = this.#hasContent
    const { meta, facts } = this.story
    this.meta = { list: () => meta.read(), subscribe: (onChange) => meta.subscribe(onChange) }
    this.language = derived([this.meta], () => meta.read().language)
    this.text = textChanges(this.story)
    this.headline = derived([this.text, facts, this.meta], () => fieldText(this.story, 'headline'))
    this.lengths = lengths(this.story, this.text)
    this.people = peopleIn(this.awareness)
    this.factStatuses = statusSnapshots(this.story.facts, this.#record)
    const { id, name, color } = options.user
    this.awareness.setLocalState({ user: { id, name, color }, field: null })
  }

  /** Reads the copy on this device, then connects. Call once. */
  async open(): Promise<void> {
    const name = offlineCopyName(this.user.id, this.storyId)
    await this.#setBrokenCopyAside(name)
    const opened = await OfflineCopy.open(name, this.doc, {
      onKept: (edits) => this.#advance({ kind: 'kept', edits }),
      onLost: () => this.#advance({ kind: 'notKept' }),
    })
    if (this.#life === 'destroyed') return void opened?.copy.close()
    this.#life = 'open'
    this.#copy = opened?.copy ?? null
    if (opened?.record) this.#record.set(opened.record)
    this.#advance({ kind: 'loaded', changes: opened?.unsent ?? 0, kept: opened ? 'device' : 'tab' })
    if (this.doc.store.clients.size > 0) this.#hasContent.set(true)
    // Before the provider listens, so that an edit is known before its frame is counted.
    this.doc.on('update', this.#onUpdate)
    const { doc, awareness } = this
    const epoch = opened?.epoch ?? null
    this.#link = new ServerLink(this.#options.syncUrl, this.storyId, doc, awareness, epoch, {
      onEvent: (event) => this.#advance(event),
      onRecord: (record) => this.#takeRecord(record),
      onEpoch: (current) => this.#copy?.keepEpoch(current),
      onBeforeIncoming: () => this.#beforeIncoming.forEach((act) => act()),
      onSynced: () => this.#hasContent.set(true),
      onUnreachable: () => void this.#askWhy(),
    })
    const mayMend = () => this.#hasContent.list() && this.#canWrite.list()
    this.#stopMending = mendMergedSplits(this.story, mayMend, this.origin)
    this.#link.connect()
    for (const event of PUT_AWAY) globalThis.addEventListener(event, this.#onPutAway)
    globalThis.addEventListener('offline', this.#onNetwork)
    globalThis.addEventListener('online', this.#onNetwork)
  }

  /** Tells the others where this person is: a text field, `fact:<id>.<key>`, or nowhere. */
  enter(field: string | null): void {
    if (this.awareness.getLocalState()?.['field'] === field) return
    this.awareness.setLocalStateField('field', field)
  }

  /** Leaves a place, unless this person is somewhere else already. */
  leave(field: string): void {
    if (this.awareness.getLocalState()?.['field'] === field) this.enter(null)
  }

  /** Acts each time before what others wrote is taken in. @returns stop that */
  beforeIncoming(act: () => void): () => void {
    this.#beforeIncoming.add(act)
    return () => this.#beforeIncoming.delete(act)
  }

  /** Everything written here as plain text, for a person to keep when the server will not have it. */
  plainText(): string {
    return TEXT_FIELDS.map((field) => fieldText(this.story, field))
      .filter((text) => text.trim() !== '')
      .join('\n\n')
  }

  /** Forgets the copy on this device: after a refusal, once the person has their text. */
  async discardCopy(): Promise<void> {
    await this.#copy?.discard()
    this.#copy = null
  }

  /** Closes connection and copy. What is unsent stays on the device. */
  destroy(): void {
    this.#life = 'destroyed'
    for (const event of PUT_AWAY) globalThis.removeEventListener(event, this.#onPutAway)
    globalThis.removeEventListener('offline', this.#onNetwork)
    globalThis.removeEventListener('online', this.#onNetwork)
    this.doc.off('update', this.#onUpdate)
    this.#stopMending()
    this.#link?.destroy()
    void this.#copy?.close()
    this.awareness.destroy()
  }

  readonly #onUpdate = (
    _update: Uint8Array,
    _origin: unknown,
    _doc: Y.Doc,
    transaction: Y.Transaction,
  ): void => {
    if (transaction.local) this.#advance({ kind: 'edited' })
  }

  readonly #onNetwork = (): void => this.#link?.recheck()
  readonly #onPutAway = (): void => this.#link?.flush()

  #advance(event: SaveEvent): void {
    this.#model = advance(this.#model, event)
    const next = saveState(this.#model)
    if (JSON.stringify(next) !== JSON.stringify(this.#saveState.list())) this.#saveState.set(next)
    if (event.kind === 'hello') this.#canWrite.set(event.canWrite)
    if (event.kind === 'refused' || event.kind === 'outOfDate') this.#canWrite.set(false)
    if (event.kind !== 'loaded') this.#copy?.keepCount(this.#model.changes, this.#model.edits)
  }

  #takeRecord(record: RecordMessage): void {
    const had = this.#record.list()
    if (had && record.story.version < had.story.version) return
    this.#record.set(record)
    this.#copy?.keepRecord(record)
  }

  /** A copy that cannot be read gives way to the server's; its words are offered to the person. */
  async #setBrokenCopyAside(name: string): Promise<void> {
    if (typeof indexedDB === 'undefined') return
    try {
      const words = await wordsOfBrokenCopy(name)
      if (words !== null && keepText(this.user.id, this.storyId, words)) await deleteDB(name)
    } catch {
      return // no storage here: the session works in memory and says so
    }
  }

  async #askWhy(): Promise<void> {
    const refusal = await this.#options.whyRefused(this.storyId)
    if (refusal && this.#life === 'open') this.#link?.refuse(refusal.code, refusal.reason)
  }
}
