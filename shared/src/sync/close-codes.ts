/**
 * Why the server closes a socket. A client must stop on 44xx and may come back on anything else
 * (rule Y12). The reason travels with the close and is shown to the person in words.
 */
export const CLOSE = {
  /** 1012: the server restarts; come back. */
  restart: { code: 1012, reason: 'server-restart' },
  /** 1013: this client reads too slowly; come back and resync. */
  slow: { code: 1013, reason: 'too-slow' },
  badMessage: { code: 4400, reason: 'bad-message' },
  signedOut: { code: 4401, reason: 'signed-out' },
  readOnly: { code: 4403, reason: 'read-only' },
  noStory: { code: 4404, reason: 'no-such-story' },
  foreignAuthor: { code: 4409, reason: 'foreign-author' },
  /** The document was put back from a backup, or lost something: start from the server's. */
  otherEpoch: { code: 4410, reason: 'other-epoch' },
  /** It would have taken too much away at once: a person decides. */
  massDeletion: { code: 4412, reason: 'mass-deletion' },
  tooLarge: { code: 4413, reason: 'too-large' },
  staleClient: { code: 4426, reason: 'stale-client' },
  tooFast: { code: 4429, reason: 'too-fast' },
  /** The store refused the write: nothing was acknowledged; come back. */
  notSaved: { code: 4500, reason: 'not-saved' },
  /** The room is being unloaded; come back. */
  roomClosing: { code: 4503, reason: 'room-closing' },
} as const

export type CloseReason = (typeof CLOSE)[keyof typeof CLOSE]['reason']

/** May a client come back after this close code? */
export const mayReconnect = (code: number): boolean => code < 4400 || code >= 4500
