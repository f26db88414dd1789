import * as Y from 'yjs'

interface Sent {
  readonly id: number
  /** Own clock after it. */
  readonly clock: number
  /** Words this device had taken out by then. */
  readonly removed: readonly string[]
}

/** What a device sent over its line, and what the server said that it has of it (rule Y13). */
export class Promises {
  /** Own clock by client id up to which the server said that it has it. */
  readonly clocks = new Map<number, number>()
  /** Words whose removal the server said that it has. */
  readonly gone = new Set<string>()
  #sent: Sent[] = []
  #acknowledged = 0

  get isSettled(): boolean {
    return this.#acknowledged >= this.#sent.length
  }

  /** A new line: counting begins anew. */
  begin(): void {
    this.#sent = []
    this.#acknowledged = 0
  }

  sent({ clientID, store }: Y.Doc, removed: Iterable<string>): void {
    this.#sent.push({ id: clientID, clock: Y.getState(store, clientID), removed: [...removed] })
  }

  /** A message of which what came before it is not sent yet: it promises nothing. */
  sentAlone(): void {
    this.#sent.push({ id: 0, clock: 0, removed: [] })
  }

  acknowledged(count: number): void {
    for (const { id, clock, removed } of this.#sent.slice(this.#acknowledged, count)) {
      this.clocks.set(id, Math.max(this.clocks.get(id) ?? 0, clock))
      for (const word of removed) this.gone.add(word)
    }
    this.#acknowledged = Math.max(this.#acknowledged, count)
  }
}
