// @vitest-environment happy-dom
import { aSource, id } from '@dateline/shared/testing/story-builder'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aSession, aUser, renderFor } from '../testing/fact-bed.tsx'
import { FactsPanel } from './facts-panel.tsx'

afterEach(cleanup)

let session = aSession(aUser('Tom', 'reporter'))
beforeEach(() => {
  const tom = aUser('Tom', 'reporter')
  session = aSession(tom)
  for (const label of ['Doha', 'Oslo']) {
    const place = {
      id: id(label.toLowerCase()),
      type: 'place',
      label,
      sources: [aSource()],
    } as const
    session.story.facts.create(place, 'test')
  }
  renderFor(session, tom, <FactsPanel session={session} onMention={() => undefined} />)
})

const labels = () => screen.getAllByRole('heading', { level: 3 }).map((title) => title.textContent)
const title = (name: string) => screen.getByRole('button', { name })
const isOpen = (name: string) => title(name).getAttribute('aria-expanded') === 'true'
const loseSource = (factId: string) => session.story.facts.removeSource(factId, 's1', 'elsewhere')
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })

test('the keyboard moves along the titles, opens one at a time and begins to edit', () => {
  title('Doha').focus()
  press('j')
  expect(document.activeElement).toBe(title('Oslo'))
  press('ArrowRight')
  expect([isOpen('Oslo'), isOpen('Doha')]).toEqual([true, false])
  press('ArrowUp')
  press('ArrowRight')
  expect([isOpen('Oslo'), isOpen('Doha')]).toEqual([false, true])
  press('ArrowLeft')
  expect(isOpen('Doha')).toBe(false)
  press('e')
  expect(screen.getByRole('textbox', { name: 'Name' })).toBeTruthy()
})

test('no card moves away under the pointer or the focus; the list settles when they leave', async () => {
  const list = screen.getByRole('list', { name: 'Facts' })
  fireEvent.pointerEnter(list)
  loseSource('doha')
  await screen.findByText('Proposed')
  expect(labels()).toEqual(['Doha', 'Oslo'])
  fireEvent.pointerLeave(list)
  expect(labels()).toEqual(['Oslo', 'Doha'])
})
