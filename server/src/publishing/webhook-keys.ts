import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Two at most: the one that signs, and the one before it while receivers change over. */
const keysSchema = z
  .array(z.string().regex(/^whsec_[A-Za-z0-9+/=]+$/))
  .min(1)
  .max(2)

interface Keys {
  /** The newest key, for the receiver. */
  readonly key: string
  /** What is stored, sealed. */
  readonly sealed: string
}

const KEY_BYTES = 32

/** A signing key as Standard Webhooks writes it: `whsec_` and base64. */
export function newKeys(): Keys {
  const key = `whsec_${randomBytes(KEY_BYTES).toString('base64')}`
  return { key, sealed: JSON.stringify([key]) }
}

/** A new key; the one before it signs along until the rotation is ended. */
export function rotated(stored: string | undefined): Keys {
  const { key } = newKeys()
  return { key, sealed: JSON.stringify([key, ...readKeys(stored).slice(0, 1)]) }
}

export const endRotation = (stored: string | undefined): string =>
  JSON.stringify(readKeys(stored).slice(0, 1))

/** Newest first; empty when what is stored cannot be read any more. */
export function readKeys(stored: string | undefined): readonly string[] {
  try {
    return keysSchema.parse(JSON.parse(stored ?? ''))
  } catch {
    return []
  }
}

/**
 * The headers of one message (Standard Webhooks 1.0): its id, which stays the same however often it
 * is sent; the time; and a signature by each valid key over `id.timestamp.body`.
 *
 * @param at ms since epoch; the header has seconds
 */
export function signedHeaders(
  keys: readonly string[],
  id: string,
  at: number,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const signatures = keys.map((key) => {
    const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
