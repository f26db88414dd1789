import { z } from 'zod'

export const QUERY_LIMIT = 2_000 // characters of a question, and of its answer

/** A question about a fact back to the story's people, and its answer (rule A11). */
export const factQuerySchema = z.object({
  id: z.number().int(),
  by: z.string(), // user id
  at: z.number(), // ms since epoch, server clock
  text: z.string(),
  answer: z.object({ by: z.string(), at: z.number(), text: z.string() }).optional(),
})
export type FactQuery = z.infer<typeof factQuerySchema>
