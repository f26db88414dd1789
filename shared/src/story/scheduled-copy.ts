import { z } from 'zod'

/** A publication that waits for its time, with what it must still find approved then (rule PS8). */
export const scheduledCopySchema = z.object({
  publicationId: z.string(),
  /** The name of where it goes. */
  target: z.string(),
  dueAt: z.number(), // ms since epoch
  /** An editor answers for what the gate could object to about the story as a whole (rule G9). */
  overridden: z.boolean(),
  /** Approved facts as they are frozen in it. */
  facts: z.array(z.object({ id: z.string(), label: z.string(), hash: z.string() })),
})
export type ScheduledCopy = z.infer<typeof scheduledCopySchema>
