import { z } from 'zod'
import { claimActSchema, wireClaimSchema, wireHeadSchema } from '../facts/wires/wire.ts'
import { factIdSchema } from '../ids.ts'
import { incomingText, onlyOneText } from './contracts.ts'

/** POST /api/stories/:id/wires: a text, a page or an address to hold against the story's facts. */
export const wireBody = z.object(incomingText).refine(...onlyOneText)
export type WireBody = z.infer<typeof wireBody>

export const WIRE_VERDICTS = ['contradicts', 'new', 'confirms'] as const

export const wireSchema = z.object({
  id: z.string(),
  head: wireHeadSchema,
  /** What contradicts first, then what is new, then what confirms; facts as they are now. */
  findings: z.array(
    wireClaimSchema.extend({
      verdict: z.enum(WIRE_VERDICTS),
      /** The story's fact that speaks of the same; null for what is new. */
      factId: factIdSchema.nullable(),
      /** Fields in which they differ, and fields that only the wire fills. */
      differs: z.array(z.string()),
      adds: z.array(z.string()),
      decided: claimActSchema.nullable(),
    }),
  ),
})

/** GET /api/stories/:id/wires, the newest first */
export const wireListSchema = z.object({ wires: z.array(wireSchema) })
