import { expect, test } from 'vitest'
import { bodySchema, EDITOR_SCHEMA_HASH, isSafeLink, lineSchema } from './editor-schema.ts'

/**
 * Not equal? Then stored documents may now hold what yesterday's clients would delete for everyone.
 * If that is meant: say so in CHANGELOG.md, check that `migrate` needs nothing, and pin the new
 * value here. Clients that are open will be told to reload, their text kept (rule Y14).
 */
test('[Y14] the schema changes only on purpose', () => {
  expect(EDITOR_SCHEMA_HASH).toBe('9ad0f85902eda422')
})

test('the body holds copy; a line holds words and mentions', () => {
  expect(Object.keys(bodySchema.nodes).toSorted()).toEqual([
    'blockquote',
    'bulletList',
    'doc',
    'embed',
    'figure',
    'hardBreak',
    'heading',
    'listItem',
    'mention',
    'orderedList',
    'paragraph',
    'table',
    'tableCell',
    'tableHeader',
    'tableRow',
    'text',
  ])
  expect(Object.keys(bodySchema.marks).toSorted()).toEqual(['bold', 'italic', 'link'])
  expect(Object.keys(lineSchema.nodes).toSorted()).toEqual(['doc', 'mention', 'paragraph', 'text'])
  expect(Object.keys(lineSchema.marks)).toEqual([])
})

test('[M1] a mention names fact, field and format, and holds no words', () => {
  const node = bodySchema.node('mention', { factId: 'f', field: 'date', format: 'day' })
  expect(node.toJSON()).toEqual({
    type: 'mention',
    attrs: { factId: 'f', field: 'date', format: 'day' },
  })
  expect(node.isAtom).toBe(true)
})

test.each([
  ['https://example.org', true],
  ['HTTP://example.org', true],
  ['mailto:desk@example.org', true],
  ['tel:+93', true],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['data:text/html,x', false],
  ['//example.org', false],
  ['/relative', false],
  ['', false],
])('a link to %j is safe: %s', (href, safe) => {
  expect(isSafeLink(href)).toBe(safe)
})
