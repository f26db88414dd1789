import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { MetaDoc } from './meta-doc.ts'

const synced = (one: Y.Doc, other: Y.Doc) => {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
}

describe('MetaDoc', () => {
  test('reads what was set, and the defaults of what was not', () => {
    const meta = new MetaDoc(new Y.Doc())
    expect(meta.read()).toEqual({ language: 'en', tags: [], categories: [] })
    meta.set('language', 'prs', 'test')
    meta.set('slug', 'talks-go-on', 'test')
    meta.set('byline', 'Rita', 'test')
    meta.set('byline', '', 'test')
    expect(meta.read()).toEqual({ language: 'prs', slug: 'talks-go-on', tags: [], categories: [] })
  })

  test('two people add a tag each: both stay', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()]
    const [ann, bob] = [new MetaDoc(one), new MetaDoc(other)]
    ann.setTags(['talks'], 'test')
    synced(one, other)
    ann.setTags(['talks', 'doha'], 'test')
    bob.setTags(['istanbul'], 'test')
    synced(one, other)
    expect(ann.read().tags).toEqual(['doha', 'istanbul'])
    expect(bob.read()).toEqual(ann.read())
  })

  test('[F3] what a peer wrote wrongly is left out, whatever its key', () => {
    const doc = new Y.Doc()
    const root = doc.getMap('meta')
    root.set('slug', 'Not A Slug')
    root.set('language', 'klingon')
    root.set('targetWords', -1)
    root.set('tags', ['a'])
    root.set('constructor', 'x')
    root.set('__proto__', { tags: 1 })
    root.set('tag:', true)
    root.set(`tag:${'x'.repeat(61)}`, true)
    root.set('tag:fine', true)
    for (let n = 0; n < 40; n += 1) root.set(`tag:more ${n}`, true)
    const { tags, ...rest } = new MetaDoc(doc).read()
    expect(rest).toEqual({ language: 'en', categories: [] })
    expect(tags).toHaveLength(30)
    expect(tags[0]).toBe('fine')
  })

  test('the same object until something changes; told of it once', () => {
    const doc = new Y.Doc()
    const meta = new MetaDoc(doc)
    const told = vi.fn<() => void>()
    const stop = meta.subscribe(told)
    const before = meta.read()
    expect(meta.read()).toBe(before)
    meta.set('language', 'ps', 'test')
    meta.set('language', 'ps', 'test')
    expect(told).toHaveBeenCalledTimes(1)
    expect(meta.read()).not.toBe(before)
    stop()
    meta.set('language', 'en', 'test')
    expect(told).toHaveBeenCalledTimes(1)
  })

  test('what was set is read before the transaction ends', () => {
    const doc = new Y.Doc()
    const meta = new MetaDoc(doc)
    meta.read()
    doc.transact(() => {
      meta.set('language', 'ps', 'test')
      meta.setTags(['a'], 'test')
      expect(meta.read()).toEqual({ language: 'ps', tags: ['a'], categories: [] })
    })
  })
})
