import { z } from 'zod'
import { disputeSchema } from '../facts/dispute.ts'
import { factQuerySchema } from '../facts/fact-query.ts'
import { FACT_TYPE_NAMES } from '../facts/fact-types.ts'
import { factSchema } from '../facts/fact.ts'
import { DECISIONS } from '../facts/status.ts'
import { scheduledCopySchema } from './scheduled-copy.ts'
import { LEGAL_STATES, STORY_STATUSES } from './story-status.ts'

/** The server's part of a story: what a person may not simply write (architecture, "the record"). */
export const storyRecordSchema = z.object({
  id: z.string(),
  /** Counts up with every change, so that an older message never overwrites a newer one. */
  version: z.number().int(),
  status: z.enum(STORY_STATUSES),
  createdBy: z.string(),
  createdAt: z.number(),
  assignee: z.string().nullable(),
  deadline: z.number().nullable(), // ms since epoch
  /** Nothing leaves the building before this moment, ms since epoch. */
  embargoUntil: z.number().nullable(),
  /** It went out through a closed gate: by then an editor looks at it again (rule G16). */
  reviewDueAt: z.number().nullable().default(null), // ms since epoch
  legal: z.enum(LEGAL_STATES),
  access: z.enum(['newsroom', 'team']),
  team: z.array(z.string()),
  /** Everybody whose words are in the story, by first appearance. */
  authors: z.array(z.string()),
  /** What waits for its time to go out, the next first; left out: nothing. */
  scheduled: z.array(scheduledCopySchema).optional(),
})
export type StoryRecord = z.infer<typeof storyRecordSchema>

export const decisionSchema = z.object({
  kind: z.enum(DECISIONS),
  hash: z.string(),
  by: z.string(),
  at: z.number(),
  note: z.string(),
  frozen: factSchema,
  dispute: disputeSchema.optional(),
})

export const authorshipSchema = z.object({
  createdBy: z.string(),
  lastEditedBy: z.string(),
  lastEditedAt: z.number(),
})

export const factRecordSchema = z.object({
  latest: decisionSchema.optional(),
  approval: decisionSchema.optional(),
  authorship: authorshipSchema.optional(),
  /** The newest question about it. */
  query: factQuerySchema.optional(),
})

/** What the newsroom has chosen about approvals (rule A10). */
export const approvalPolicySchema = z.object({
  selfApproval: z.boolean(),
  twoSourceTypes: z.array(z.enum(FACT_TYPE_NAMES)),
})
