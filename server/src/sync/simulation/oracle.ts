import { factHash } from '@dateline/shared/facts/canonical'
import type { StoryId } from '@dateline/shared/ids'
import * as Y from 'yjs'
import { factsNow, toStoryFacts } from '../../facts/story-facts.ts'
import { replay } from '../../store/replay.ts'
import type { UpdateStore } from '../../store/update-store.ts'
import type { Ledger } from './ledger.ts'
import { isSame } from './same-story.ts'
import { wordsOf, type SimClient } from './sim-client.ts'
import type { SimNode } from './sim-node.ts'
import type { Decisions } from './sim-records.ts'
import type { Truth } from './truth.ts'

interface Seen {
  readonly storyId: StoryId
  readonly truth: Truth
  readonly ledger: Ledger
  readonly clients: readonly SimClient[]
  readonly nodes: readonly SimNode[]
  readonly decisions: Decisions
}

/** What must hold whatever happens, and what must hold once all is well again. */
export class Oracle {
  readonly #seen: Seen

  constructor(seen: Seen) {
    this.#seen = seen
  }

  /** At any moment: nothing is acknowledged, and nothing seen by others, that is not on disk (Y1). */
  checkPromises(): void {
    const { clients, truth, ledger } = this.#seen
    for (const client of clients) {
      for (const [id, clock] of client.promises.clocks) {
        if (!truth.has(id, clock)) ledger.trouble(`${client.userId}: acknowledged, and lost`)
      }
      for (const [id] of client.doc.store.clients) {
        const isOwn = client.ownIds.has(id)
        if (!isOwn && !truth.has(id, Y.getState(client.doc.store, id))) {
          ledger.trouble(`${client.userId} saw what is lost`)
        }
      }
    }
  }

  /** After a start, and in the end: what the log replays is what was written to it. */
  async checkLog(log: UpdateStore): Promise<void> {
    const { storyId, truth, ledger, clients } = this.#seen
    const stored = await log.load(storyId)
    const doc = new Y.Doc()
    if (stored) replay(doc, stored)
    if (!isSame(doc, truth.doc)) ledger.trouble('the log reads something else')
    const words = new Set(wordsOf(doc))
    for (const client of clients) {
      for (const word of client.promises.gone) {
        if (words.has(word)) ledger.trouble(`${word} is back`)
      }
    }
    doc.destroy()
    this.#checkApprovals()
  }

  /** In the end: everybody reads the same, and all of it is there, once. */
  checkWords(): void {
    const { clients, truth, ledger } = this.#seen
    for (const client of clients) {
      const { userId, refusal, doc } = client
      if (refusal !== null) ledger.trouble(`${userId} was refused: ${refusal}`)
      if (!isSame(doc, truth.doc)) ledger.trouble(`${userId} reads something else`)
    }
    const words = wordsOf(truth.doc)
    if (new Set(words).size !== words.length) ledger.trouble('a word is there twice')
    for (const word of ledger.written) {
      if (words.includes(word) === ledger.taken.has(word)) {
        ledger.trouble(`${word} is ${ledger.taken.has(word) ? 'back' : 'gone'}`)
      }
    }
  }

  /** In the end: every node holds what the log replays, and says of each fact where it stands. */
  async checkNodes(): Promise<void> {
    const { nodes, storyId, truth, ledger } = this.#seen
    for (const node of nodes) {
      const room = await node.ask(() => node.live.room(storyId))
      await new Promise<void>((resolve) => (room ? room.whenRead(resolve) : resolve()))
      if (!room || !isSame(room.doc, truth.doc)) ledger.trouble(`${node.name} holds something else`)
      await this.#checkStatuses(node)
    }
  }

  /**
   * In the end: each screen shows everybody else where they are, nobody else, and every decision.
   * @param hasCursors they travel between nodes, or there is one
   */
  checkScreens(hasCursors: boolean): void {
    const { clients, ledger } = this.#seen
    for (const { userId, cursor, record } of clients) {
      for (const other of hasCursors ? clients : []) {
        const { id, at } = other.cursor
        if (id === cursor.id) continue
        if (!cursor.others.has(id)) ledger.trouble(`${userId} does not see ${other.userId}`)
        else if (cursor.others.get(id) !== at) {
          ledger.trouble(`${userId} sees ${other.userId} where they were`)
        }
      }
      const known = new Set(clients.map((client) => client.cursor.id))
      for (const id of cursor.others.keys()) {
        if (!known.has(id)) ledger.trouble(`${userId} sees a ghost`)
      }
      for (const [factId, decisions] of this.#seen.decisions) {
        if (record?.facts[factId]?.latest?.at !== decisions.at(-1)?.at) {
          ledger.trouble(`${userId} was not shown what was decided on ${factId}`)
        }
      }
    }
  }

  /**
   * @param cursors of a node that was just killed
   * @returns how to look whether any of them, which is nowhere else and was not since, is still seen
   */
  ghosts(cursors: readonly number[]): () => void {
    const { clients, nodes, ledger, storyId } = this.#seen
    const visits = (id: number) => clients.map((client) => client.visits.get(id) ?? 0).join()
    // Whoever has a line now went to another node before, and left a dead socket at this one.
    const elsewhere = clients.filter(({ isOnline }) => isOnline).map(({ cursor }) => cursor.id)
    const gone = cursors.filter((id) => !elsewhere.includes(id))
    const before = new Map(gone.map((id) => [id, visits(id)]))
    return () => {
      // A socket of theirs may be dead without a word, at any node: a heartbeat finds out later.
      const here = new Set(nodes.flatMap((node) => node.cursors))
      for (const node of nodes) {
        const room = node.isUp ? node.live.peek(storyId) : undefined
        for (const [id, count] of before) {
          if (visits(id) !== count || here.has(id)) continue
          if (room?.presence.ownerOf(id) !== undefined) ledger.trouble(`${node.name} shows a ghost`)
        }
      }
    }
  }

  async #checkStatuses(node: SimNode): Promise<void> {
    const { storyId, truth, decisions, ledger } = this.#seen
    const now = await node.ask(() => factsNow({ live: node.live, records: node.records }, storyId))
    for (const { id, status, hash } of toStoryFacts(now)) {
      const stands = decisions.get(id)?.at(-1)?.hash === truth.hashOf(id)
      if (hash !== truth.hashOf(id)) ledger.trouble(`${node.name} serves another ${id}`)
      if ((status === 'approved') !== stands) ledger.trouble(`${node.name} says ${id} is ${status}`)
    }
  }

  #checkApprovals(): void {
    const { ledger, truth, decisions } = this.#seen
    for (const [factId, hash] of ledger.standing) {
      if (truth.hashOf(factId) !== hash) ledger.trouble(`the approval of ${factId} fell`)
    }
    for (const { factId, decision } of ledger.told) {
      const isKept = decisions.get(factId)?.includes(decision) ?? false
      if (!isKept) ledger.trouble(`a decision on ${factId} is lost`)
      if (factHash(decision.frozen) !== decision.hash) ledger.trouble(`${factId} froze otherwise`)
    }
  }
}
