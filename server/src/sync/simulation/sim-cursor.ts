import { Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import type * as Y from 'yjs'

/**
 * Where a device is, and where it sees others, with the awareness of a stock client. Its own timer
 * is off: nobody is forgotten here because they were silent, so whoever stays on a screen too long
 * is a ghost of the server's.
 */
export class SimCursor {
  readonly awareness: Awareness

  /** @param moved told when there is something to send */
  constructor(doc: Y.Doc, moved: () => void) {
    this.awareness = new Awareness(doc)
    clearInterval(this.awareness._checkInterval as NodeJS.Timeout)
    this.awareness.on('update', (_changes: unknown, origin: unknown) => {
      if (origin === 'local') moved()
    })
  }

  get id(): number {
    return this.awareness.clientID
  }

  /** What it says of itself. */
  get message(): Uint8Array {
    return encodeAwarenessUpdate(this.awareness, [this.id])
  }

  /** Where it is, by its own account. */
  get at(): unknown {
    return this.awareness.getLocalState()?.['at']
  }

  /** Where it sees each of the others, by client id. */
  get others(): ReadonlyMap<number, unknown> {
    const states = [...this.awareness.getStates()].filter(([id]) => id !== this.id)
    return new Map(states.map(([id, state]) => [id, state['at'] as unknown]))
  }

  moveTo(at: number): void {
    this.awareness.setLocalStateField('at', at)
  }

  leave(): void {
    this.awareness.setLocalState(null)
  }

  /** As the provider does when its line is cut. */
  forgetOthers(): void {
    removeAwarenessStates(this.awareness, [...this.others.keys()], 'cut')
  }
}
