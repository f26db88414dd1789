import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { peopleIn } from './presence.ts'

let here: Awareness
let there: Awareness

beforeEach(() => {
  here = new Awareness(new Y.Doc())
  there = new Awareness(new Y.Doc())
})
afterEach(() => {
  here.destroy()
  there.destroy()
})

const user = (name: string) => ({ id: name.toLowerCase(), name, color: '#336699' })
function say(state: Record<string, unknown> | null) {
  there.setLocalState(state)
  applyAwarenessUpdate(here, encodeAwarenessUpdate(there, [there.clientID]), 'net')
}

test('a caret that moves makes no new list, and tells nobody', () => {
  here.setLocalState({ user: user('Ben'), field: null })
  const people = peopleIn(here)
  say({ user: user('Ann'), field: 'body', cursor: 1 })
  const told = vi.fn<() => void>()
  people.subscribe(told)
  const list = people.list()
  expect(list.map(({ user, field, isSelf }) => [user.name, field, isSelf])).toEqual([
    ['Ann', 'body', false],
    ['Ben', null, true],
  ])
  say({ user: user('Ann'), field: 'body', cursor: 2 })
  expect(people.list()).toBe(list)
  expect(told).not.toHaveBeenCalled()
})

test('who comes, goes to another field, changes their name or leaves is told once each', () => {
  const people = peopleIn(here)
  const told = vi.fn<() => void>()
  people.subscribe(told)
  const seen = () => people.list().map(({ user, field }) => `${user.name} ${String(field)}`)
  say({ user: user('Ann'), field: 'body' })
  expect(seen()).toEqual(['Ann body'])
  say({ user: user('Ann'), field: 'headline' })
  expect(seen()).toEqual(['Ann headline'])
  say({ user: user('Anna'), field: 'headline' })
  expect(seen()).toEqual(['Anna headline'])
  say(null)
  expect(seen()).toEqual([])
  expect(told).toHaveBeenCalledTimes(4)
})

test('whoever says anything else than who they are is not on it, until they do', () => {
  const people = peopleIn(here)
  say({ user: { name: 7 }, field: [] })
  expect(people.list()).toEqual([])
  say({ user: user('Ann'), field: null })
  expect(people.list().length).toBe(1)
})
