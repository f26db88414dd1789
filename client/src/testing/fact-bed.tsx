import type { Account } from '@dateline/shared/api/contracts'
import type { Fact } from '@dateline/shared/facts/fact'
import type { FactRecord } from '@dateline/shared/facts/status'
import { userIdSchema } from '@dateline/shared/ids'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import type { Role } from '@dateline/shared/users/role'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { CurrentUser } from '../accounts/use-current-user.ts'
import { FactSession } from '../facts/fact-context.ts'
import type { SaveState } from '../sync/save-state.ts'
import { Cell, type Snapshots } from '../sync/snapshots.ts'
import { StorySession } from '../sync/story-session.ts'

export const aUser = (name: string, role: Role): Account => ({
  id: userIdSchema.parse(name.toLowerCase()),
  name,
  role,
  color: '#1b5aad',
  email: `${name.toLowerCase()}@example.org`,
  closed: false,
})

/** A story open on one screen, without a server and without a device to keep it on. */
export function aSession(user: Account, timeZone = 'UTC'): StorySession {
  return new StorySession({
    storyId: 'story',
    user,
    timeZone,
    syncUrl: 'ws://localhost/sync',
    whyRefused: () => Promise.resolve(undefined),
  })
}

/** The session with what the server would have said about its facts. */
export function withRecord(
  session: StorySession,
  facts: Readonly<Record<string, FactRecord>>,
): StorySession {
  const record = new Cell<RecordMessage | null>({
    story: {
      id: session.storyId,
      version: 1,
      status: 'in_edit',
      createdBy: 'rana',
      createdAt: 0,
      assignee: null,
      deadline: null,
      embargoUntil: null,
      reviewDueAt: null,
      legal: 'not_needed',
      access: 'newsroom',
      team: [],
      authors: ['rana'],
    },
    facts: facts as RecordMessage['facts'],
  })
  const stand: { record: Snapshots<RecordMessage | null> } = { record }
  return Object.defineProperties(session, Object.getOwnPropertyDescriptors(stand))
}

/** The session as it stands with the server; the cell moves it on. */
export function withSaveState(session: StorySession, state: SaveState): Cell<SaveState> {
  const saveState = new Cell(state)
  const stand: { saveState: Snapshots<SaveState> } = { saveState }
  Object.defineProperties(session, Object.getOwnPropertyDescriptors(stand))
  return saveState
}

/** The fact as the document has it. @throws when the test forgot to make it */
export function factOf(session: StorySession, id: string): Fact {
  const fact = session.story.facts.get(id)
  if (!fact) throw new Error(`no fact ${id}`)
  return fact
}

/** Renders a piece of the facts panel for somebody who is signed in. */
export function renderFor(session: StorySession, user: Account, children: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } })
  const wrap = (node: ReactNode) => (
    <QueryClientProvider client={client}>
      <CurrentUser value={user}>
        <FactSession value={session}>{node}</FactSession>
      </CurrentUser>
    </QueryClientProvider>
  )
  const { rerender, ...view } = render(wrap(children))
  return { ...view, update: (node: ReactNode) => rerender(wrap(node)) }
}
