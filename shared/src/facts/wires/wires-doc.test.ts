import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { StoryDoc } from '../../story/story-doc.ts'
import { WiresDoc } from './wires-doc.ts'

const head = { headline: 'Talks to resume', by: 'ann', at: 1 }

test('[L5] two people who decide two claims at once both keep their decision', () => {
  const [a, b] = [new StoryDoc(new Y.Doc()), new StoryDoc(new Y.Doc())]
  a.wires.add('w', head, [], 'test')
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc))
  a.wires.decide('w', 'one', { act: 'taken', by: 'ann', at: 2 }, 'test')
  b.wires.decide('w', 'two', { act: 'set_aside', by: 'bob', at: 3 }, 'test')
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc))
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc))
  for (const { wires } of [a, b]) {
    expect([...(wires.list()[0]?.decided.keys() ?? [])].toSorted()).toEqual(['one', 'two'])
  }
  a.wires.reopen('w', 'one', 'test')
  expect([...(a.wires.list()[0]?.decided.keys() ?? [])]).toEqual(['two'])
  a.wires.remove('w', 'test')
  expect(a.wires.list()).toEqual([])
})

test('[L5] what a peer wrote that is no wire is left out, the rest is read', () => {
  const doc = new Y.Doc()
  const root = doc.getMap('wires')
  root.set('x', 'words')
  root.set('y', new Y.Map([['head', { headline: 5 }]]))
  const wires = new WiresDoc(doc)
  wires.add('w', head, [], 'test')
  const entry = root.get('w') as Y.Map<unknown>
  entry.set('claims', [{ sentence: 'no proposal' }, null])
  ;(entry.get('decided') as Y.Map<unknown>).set('c', { act: 'burn' })
  expect(wires.list()).toEqual([{ id: 'w', head, claims: [], decided: new Map() }])
})
