import type { Decision } from '@dateline/shared/facts/status'
import type { FactId } from '@dateline/shared/ids'

/** One change of a fact: under which client id it was made, and that one's clock after it. */
interface Edit {
  readonly clientId: number
  readonly clock: number
}

/** What people did in one run, and what came of it. */
export class Ledger {
  /** Everything that happened, one line each: the same seed writes the same. */
  readonly trace: string[] = []
  readonly troubles: string[] = []
  /** Words that must be there in the end, unless somebody took them out. */
  readonly written = new Set<string>()
  /** Words of which nobody heard whether they were written. */
  readonly unheard = new Set<string>()
  readonly taken = new Set<string>()
  readonly edits = new Map<FactId, readonly Edit[]>()
  /** Approvals of facts that nobody has touched since, nor was about to: they must stand. */
  readonly standing = new Map<FactId, string>()
  /** Decisions of which somebody was told that they were made. */
  readonly told: { factId: FactId; decision: Decision }[] = []
  kills = 0
  readonly #now: () => number
  #words = 0

  /** @param now ms of the simulation */
  constructor(now: () => number) {
    this.#now = now
  }

  newWord(): string {
    return `w${(this.#words += 1)}`
  }

  note(what: string): void {
    this.trace.push(`${this.#now()} ${what}`)
  }

  trouble(what: string): void {
    if (this.troubles.includes(what)) return
    this.troubles.push(what)
    this.note(`TROUBLE: ${what}`)
  }

  edited(factId: FactId, edit: Edit): void {
    this.edits.set(factId, [...(this.edits.get(factId) ?? []), edit])
    this.standing.delete(factId)
  }
}
