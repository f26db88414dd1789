import type { CLOSE } from '@dateline/shared/sync/close-codes'
import type { Wire } from './wire.ts'

export type Closing = (typeof CLOSE)[keyof typeof CLOSE]

/** Whom the server says a socket belongs to; stamped on their presence. */
export interface PeerUser {
  readonly id: string
  readonly name: string
  readonly color: string
  readonly role: string
}

export const isSameUser = (one: PeerUser, other: PeerUser): boolean =>
  one.id === other.id &&
  one.name === other.name &&
  one.color === other.color &&
  one.role === other.role

/** What a room needs of a socket; a real connection and a test's fake both fit. */
export interface Peer {
  readonly user: PeerUser
  readonly canWrite: boolean
  /** Connected with `?v=1`: understands hello, acknowledgements and the record. */
  readonly ours: boolean
  /** Its socket is at another node, which tells of it. */
  readonly isElsewhere?: boolean
  /** Bytes given to the socket that the other side has not taken yet. */
  readonly waiting: number
  send(wire: Wire): void
  close(why: Closing): void
}
