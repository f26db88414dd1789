// @vitest-environment happy-dom
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { id } from '@dateline/shared/testing/story-builder'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { aSession, aUser, renderFor, withSaveState } from '../testing/fact-bed.tsx'
import { Proposals } from './proposals.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const place = { textField: 'body', block: 0, start: 0, end: 4 } as const
const span = { ...place, text: 'Oslo', field: 'name', format: 'full' }
const proposal: Proposal = {
  id: id('oslo'),
  type: 'place',
  label: 'Oslo',
  fields: { name: 'Oslo' },
  span,
  spans: [span],
  confidence: 0.9,
}

/** One proposal, on the screen of somebody whose words the server has. */
function show() {
  const tom = aUser('Tom', 'reporter')
  const session = aSession(tom)
  const saveState = withSaveState(session, { tag: 'saved', at: 0 })
  session.story.proposals.put(proposal, [], 'test')
  renderFor(session, tom, <Proposals />)
  return { session, saveState }
}

/** A server that gives one answer. */
function answering(status: number, body: object) {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  )
  vi.stubGlobal('fetch', fetch)
  return fetch
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

test.for([
  ['Accept all', { decision: 'accept', ids: 'all' }],
  ['Turn down all', { decision: 'reject', ids: 'all' }],
  ['Accept Oslo', { decision: 'accept', ids: ['oslo'] }],
  ['Turn down Oslo', { decision: 'reject', ids: ['oslo'] }],
] as const)(
  '%s is asked of the server; the screen changes nothing itself',
  async ([name, body]) => {
    const fetch = answering(200, { proposals: [] })
    const { session } = show()
    fireEvent.click(button(name))
    await expect.poll(() => fetch).toHaveBeenCalledOnce()
    const [url, init] = fetch.mock.calls[0] ?? []
    expect([url, init?.method]).toEqual(['/api/stories/story/proposals', 'POST'])
    expect(JSON.parse(init?.body as string)).toEqual(body)
    expect(session.story.facts.list()).toEqual([])
    expect(session.story.proposals.list()).toHaveLength(1) // the server's answer comes by the document
  },
)

test('a refusal is shown in its words and can be put away', async () => {
  answering(403, { type: '', title: '', status: 403, code: 'x', detail: 'Not your story.' })
  show()
  fireEvent.click(button('Accept all'))
  expect((await screen.findByRole('alert')).textContent).toContain('Not your story.')
  fireEvent.click(button('Dismiss'))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('offline nothing can be taken, and it says why', () => {
  const { saveState } = show()
  act(() => saveState.set({ tag: 'offline', changes: 0, kept: 'device' }))
  for (const name of ['Accept all', 'Accept Oslo', 'Turn down Oslo']) {
    expect(button(name).disabled).toBe(true)
  }
  expect(screen.getByRole('status').textContent).toMatch(/Without a connection/)
  act(() => saveState.set({ tag: 'saved', at: 1 }))
  expect(button('Accept all').disabled).toBe(false)
})
