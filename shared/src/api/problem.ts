import { z } from 'zod'

/** RFC 9457 problem details, as every error of the API is answered (application/problem+json). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  /** A sentence a person can act on. */
  detail: z.string(),
  /** Stable, for programs. */
  code: z.string(),
  /** What is wrong where, for a form. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>
