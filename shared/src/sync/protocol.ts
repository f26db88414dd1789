import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { heldDeletionSchema, lossSchema } from '../story/held-deletion.ts'
import { approvalPolicySchema, factRecordSchema, storyRecordSchema } from '../story/record.ts'

/**
 * What we add to the y-websocket protocol, for clients that connect with `?v=1` (rule Y13):
 *
 *     ours := varUint(120) • hello | ack | record | current
 *     hello := varUint(0) • varString(JSON)          once, before anything else
 *     ack := varUint(1) • varUint(count) • varUint(ms)
 *     record := varUint(2) • varString(JSON)
 *     current := varUint(3)                          instead of the server's sync step 1
 *
 * `count` is how many update-bearing messages (sync step 2 and update) of this connection are on
 * disk, counted from its opening; `ms` the server's clock when they were. Stock clients never see
 * these: an unknown message type breaks them.
 *
 * Such a client also says, as parameters of the address, which `schema` it was built with and which
 * `epoch` its copy of the document is of (rules H1, H2); without a copy it leaves that out. It may
 * say which `state` its copy is in (state-name.ts): if that is the server's, it is told that it is
 * `current`, and both are spared to list all that was ever deleted (rule Y22).
 */
export const PROTOCOL_VERSION = 1
/** The epoch of a document that was never restored, repaired or otherwise begun anew. */
export const FIRST_EPOCH = '1'
export const MESSAGE_SYNC = 0
export const MESSAGE_AWARENESS = 1
export const MESSAGE_QUERY_AWARENESS = 3
export const MESSAGE_DATELINE = 120

const HELLO = 0
const ACK = 1
const RECORD = 2
const CURRENT = 3

export const helloSchema = z.object({
  protocol: z.number(),
  schema: z.string(),
  /** The document's line of life (rule U10). */
  epoch: z.string(),
  user: z.object({ id: z.string(), name: z.string(), color: z.string(), role: z.string() }),
  canWrite: z.boolean(),
})
export type Hello = z.infer<typeof helloSchema>

export const recordMessageSchema = z.object({
  story: storyRecordSchema,
  facts: z.record(z.string(), factRecordSchema),
  /** The newsroom's choices about approvals, so that a change of them is known on every screen. */
  policy: approvalPolicySchema.optional(),
  /** Whose the Yjs clients are that set a field to a value nobody has chosen yet, by client id. */
  writers: z.record(z.string(), z.string()).optional(),
  /** Deletions that wait for a decision; left out by a server that holds none back. */
  held: z.array(heldDeletionSchema).optional(),
  /** What the server could not read of the story any more. */
  lost: z.array(lossSchema).optional(),
})
export type RecordMessage = z.infer<typeof recordMessageSchema>

export type DatelineMessage =
  | { kind: 'hello'; hello: Hello }
  | { kind: 'ack'; count: number; at: number }
  | { kind: 'record'; record: RecordMessage }
  | { kind: 'current' }

export function encodeMessage(message: DatelineMessage): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_DATELINE)
    switch (message.kind) {
      case 'hello':
        encoding.writeVarUint(encoder, HELLO)
        encoding.writeVarString(encoder, JSON.stringify(message.hello))
        break
      case 'ack':
        encoding.writeVarUint(encoder, ACK)
        encoding.writeVarUint(encoder, message.count)
        encoding.writeVarUint(encoder, message.at)
        break
      case 'record':
        encoding.writeVarUint(encoder, RECORD)
        encoding.writeVarString(encoder, JSON.stringify(message.record))
        break
      case 'current':
        encoding.writeVarUint(encoder, CURRENT)
        break
      default:
        message satisfies never
    }
  })
}

/**
 * Reads one of ours, after its first varUint (120) was read.
 * @returns undefined for a kind this version does not know, which is to be ignored
 * @throws when it is malformed
 */
export function decodeMessage(decoder: decoding.Decoder): DatelineMessage | undefined {
  switch (decoding.readVarUint(decoder)) {
    case HELLO:
      return {
        kind: 'hello',
        hello: helloSchema.parse(JSON.parse(decoding.readVarString(decoder))),
      }
    case ACK:
      return {
        kind: 'ack',
        count: decoding.readVarUint(decoder),
        at: decoding.readVarUint(decoder),
      }
    case RECORD: {
      const json: unknown = JSON.parse(decoding.readVarString(decoder))
      return { kind: 'record', record: recordMessageSchema.parse(json) }
    }
    case CURRENT:
      return { kind: 'current' }
    default:
      return undefined
  }
}

/** Does this frame of a y-websocket client carry document changes (sync step 2 or update)? */
export function carriesUpdate(frame: Uint8Array): boolean {
  return frame[0] === MESSAGE_SYNC && (frame[1] === 1 || frame[1] === 2)
}
