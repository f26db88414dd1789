import { z } from 'zod'
import { proposalSchema } from '../extract/proposal.ts'
import { webUrlSchema } from '../field-spec.ts'

/** What one wire says: a proposed fact, and the sentence it was found in, quoted as its source. */
export const wireClaimSchema = z.object({
  proposal: proposalSchema,
  sentence: z.string().max(2_000),
})
export type WireClaim = z.infer<typeof wireClaimSchema>

/** Where a wire came from. Its text is not kept: what it claims is, with the sentences. */
export const wireHeadSchema = z.object({
  headline: z.string().max(500),
  publisher: z.string().max(500).optional(),
  url: webUrlSchema.optional(),
  by: z.string().min(1).max(64), // user id
  at: z.number(), // ms since epoch, server clock
})
export type WireHead = z.infer<typeof wireHeadSchema>

export const CLAIM_ACTS = ['taken', 'set_aside'] as const

/** What became of a claim, by whom and when. */
export const claimActSchema = z.object({
  act: z.enum(CLAIM_ACTS),
  by: z.string().min(1).max(64),
  at: z.number(),
})
export type ClaimAct = z.infer<typeof claimActSchema>

export interface Wire {
  readonly id: string
  readonly head: WireHead
  readonly claims: readonly WireClaim[]
  /** By the id of the claim's proposal. */
  readonly decided: ReadonlyMap<string, ClaimAct>
}
