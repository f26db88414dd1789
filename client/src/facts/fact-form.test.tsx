// @vitest-environment happy-dom
import { aStory, id } from '@dateline/shared/testing/story-builder'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aSession, aUser, factOf, renderFor } from '../testing/fact-bed.tsx'
import { FactForm } from './fact-form.tsx'

afterEach(cleanup)

const rana = aUser('Rana', 'reporter')

function open() {
  const session = aSession(rana)
  session.story.facts.create(
    { id: id('meeting'), type: 'meeting', label: 'Third round', fields: { title: 'Third' } },
    session.origin,
  )
  const draw = () => <FactForm fact={factOf(session, 'meeting')} onDone={() => undefined} />
  const view = renderFor(session, rana, draw())
  return { session, redraw: () => view.update(draw()) }
}

test('[F2] typing in one field writes one key and nothing else', () => {
  const { session } = open()
  const keys: string[] = []
  session.doc.getMap('facts').observeDeep((events) => {
    for (const event of events) {
      for (const key of (event as Y.YMapEvent<unknown>).keysChanged ?? []) {
        keys.push([...event.path, key].join('.'))
      }
    }
  })
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Third round of talks' } })
  expect(keys).toEqual(['meeting.fields.title'])
})

test('[F2] two people in two fields of one fact both keep their words', () => {
  const { session } = open()
  const other = aStory().build()
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(session.doc))
  other.facts.setField('meeting', 'certainty', 'likely', 'other')
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Fourth' } })
  Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(other.doc))
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(session.doc))
  expect(factOf(session, 'meeting').fields).toEqual({ title: 'Fourth', certainty: 'likely' })
  expect(other.facts.get('meeting')).toEqual(factOf(session, 'meeting'))
})

test('[F2] what somebody else writes of a source meanwhile survives a change of mine', () => {
  const { session, redraw } = open()
  fireEvent.click(screen.getByRole('button', { name: 'Add a source' }))
  act(redraw)
  const [drawn] = factOf(session, 'meeting').sources
  if (!drawn) throw new Error('no source was added')
  const theirs = { ...drawn, excerpt: 'They will meet.' }
  session.story.facts.putSource('meeting', theirs, 'other')
  fireEvent.change(screen.getByLabelText('Who says it'), { target: { value: 'A wire' } })
  expect(factOf(session, 'meeting').sources).toEqual([{ ...theirs, publisher: 'A wire' }])
})

test('the label is written when it is finished, not letter by letter', () => {
  const { session } = open()
  const label = screen.getByLabelText('Label')
  fireEvent.change(label, { target: { value: 'Round three' } })
  expect(factOf(session, 'meeting').label).toBe('Third round')
  fireEvent.keyDown(label, { key: 'Enter' })
  expect(factOf(session, 'meeting').label).toBe('Round three')
})

test('somebody in the same field is shown by name', () => {
  const { session, redraw } = open()
  const states = new Map(session.awareness.getStates())
  states.set(99, {
    user: { id: 'tom', name: 'Tom', color: '#aa0000' },
    field: 'fact:meeting.title',
  })
  session.awareness.states = states
  act(() => session.awareness.emit('change', [{ added: [99], updated: [], removed: [] }, 'test']))
  act(redraw)
  expect(screen.getByText('Tom is in this field')).toBeTruthy()
})
