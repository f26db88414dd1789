import { FactsDoc } from '@dateline/shared/facts/facts-doc'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { guard } from './guard.ts'

const ann = { userId: 'ann', canWrite: true }
const STRING = 4 // kind of content in the first byte of an item
const TYPE = 7
const HAS_ORIGIN = 0x80

/** An update made by hand: the items of one client, from a clock on. */
const forged = (
  client: number,
  clock: number,
  items: readonly ((item: encoding.Encoder) => void)[],
) =>
  encoding.encode((encoder) => {
    for (const number of [1, items.length, client, clock]) encoding.writeVarUint(encoder, number)
    for (const write of items) write(encoder)
    encoding.writeVarUint(encoder, 0)
  })

const behind = (client: number, clock: number) => (item: encoding.Encoder) => {
  encoding.writeUint8(item, HAS_ORIGIN | STRING)
  encoding.writeVarUint(item, client)
  encoding.writeVarUint(item, clock)
  encoding.writeVarString(item, 'x')
}
const mapInside = (client: number, clock: number) => (item: encoding.Encoder) => {
  encoding.writeUint8(item, TYPE)
  encoding.writeVarUint(item, 0) // its parent is an item, not a root
  encoding.writeVarUint(item, client)
  encoding.writeVarUint(item, clock)
  encoding.writeVarUint(item, 1)
}
const collected = (length: number) => (item: encoding.Encoder) => {
  encoding.writeUint8(item, 0)
  encoding.writeVarUint(item, length)
}

const written = (write: (doc: Y.Doc) => void) => {
  const doc = new Y.Doc()
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}
const inside = (depth: number) => (doc: Y.Doc) => {
  let parent: Y.XmlFragment = doc.getXmlFragment('body')
  for (let level = 0; level < depth; level += 1) {
    const child = new Y.XmlElement('blockquote')
    parent.insert(0, [child])
    parent = child
  }
}
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
const places = (count: number) => (doc: Y.Doc) => {
  for (let index = 0; index < count; index += 1) {
    doc.getMap('facts').set(`f${index}`, new Y.Map())
  }
}
const admitted = (update: Uint8Array, doc = new Y.Doc()) =>
  guard(update, ann, doc, new Map(), 10_000_000)

describe('[Y18] what decodes and is poison all the same is refused', () => {
  test.each([
    ['an item that stands behind itself', forged(7, 0, [behind(7, 0)])],
    ['an item that stands behind a later one', forged(7, 0, [behind(7, 1), behind(7, 0)])],
    ['a map inside itself', forged(7, 0, [mapInside(7, 0)])],
    ['two maps inside each other', forged(7, 0, [mapInside(7, 1), mapInside(7, 0)])],
    ['a clock beyond all numbers', forged(7, 0, [collected(2 ** 52)])],
    ['a subdocument', written((doc) => doc.getMap('x').set('sub', new Y.Doc()))],
    ['elements without end', written(inside(101))],
    ['values without end', written((doc) => doc.getMap('x').set('deep', nested(101)))],
    [
      'marks without end',
      written((doc) => doc.getText('x').insert(0, 'x', { bold: nested(101) as object })),
    ],
    ['facts without number', written(places(2_001))],
  ])('%s', (_name, update) => {
    expect(admitted(update)).toMatchObject({ ok: false, error: { code: 4400 } })
  })

  test('however it is cut into messages', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    inside(101)(doc)
    const server = new Y.Doc()
    const results = updates.map((update) => {
      const result = admitted(update, server)
      if (result.ok) Y.applyUpdate(server, update)
      return result.ok
    })
    expect(results.indexOf(false)).toBe(100)
    Y.applyUpdate(server, written(places(2_000)))
    expect(
      admitted(
        written((one) => one.getMap('facts').set('new', 1)),
        server,
      ).ok,
    ).toBe(false)
    expect(
      admitted(
        written((one) => one.getMap('facts').set('f1', 1)),
        server,
      ).ok,
    ).toBe(true)
  })

  test('what people really write is let in', () => {
    for (const write of [
      inside(100),
      places(2_000),
      (doc: Y.Doc) => doc.getMap('theirs').set('state', nested(99)),
      (doc: Y.Doc) =>
        new FactsDoc(doc).create({ id: 'f' as never, type: 'round', label: 'Third' }, 0),
    ]) {
      expect(admitted(written(write)).ok).toBe(true)
    }
  })
})

describe('[Y18] what hostile frames taught', () => {
  test('what is here already may not hang on what comes after it either', () => {
    const doc = new Y.Doc()
    doc.clientID = 7
    doc.getText('t').insert(0, 'abcdef')
    const owners = new Map([[7, 'ann']])
    const update = forged(7, 1, [behind(7, 900)])
    expect(guard(update, ann, doc, owners, 10_000)).toMatchObject({ error: { code: 4400 } })
  })

  test.each([
    ['of nothing', 0, 0],
    ['beyond all numbers', 2 ** 52, 5],
  ])('no deletion %s', (_what, clock, length) => {
    const update = encoding.encode((encoder) => {
      for (const number of [0, 1, 7, 1, clock, length]) encoding.writeVarUint(encoder, number)
    })
    expect(guard(update, ann, new Y.Doc(), new Map(), 10_000)).toMatchObject({
      error: { code: 4400 },
    })
  })
})
