import * as Y from 'yjs'
import type { Random } from './random.ts'

interface Packet {
  readonly to: number
  readonly update: Uint8Array
}

/**
 * Replicas of one document and a network between them that delivers late, in any order and not at
 * all, as one seed decides. What is lost is made good the way the real protocol does it: whoever
 * comes back exchanges state vectors with those who are there.
 */
export class FakeNetwork {
  readonly docs: readonly Y.Doc[]
  readonly #online = new Set<number>()
  readonly #random: Random
  #underway: Packet[] = []

  /** All replicas start empty, connected and with client ids 1, 2, 3 …, so a run can be repeated. */
  constructor(size: number, random: Random) {
    this.#random = random
    this.docs = Array.from({ length: size }, (_, index) => {
      const doc = new Y.Doc()
      doc.clientID = index + 1
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== this) this.#send(index, update)
      })
      this.#online.add(index)
      return doc
    })
  }

  /** Cuts one off: what was on its way to it is lost, what it writes stays with it. */
  disconnect(index: number): void {
    this.#online.delete(index)
    this.#underway = this.#underway.filter(({ to }) => to !== index)
  }

  /** Back again: gives everybody who is there what they lack, and gets what it lacks. */
  connect(index: number): void {
    if (this.#online.has(index)) return
    for (const other of this.#online) this.#exchange(index, other)
    this.#online.add(index)
  }

  /** Delivers one update, not necessarily the oldest. */
  deliverOne(): void {
    const packet = this.#takeAny()
    if (packet) this.#apply(packet.to, packet.update)
  }

  /** Loses one update; only its receiver's next exchange makes that good. */
  dropOne(): void {
    this.#takeAny()
  }

  /** Delivers everything, brings everybody back and lets them exchange until nothing is missing. */
  settle(): void {
    while (this.#underway.length > 0) this.deliverOne()
    for (const index of this.docs.keys()) this.#online.add(index)
    for (const index of this.docs.keys()) this.#exchange(0, index)
    for (const index of this.docs.keys()) this.#exchange(0, index)
  }

  #send(from: number, update: Uint8Array): void {
    if (!this.#online.has(from)) return
    for (const to of this.#online) if (to !== from) this.#underway.push({ to, update })
  }

  #takeAny(): Packet | undefined {
    if (this.#underway.length === 0) return undefined
    const index = this.#random.below(this.#underway.length)
    const packet = this.#underway[index]
    const last = this.#underway.pop()
    if (last && index < this.#underway.length) this.#underway[index] = last
    return packet
  }

  #exchange(one: number, other: number): void {
    const [a, b] = [this.docs[one], this.docs[other]]
    if (!a || !b || a === b) return
    this.#apply(other, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
    this.#apply(one, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
  }

  /** What arrives goes no further: everybody sends to everybody. */
  #apply(to: number, update: Uint8Array): void {
    const doc = this.docs[to]
    if (doc) Y.applyUpdate(doc, update, this)
  }
}
