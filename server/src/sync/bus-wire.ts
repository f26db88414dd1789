import { z } from 'zod'
import type { BusMessage } from './bus.ts'

const bytes = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'))
const storyId = z.string()
const user = z.object({ id: z.string(), name: z.string(), color: z.string(), role: z.string() })

const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('update'),
    storyId,
    seq: z.number(),
    update: bytes.optional(),
    isPlain: z.boolean(),
  }),
  z.object({
    kind: z.literal('presence'),
    storyId,
    isAll: z.boolean(),
    upTo: z.number().optional(),
    people: z.array(z.object({ socket: z.number(), user, payload: bytes.nullable() })),
  }),
  z.object({ kind: z.literal('who'), storyId }),
  z.object({
    kind: z.literal('people'),
    storyId,
    users: z.array(z.string()),
    upTo: z.number().optional(),
  }),
  z.object({ kind: z.literal('record'), storyId }),
  z.object({ kind: z.literal('records') }),
  z.object({ kind: z.literal('desk'), storyId }),
  z.object({ kind: z.literal('recheck'), userId: z.string() }),
  z.object({ kind: z.literal('alive'), isNew: z.boolean() }),
  z.object({ kind: z.literal('bye') }),
])
const envelopeSchema = z.object({ node: z.string(), message: messageSchema })

/** One message as it travels: JSON, with bytes as base64. */
export function encodeBusMessage(node: string, message: BusMessage): string {
  return JSON.stringify({ node, message }, (_key, value: unknown) =>
    value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
      : value,
  )
}

/** PostgreSQL takes no longer message. */
const MAX_NOTICE_BYTES = 7_900

/**
 * The same as a notice of PostgreSQL: an update is told of, not carried, and cursors stay out.
 * @returns undefined for what does not go that way
 */
export function encodeNotice(node: string, message: BusMessage): string | undefined {
  if (message.kind === 'presence' || message.kind === 'who') return undefined
  const text = encodeBusMessage(node, withoutBytes(message))
  return Buffer.byteLength(text) > MAX_NOTICE_BYTES ? undefined : text
}

function withoutBytes(message: BusMessage): BusMessage {
  if (message.kind !== 'update') return message
  const { update: _bytes, ...told } = message
  return told
}

/** @returns undefined for what is none of ours, or of a version that says more than this one */
export function decodeBusMessage(text: string): { node: string; message: BusMessage } | undefined {
  try {
    return envelopeSchema.safeParse(JSON.parse(text)).data as
      | { node: string; message: BusMessage }
      | undefined
  } catch {
    return undefined
  }
}
