// @vitest-environment happy-dom
import { factHash } from '@dateline/shared/facts/canonical'
import type { FactRecord } from '@dateline/shared/facts/status'
import type { FactStatus } from '@dateline/shared/facts/status'
import { aSource, id } from '@dateline/shared/testing/story-builder'
import type { Role } from '@dateline/shared/users/role'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { NewsroomPolicy } from '../accounts/newsroom-policy.ts'
import { aSession, aUser, factOf, renderFor, withRecord } from '../testing/fact-bed.tsx'
import { FactCard } from './fact-card.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

interface Shown {
  role?: Role
  status?: FactStatus
  by?: string
  sourced?: boolean
  record?: FactRecord
  isOpen?: boolean
  selfApproval?: boolean
}

/** Draws the card of a place that Rana made, for Tom. */
function show({
  role = 'editor',
  status = 'in_check',
  by = 'rana',
  sourced = true,
  record = {},
  isOpen = false,
  selfApproval = false,
}: Shown) {
  const tom = aUser('Tom', role)
  const session = aSession(tom)
  session.story.facts.create(
    {
      id: id('doha'),
      type: 'place',
      label: 'Doha',
      fields: { name: 'Doha' },
      sources: sourced ? [aSource()] : [],
    },
    'test',
  )
  const authorship = { createdBy: by, lastEditedBy: by, lastEditedAt: 0 }
  withRecord(session, { doha: { authorship, ...record } })
  const onMention = vi.fn<(field: string, format: string) => void>()
  const fact = factOf(session, 'doha')
  const onToggle = vi.fn<() => void>()
  renderFor(
    session,
    tom,
    <NewsroomPolicy value={{ selfApproval, twoSourceTypes: [] }}>
      <FactCard
        fact={fact}
        status={status}
        mentions={2}
        isOpen={isOpen}
        onToggle={onToggle}
        onEdit={() => undefined}
        onMention={onMention}
      />
    </NewsroomPolicy>,
  )
  return { session, fact, onMention, onToggle }
}

const answer = (status: number, body: object) =>
  vi.fn<(url: string, init: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  )
const approve = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Approve' })

test('a closed card says where the fact stands, its sources and mentions; no more', () => {
  show({})
  expect(screen.getByText('In check')).toBeTruthy()
  expect(screen.getByText('1 source')).toBeTruthy()
  expect(screen.getByText('Mentioned 2 times')).toBeTruthy()
  expect(screen.queryByText(/Made by rana/u)).toBeNull()
  expect(screen.queryByText('Name')).toBeNull()
})

test('an open card shows every field and who made it; its title says that it is open', () => {
  const { onToggle } = show({ isOpen: true })
  expect(screen.getByText('Name')).toBeTruthy()
  expect(screen.getByText(/Made by rana/u)).toBeTruthy()
  const title = screen.getByRole('button', { name: 'Doha', expanded: true })
  fireEvent.click(title)
  expect(onToggle).toHaveBeenCalledOnce()
})

test('[A2] nobody approves a fact of their own, and is told why', () => {
  show({ by: 'tom', isOpen: true })
  expect(approve().disabled).toBe(true)
  expect(screen.getByText(/another editor approves it/u)).toBeTruthy()
})

test('[A2] on a desk of one person they do', () => {
  show({ by: 'tom', selfApproval: true })
  expect(approve().disabled).toBe(false)
})

test('a closed card offers no approval that would be refused', () => {
  show({ by: 'tom' })
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull()
})

test('[A4] a fact without a source waits for one, and says so', () => {
  show({ sourced: false, status: 'needs_source', isOpen: true })
  expect(approve().disabled).toBe(true)
  expect(screen.getByText(/Add a source/u)).toBeTruthy()
})

test('a reporter is not offered what only editors may do', () => {
  show({ role: 'reporter' })
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull()
})

test('[A1] approving sends the hash of exactly what is on the screen', async () => {
  const fetch = answer(403, { type: '', title: '', status: 403, code: 'x', detail: 'Not now.' })
  vi.stubGlobal('fetch', fetch)
  const { fact } = show({})
  fireEvent.click(approve())
  expect(await screen.findByText('Not now.')).toBeTruthy()
  const [url, init] = fetch.mock.calls[0] ?? []
  expect(url).toBe('/api/stories/story/facts/doha/approval')
  expect(JSON.parse(init?.body as string)).toEqual({ hash: factHash(fact), decision: 'approve' })
})

test('[A3] a fact that moved on is shown as it was seen and as it is now', async () => {
  const { fact } = show({})
  const current = { ...fact, fields: { name: 'Muscat' } }
  const problem = { type: '', title: '', status: 409, code: 'fact-moved', detail: 'It changed.' }
  vi.stubGlobal('fetch', answer(409, { ...problem, seen: fact, current }))
  fireEvent.click(approve())
  const table = await screen.findByRole('table')
  expect(table.textContent).toContain('Doha')
  expect(table.textContent).toContain('Muscat')
  fireEvent.click(screen.getByRole('button', { name: 'Look again' }))
  expect(screen.queryByRole('table')).toBeNull()
})

test('[S5] what changed since the approval is shown field by field', () => {
  const { fact } = show({})
  cleanup()
  const frozen = { ...fact, fields: { name: 'Dubai' } }
  const approval = {
    kind: 'approve',
    hash: factHash(frozen),
    by: 'eve',
    at: 0,
    note: '',
    frozen,
  } as const
  show({ status: 'changed', record: { approval, latest: approval } })
  expect(screen.getByText('Changed since approval')).toBeTruthy()
  expect(screen.getByRole('table').textContent).toContain('Dubai')
})
