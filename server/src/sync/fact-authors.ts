import type { Authorship } from '@dateline/shared/facts/status'

/** Who made and last edited each fact of a story, as the server saw it (rule F7). */
export class FactAuthors {
  readonly #authorship: Map<string, Authorship>

  constructor(known: ReadonlyMap<string, Authorship>) {
    this.#authorship = new Map(known)
  }

  get all(): ReadonlyMap<string, Authorship> {
    return this.#authorship
  }

  /**
   * Somebody touched a fact.
   * @param at ms since epoch
   * @returns how it stands now, and whether the last editor is another than before
   */
  touch(factId: string, userId: string, at: number): { now: Authorship; isNews: boolean } {
    const had = this.#authorship.get(factId)
    const now = { createdBy: had?.createdBy ?? userId, lastEditedBy: userId, lastEditedAt: at }
    this.#authorship.set(factId, now)
    return { now, isNews: had?.lastEditedBy !== userId }
  }

  /** What another node saw. */
  learn(authorship: ReadonlyMap<string, Authorship>): void {
    for (const [factId, by] of authorship) this.#authorship.set(factId, by)
  }
}
