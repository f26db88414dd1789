import { z } from 'zod'

/** A deletion that was held back for a person to decide (rules H3, H7). */
export const heldDeletionSchema = z.object({
  id: z.string(),
  /** Whose it is. */
  by: z.string(),
  /** ms since epoch */
  at: z.number(),
  /** Characters it would take away, of how many. */
  deleted: z.number(),
  total: z.number(),
  /** Of `deleted`: what is gone already, in smaller updates just before. Left out: nothing. */
  gone: z.number().optional(),
})
export type HeldDeletion = z.infer<typeof heldDeletionSchema>

/** Part of the story that could not be read from the disk any more (rule U5). */
export const lossSchema = z.object({
  /** When it was written, ms since epoch; null where that is not known either. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  authors: z.array(z.string()),
})
export type Loss = z.infer<typeof lossSchema>
