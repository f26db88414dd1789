import { err, ok, type Result } from '@dateline/shared/result'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import type * as Y from 'yjs'
import type { Claim } from '../store/update-store.ts'
import { guard, MAX_STEPS, type Decoded, type Refusal, type Writer } from './guard.ts'
import type { Peer } from './peer.ts'
import type { Presence } from './presence.ts'
import { RateLimit } from './rate-limit.ts'

/**
 * Lets updates into one story, or not: asks the guard, and keeps what it judges by, whose each
 * client id is and how much each socket may still cost (rules Y4–Y8, Y18).
 */
export class Admission {
  readonly #doc: Y.Doc
  readonly #presence: Presence
  readonly #claims: Map<number, string>
  /** What each may still cost: a burst of one update of the largest cost that is let in (Y18). */
  readonly #effort = new WeakMap<Peer, RateLimit>()
  #newClaims: Claim[] = []

  constructor(doc: Y.Doc, presence: Presence, claims: ReadonlyMap<number, string>) {
    this.#doc = doc
    this.#presence = presence
    this.#claims = new Map(claims)
  }

  /** User ids of everybody who ever wrote here, by first appearance. */
  get authors(): readonly string[] {
    return [...new Set(this.#claims.values())]
  }

  /** Whose a client id is, as it was claimed at first sight (rule Y5). */
  writerOf(client: number): string | undefined {
    return this.#claims.get(client)
  }

  /**
   * @param peer the socket it came over; null for a write of the server on a person's behalf
   * @param maxBytes how much the document may still grow
   */
  admit(
    update: Uint8Array,
    writer: Writer,
    peer: Peer | null,
    maxBytes: number,
  ): Result<Decoded, Refusal> {
    const owners = { get: (client: number) => this.#ownerFor(writer.userId, client) }
    const result = guard(update, writer, this.#doc, owners, maxBytes)
    if (!result.ok) return result
    if (peer && !this.#canAfford(peer, result.value.cost)) return err(CLOSE.tooFast)
    for (const clientId of result.value.claims) {
      this.#claims.set(clientId, writer.userId)
      this.#newClaims.push({ clientId, userId: writer.userId })
    }
    return ok(result.value.decoded)
  }

  /** Claims that are on no disk yet; asks for each once. */
  takeNewClaims(): readonly Claim[] {
    const claims = this.#newClaims
    this.#newClaims = [] // even an empty one: a store may still be reading it when the next comes
    return claims
  }

  /** Claims that another node's writers made. */
  learn(claims: ReadonlyMap<number, string>): void {
    for (const [clientId, userId] of claims) this.#claims.set(clientId, userId)
  }

  /** Whose a client id is; one that somebody else shows as theirs is not for this writer to take. */
  #ownerFor(userId: string, client: number): string | undefined {
    const claimed = this.#claims.get(client)
    if (claimed !== undefined) return claimed
    const present = this.#presence.ownerOf(client)
    return present === userId ? undefined : present
  }

  #canAfford(peer: Peer, cost: number): boolean {
    if (cost === 0) return true
    const effort = this.#effort.get(peer) ?? new RateLimit(MAX_STEPS / 2)
    this.#effort.set(peer, effort)
    return effort.take(performance.now(), cost)
  }
}
