import type { PeerUser } from './peer.ts'

/** One person's newest state in a story, as another node passes it on; null once they left. */
export interface Sighting {
  /** Of the socket, on its node: counted up, and never given twice. */
  readonly socket: number
  readonly user: PeerUser
  /** The awareness message as their client sent it. */
  readonly payload: Uint8Array | null
}

/**
 * What nodes tell each other (rules N5–N9). All of it is a hint that may be lost, repeated or late:
 * what must be right is asked of PostgreSQL.
 */
export type BusMessage =
  /** An update was committed. Its bytes, where the bus carries them; else only that there is one. */
  | {
      readonly kind: 'update'
      readonly storyId: string
      readonly seq: number
      readonly update?: Uint8Array
      /** Claims or authorship came with it, which are read from the log. */
      readonly isPlain: boolean
    }
  /** Who moved in a story; `isAll`: these are all that the node has there, of sockets up to `upTo`. */
  | {
      readonly kind: 'presence'
      readonly storyId: string
      readonly isAll: boolean
      readonly upTo?: number | undefined
      readonly people: readonly Sighting[]
    }
  /** Somebody opened this story here: who has people in it? */
  | { readonly kind: 'who'; readonly storyId: string }
  /** User ids of all that the node has in a story, for the desk; of sockets up to `upTo`. */
  | {
      readonly kind: 'people'
      readonly storyId: string
      readonly users: readonly string[]
      readonly upTo?: number | undefined
    }
  /** The record of a story changed. */
  | { readonly kind: 'record'; readonly storyId: string }
  /** Something changed that concerns the record of every story. */
  | { readonly kind: 'records' }
  /** What the desk shows of a story changed. */
  | { readonly kind: 'desk'; readonly storyId: string }
  /** A person's role, session or account changed: look at their sockets again. */
  | { readonly kind: 'recheck'; readonly userId: string }
  /** The node lives; said every two seconds. `isNew`: it wants to know what everybody has. */
  | { readonly kind: 'alive'; readonly isNew: boolean }
  /** The node goes: its people are gone. */
  | { readonly kind: 'bye' }

export interface Bus {
  /** Do messages of others arrive now, as far as one can know? */
  readonly isUp: boolean
  /** Tells the other nodes. Never waits, never throws. */
  publish(message: BusMessage): void
  /**
   * Hears of a story's updates and presence from when this resolves, or from when the bus is up; of
   * everything else one always hears.
   */
  follow(storyId: string): Promise<void>
  unfollow(storyId: string): void
  /** @param listener is told the name of the node that said it @returns stop */
  listen(listener: (message: BusMessage, node: string) => void): () => void
  /** Told when the bus is up again: something may have been missed. @returns stop */
  onUp(listener: () => void): () => void
  close(): Promise<void>
}

/** Of a story: only who follows it hears these. */
export const isOfStory = ({ kind }: BusMessage): boolean =>
  kind === 'update' || kind === 'presence' || kind === 'who'
