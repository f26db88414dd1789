import { accountMessages } from './messages-accounts.ts'
import { adminMessages } from './messages-admin.ts'
import { approvalMessages } from './messages-approvals.ts'
import { checksMessages } from './messages-checks.ts'
import { deskMessages } from './messages-desk.ts'
import { factTypeMessages } from './messages-fact-types.ts'
import { factMessages } from './messages-facts.ts'
import { historyMessages } from './messages-history.ts'
import { pictureMessages } from './messages-pictures.ts'
import { publishingMessages } from './messages-publishing.ts'
import { storyMessages } from './messages-story.ts'
import { uiMessages } from './messages-ui.ts'
import { wireMessages } from './messages-wires.ts'

/** Every word the screens say, in English; one file for each area. */
export const messages = {
  ...uiMessages,
  ...accountMessages,
  ...adminMessages,
  ...approvalMessages,
  ...checksMessages,
  ...deskMessages,
  ...factTypeMessages,
  ...factMessages,
  ...historyMessages,
  ...pictureMessages,
  ...publishingMessages,
  ...storyMessages,
  ...wireMessages,
} as const
