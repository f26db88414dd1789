import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { aSource, aStory, id } from '../testing/story-builder.ts'
import { FactsDoc } from './facts-doc.ts'

const date = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const

/** Two people who have the same document, and a way to let each see what the other did. */
function twoPeople() {
  const [ann, bob] = [new Y.Doc(), new Y.Doc()]
  const sync = () => {
    Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann, Y.encodeStateVector(bob)))
    Y.applyUpdate(ann, Y.encodeStateAsUpdate(bob, Y.encodeStateVector(ann)))
  }
  return { ann: new FactsDoc(ann), bob: new FactsDoc(bob), sync }
}

/** The Y.Map of one fact, for writing what no client of ours would. */
const entryOf = (doc: Y.Doc, factId: string) =>
  doc.getMap('facts').get(factId) as Y.Map<Y.Map<unknown>>
const fieldsIn = (doc: Y.Doc, factId: string) =>
  entryOf(doc, factId).get('fields') as Y.Map<unknown>

describe('two people at once', () => {
  test('[F2] two fields of one fact: both survive', () => {
    const { ann, bob, sync } = twoPeople()
    ann.create({ id: id('next'), type: 'meeting', label: 'Next meeting' }, 'test')
    sync()
    ann.setField('next', 'date', date, 'test')
    bob.setField('next', 'certainty', 'likely', 'test')
    bob.setLabel('next', 'Third round', 'test')
    sync()
    for (const facts of [ann, bob]) {
      expect(facts.get('next')).toMatchObject({
        label: 'Third round',
        fields: { date, certainty: 'likely' },
      })
    }
  })

  test('[F2] both begin the same empty text: no word is lost', () => {
    const { ann, bob, sync } = twoPeople()
    ann.create({ id: id('r'), type: 'round', label: 'Round' }, 'test')
    sync()
    ann.setField('r', 'outcome', 'No agreement.', 'test')
    bob.setField('r', 'outcome', 'Talks go on.', 'test')
    sync()
    expect(ann.get('r')?.fields['outcome']).toContain('No agreement.')
    expect(ann.get('r')?.fields['outcome']).toContain('Talks go on.')
    expect(bob.get('r')).toEqual(ann.get('r'))
  })

  test('[F2] both add the first entry of a list, and of a list of facts', () => {
    const { ann, bob, sync } = twoPeople()
    ann.create({ id: id('r'), type: 'round', label: 'Round' }, 'test')
    sync()
    ann.setField('r', 'parties', ['p1'], 'test')
    bob.setField('r', 'parties', ['p2'], 'test')
    ann.setField('r', 'delegations', [{ id: 'a', head: 'A minister' }], 'test')
    bob.setField('r', 'delegations', [{ id: 'b', head: 'An envoy' }], 'test')
    sync()
    expect(ann.get('r')?.fields).toEqual({
      parties: ['p1', 'p2'],
      delegations: [
        { id: 'a', head: 'A minister' },
        { id: 'b', head: 'An envoy' },
      ],
    })
    expect(bob.get('r')).toEqual(ann.get('r'))
  })

  test('[F2] one empties a text while the other adds to it: the addition stays', () => {
    const { ann, bob, sync } = twoPeople()
    ann.create({ id: id('r'), type: 'round', label: 'R', fields: { outcome: 'Old.' } }, 'test')
    sync()
    ann.setField('r', 'outcome', undefined, 'test')
    bob.setField('r', 'outcome', 'Old. New.', 'test')
    sync()
    expect(ann.get('r')?.fields['outcome']).toBe(' New.')
    expect(bob.get('r')).toEqual(ann.get('r'))
  })

  test('[F2] two keys of one list item, two sources of one fact', () => {
    const { ann, bob, sync } = twoPeople()
    const roles = [{ id: 'x', title: 'Minister' }]
    ann.create({ id: id('p'), type: 'person', label: 'P', fields: { roles } }, 'test')
    sync()
    ann.setField('p', 'roles', [{ id: 'x', title: 'Deputy minister' }], 'test')
    bob.setField('p', 'roles', [{ id: 'x', title: 'Minister', organisation: 'MoFA' }], 'test')
    ann.putSource('p', aSource({ id: 'a' }), 'test')
    bob.putSource('p', aSource({ id: 'b', publisher: 'Another' }), 'test')
    sync()
    expect(ann.get('p')?.fields['roles']).toEqual([
      { id: 'x', title: 'Deputy minister', organisation: 'MoFA' },
    ])
    expect(ann.get('p')?.sources.map((source) => source.id)).toEqual(['a', 'b'])
    expect(bob.get('p')).toEqual(ann.get('p'))
  })

  test('[F2] two characters that share half a surrogate pair are exchanged whole', () => {
    const { ann, bob, sync } = twoPeople()
    ann.create({ id: id('r'), type: 'round', label: 'R', fields: { outcome: 'a😀b' } }, 'test')
    sync()
    ann.setField('r', 'outcome', 'a😁b', 'test')
    sync()
    expect(bob.get('r')?.fields['outcome']).toBe('a😁b')
    expect(ann.get('r')?.fields['outcome']).toBe('a😁b')
  })
})

