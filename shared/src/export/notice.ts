import { z } from 'zod'

export const NOTICE_KINDS = ['correction', 'clarification', 'update'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What readers are told about a change after publication, in the story's language (rule C4). */
export const noticeSchema = z.strictObject({
  kind: z.enum(NOTICE_KINDS),
  text: z.string(),
  at: z.number(), // ms since epoch
})
export type Notice = z.infer<typeof noticeSchema>

/** What a package asks of a target; `withdraw` carries the copy that is taken off. */
export const PACKAGE_ACTIONS = ['publish', 'update', 'correct', 'withdraw'] as const
