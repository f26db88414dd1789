import * as Y from 'yjs'

/** Where no frame is drawn (a page in the background), they wait so long at most. */
const UNSEEN_MS = 100
/** A frame that took longer is followed by a pause as long as it took, which is one's own keys' … */
const CHEAP_MS = 10
/** … but not longer than this: what others write is still seen to move. */
const MAX_PAUSE_MS = 100

interface Hooks {
  /** Before the document changes under the editors: what their person did last goes first. */
  readonly onBefore: () => void
  /** One could not be read; those after it are in. */
  readonly onUnreadable: () => void
}

/**
 * What others write, taken into the document once a frame. In a crowded story an update comes every
 * few milliseconds, and each one that is taken in by itself costs every editor a transaction, and
 * React a rendering, of which the screen shows the last. On a weak device they take half of the
 * thread at most.
 */
export class Incoming {
  readonly #doc: Y.Doc
  readonly #origin: unknown
  readonly #hooks: Hooks
  #updates: Uint8Array[] = []
  #afterwards: (() => void)[] = []
  #frame: number | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  /** When the pause after the last frame ends; by `performance.now()`. */
  #pauseEnds = 0

  /** @param origin of the transaction */
  constructor(doc: Y.Doc, origin: unknown, hooks: Hooks) {
    this.#doc = doc
    this.#origin = origin
    this.#hooks = hooks
  }

  add(update: Uint8Array): void {
    this.#updates.push(update)
    this.#waitForFrame()
  }

  /** Acts in the next frame, once everything that came before it is in the document. */
  afterwards(act: () => void): void {
    this.#afterwards.push(act)
    this.#waitForFrame()
  }

  /** Acts on the document at once, as an update would, after those that wait. */
  now(act: () => void): void {
    this.flush()
    this.#hooks.onBefore()
    act()
  }

  /** Takes in what waits. A fault of somebody who listens to the document is reported. */
  flush(): void {
    this.#stopWaiting()
    const [updates, afterwards] = [this.#updates, this.#afterwards]
    this.#updates = []
    this.#afterwards = []
    if (updates.length > 0) this.#takeIn(updates)
    for (const act of afterwards) act()
  }

  /** Forgets what waits. */
  clear(): void {
    this.#stopWaiting()
    this.#updates = []
    this.#afterwards = []
  }

  #takeIn(updates: readonly Uint8Array[]): void {
    let isUnreadable = false
    this.#hooks.onBefore()
    try {
      const isLocal = false
      Y.transact(
        this.#doc,
        () => {
          for (const update of updates) {
            try {
              Y.applyUpdate(this.#doc, update, this.#origin)
            } catch {
              isUnreadable = true // listeners are only called when the transaction ends
            }
          }
        },
        this.#origin,
        isLocal,
      )
    } catch (fault) {
      reportError(fault)
    }
    if (isUnreadable) this.#hooks.onUnreadable()
  }

  #waitForFrame(): void {
    if (this.#timer !== null) return
    const pause = this.#pauseEnds - performance.now()
    if (pause > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.#waitForFrame()
      }, pause)
      return
    }
    this.#frame = requestAnimationFrame(() => this.#drawFrame())
    this.#timer = setTimeout(() => this.flush(), UNSEEN_MS)
  }

  #drawFrame(): void {
    const began = performance.now()
    this.flush()
    // Once it is laid out and painted, which costs more than taking it in.
    setTimeout(() => {
      const now = performance.now()
      const took = now - began
      if (took > CHEAP_MS) this.#pauseEnds = now + Math.min(took, MAX_PAUSE_MS)
    })
  }

  #stopWaiting(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#frame = null
    this.#timer = null
  }
}