describe('lists', () => {
  test('keep the order they were given, and change only what differs', () => {
    const { story, doc } = aStory().withFact('r', 'round', { fields: { parties: ['b', 'a', 'c'] } })
    expect(story.facts.get('r')?.fields['parties']).toEqual(['b', 'a', 'c'])
    const updates = vi.fn<() => void>()
    doc.on('update', updates)
    story.facts.setField('r', 'parties', ['b', 'a', 'c'], 'test')
    expect(updates).not.toHaveBeenCalled()
    story.facts.setField('r', 'parties', ['c', 'b', 'b'], 'test')
    expect(story.facts.get('r')?.fields['parties']).toEqual(['c', 'b'])
    story.facts.setField('r', 'parties', [], 'test')
    expect(story.facts.get('r')?.fields).toEqual({})
  })
})

describe('reading is stable', () => {
  test('the same array and the same facts until something changes', () => {
    const { story } = aStory().withFact('a', 'date').withFact('b', 'date')
    const before = story.facts.list()
    expect(story.facts.list()).toBe(before)
    story.facts.setField('b', 'date', date, 'test')
    const after = story.facts.list()
    expect(after).not.toBe(before)
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  test('a new fact, or one that goes, leaves the others as they are', () => {
    const { story } = aStory().withFact('a', 'date')
    const [a] = story.facts.list()
    story.facts.create({ id: id('b'), type: 'date', label: 'b' }, 'test')
    expect(story.facts.list()[0]).toBe(a)
    story.facts.remove('b', 'test')
    expect(story.facts.list()).toEqual([a])
    expect(story.facts.get('b')).toBeUndefined()
  })

  test('what was written is read even before the outermost transaction ends', () => {
    const { story, doc } = aStory().withFact('a', 'date')
    expect(story.facts.list()).toHaveLength(1)
    doc.transact(() => {
      story.facts.setLabel('a', 'new', 'test')
      story.facts.create({ id: id('b'), type: 'date', label: 'b' }, 'test')
      expect(story.facts.list().map((fact) => fact.label)).toEqual(['new', 'b'])
      story.facts.remove('b', 'test')
      expect(story.facts.get('b')).toBeUndefined()
    })
  })

  test('any number of accessors of one document share one observer', () => {
    const doc = new Y.Doc()
    const [first, second] = [new FactsDoc(doc), new FactsDoc(doc)]
    first.create({ id: id('a'), type: 'date', label: 'a' }, 'test')
    expect(second.list()).toBe(first.list())
  })

  test('subscribers are told after the change can be read, until they stop', () => {
    const { story } = aStory().withFact('a', 'date')
    const labels: (string | undefined)[] = []
    const stop = story.facts.subscribe(() => labels.push(story.facts.get('a')?.label))
    story.facts.setLabel('a', 'b', 'test')
    stop()
    story.facts.setLabel('a', 'c', 'test')
    expect(labels).toEqual(['b'])
  })
})

describe('writing', () => {
  test('a fact is made once under its id', () => {
    const { story } = aStory().withFact('a', 'date')
    expect(() => story.facts.create({ id: id('a'), type: 'date', label: 'a' }, 'test')).toThrow(
      RangeError,
    )
  })

  test('[F1] fields given as undefined, and fields that the type has not, are not written', () => {
    const { story, doc } = aStory().withFact('a', 'place', {
      fields: { name: 'Doha', country: undefined, toString: 'x', date },
    })
    expect(story.facts.get('a')?.fields).toEqual({ name: 'Doha' })
    expect([...fieldsIn(doc, 'a').keys()]).toEqual(['name'])
    story.facts.setField('nowhere', 'name', 'x', 'test')
    expect(story.facts.list()).toHaveLength(1)
  })

  test('a value is copied: changing the object afterwards changes nothing', () => {
    const value = { ...date, asStated: { calendar: 'gregorian' as const, text: 'Nov 6' } }
    const { story } = aStory().withFact('a', 'date', { fields: { date: value } })
    value.asStated.text = 'changed'
    story.facts.setLabel('a', 'read anew', 'test')
    expect(story.facts.get('a')?.fields['date']).toMatchObject({ asStated: { text: 'Nov 6' } })
  })

  test('saving an untouched form is no edit', () => {
    const source = aSource({ independentOf: ['s2'] })
    const { story, doc } = aStory().withFact('a', 'date', { fields: { date }, sources: [source] })
    const updates = vi.fn<() => void>()
    doc.on('update', updates)
    const fact = story.facts.get('a')
    for (const [key, value] of Object.entries(fact?.fields ?? {})) {
      story.facts.setField('a', key, value, 'test')
    }
    story.facts.setLabel('a', 'a', 'test')
    story.facts.putSource('a', source, 'test')
    story.facts.setSensitivity('a', 'open', 'test')
    expect(updates).not.toHaveBeenCalled()
  })

  test('long labels and texts are cut between characters', () => {
    const { story } = aStory().withFact('a', 'place', { label: 'x'.repeat(299) + '😀' })
    expect(story.facts.get('a')?.label).toBe('x'.repeat(299))
    story.facts.setField('a', 'name', 'x'.repeat(600), 'test')
    expect(story.facts.get('a')?.fields['name']).toHaveLength(500)
  })

  test('what a fact depends on, replaces and how open it is', () => {
    const { story } = aStory().withFact('a', 'date', {
      dependsOn: [id('z'), id('b')],
      supersedes: id('old'),
      sensitivity: 'desk',
    })
    expect(story.facts.get('a')).toMatchObject({
      dependsOn: ['b', 'z'],
      supersedes: 'old',
      sensitivity: 'desk',
    })
    story.facts.setDependsOn('a', ['b', 'c'], 'test')
    expect(story.facts.get('a')?.dependsOn).toEqual(['b', 'c'])
  })

  test('a source is changed key by key, and goes whole', () => {
    const { story } = aStory().withFact('a', 'date', { sources: [aSource({ excerpt: 'words' })] })
    story.facts.putSource('a', aSource({ publisher: 'Other', excerpt: undefined }), 'test')
    expect(story.facts.get('a')?.sources).toEqual([aSource({ publisher: 'Other' })])
    story.facts.removeSource('a', 's1', 'test')
    expect(story.facts.get('a')?.sources).toEqual([])
  })
})

describe('garbage from a peer', () => {
  test('[F3] what is no fact is left out', () => {
    const { story, doc } = aStory().withFact('good', 'date')
    const root = doc.getMap<unknown>('facts')
    root.set('text', 'not a map')
    root.set('array', new Y.Array())
    root.set('empty', new Y.Map())
    root.set('no such type', new Y.Map([['type', 'date']]))
    root.set('type', new Y.Map(Object.entries({ type: 'toString', label: 'x' })))
    root.set('label', new Y.Map(Object.entries({ type: 'date', label: 7 })))
    root.set('__proto__', new Y.Map(Object.entries({ type: 'date', label: 'x' })))
    expect(story.facts.list().map((fact) => fact.id)).toEqual(['good'])
  })

  test('[F3] a bad piece costs that piece only', () => {
    const { story, doc } = aStory().withFact('r', 'round', {
      fields: { title: 'Second', parties: ['p1'], delegations: [{ id: 'a', head: 'X' }] },
    })
    const fields = fieldsIn(doc, 'r')
    fields.set('ordinal', Number.NaN)
    fields.set('dates', { start: '2025-02-30', precision: 'day', tz: 'UTC' })
    fields.set('format', 'by telephone')
    fields.set('outcome', 'a plain string where a text should be')
    fields.set('host', new Y.Array())
    fields.set('unknown', 1)
    const parties = fields.get('parties') as Y.Map<unknown>
    parties.set('not an id!', 0)
    const delegations = fields.get('delegations') as Y.Map<unknown>
    delegations.set('b', 'not a row')
    ;(delegations.get('a') as Y.Map<unknown>).set('members', 5)
    expect(story.facts.get('r')?.fields).toEqual({
      title: 'Second',
      parties: ['p1'],
      delegations: [{ id: 'a', head: 'X' }],
    })
  })

  test('[F3] replaced containers read as empty, and can be written again', () => {
    const { story, doc } = aStory().withFact('r', 'round', { fields: { parties: ['p1'] } })
    fieldsIn(doc, 'r').set('parties', 'oops')
    entryOf(doc, 'r').set('sources', 5 as never)
    entryOf(doc, 'r').delete('dependsOn')
    expect(story.facts.get('r')).toMatchObject({ fields: {}, sources: [], dependsOn: [] })
    story.facts.setField('r', 'parties', ['p2'], 'test')
    story.facts.putSource('r', aSource(), 'test')
    story.facts.setDependsOn('r', ['x'], 'test')
    expect(story.facts.get('r')?.fields).toEqual({ parties: ['p2'] })
  })

  test('[F3] [F4] a source keeps its readable keys; without kind, or with terms nobody knows, it is none', () => {
    const { story, doc } = aStory().withFact('a', 'date', { sources: [aSource()] })
    const sources = entryOf(doc, 'a').get('sources') as Y.Map<unknown>
    ;(sources.get('s1') as Y.Map<unknown>).set('url', 'javascript:alert(1)')
    ;(sources.get('s1') as Y.Map<unknown>).set('extra', new Y.Map())
    sources.set('s2', new Y.Map(Object.entries({ publisher: 'no kind' })))
    sources.set('s3', new Y.Map(Object.entries({ kind: 'wire', publisher: 'x', record: 'of' })))
    sources.set('s4', 'nothing')
    expect(story.facts.get('a')?.sources).toEqual([aSource()])
  })

  test('[F3] sort keys that are no numbers do not make replicas disagree', () => {
    const doc = new Y.Doc()
    const other = new Y.Doc()
    for (const [at, order] of [
      [doc, ['c', 'a', 'b']],
      [other, ['b', 'a', 'c']],
    ] as const) {
      at.clientID = 1
      new FactsDoc(at).create({ id: id('r'), type: 'round', label: 'R' }, 'test')
      const parties = fieldsIn(at, 'r').get('parties') as Y.Map<unknown>
      const keys: Record<string, unknown> = { a: 2, b: Number.NaN, c: 1 }
      for (const key of order) parties.set(key, keys[key])
    }
    const read = (at: Y.Doc) => new FactsDoc(at).get('r')?.fields['parties']
    expect(read(doc)).toEqual(['b', 'c', 'a'])
    expect(read(other)).toEqual(read(doc))
  })
})
