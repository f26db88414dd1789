import { describe, expect, test } from 'vitest'
import { contentHash } from './wordpress-content.ts'

const hash = (content: string) => contentHash({ title: 'T', content, excerpt: '' })

describe('[B4] what a site does to a post without changing a word', () => {
  test.for([
    ['entities', '<p>AT&amp;T "x" &gt;</p>', '<p>AT&#038;T &quot;x&quot; ></p>'],
    ['spaces in void tags', '<p>a<br>b</p>', '<p>a<br />b</p>'],
    ['the order of attributes', '<p class="a" dir="rtl">x</p>', '<p dir="rtl" class="a">x</p>'],
    [
      'white space between blocks',
      '<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->',
      '<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->\n\n',
    ],
    [
      'the JSON of a block',
      '<!-- wp:heading {"level":3,"className":"a"} --><h3>x</h3><!-- /wp:heading -->',
      '<!--  wp:heading {"className":"\\u0061","level":3} --><h3>x</h3><!-- /wp:heading -->',
    ],
  ] as const)('%s', ([, sent, held]) => expect(hash(sent)).toBe(hash(held)))
})

describe('[B7] what changes it', () => {
  test.for([
    ['a word', '<p>a b</p>', '<p>a c</p>'],
    ['a space between words', '<p>a b</p>', '<p>ab</p>'],
    ['a zero-width non-joiner', '<p>می‌روم</p>', '<p>میروم</p>'],
    ['an attribute', '<p dir="rtl">x</p>', '<p>x</p>'],
    ['a tag that became words', '<p><q>x</q></p>', '<p>&lt;q>x&lt;/q></p>'],
    ['a block attribute', '<!-- wp:heading {"level":3} -->', '<!-- wp:heading {"level":4} -->'],
  ] as const)('%s', ([, sent, held]) => expect(hash(sent)).not.toBe(hash(held)))

  test('title and excerpt count, and do not run into each other', () => {
    const hashes = [
      contentHash({ title: 'a', content: 'b', excerpt: '' }),
      contentHash({ title: 'a', content: '', excerpt: 'b' }),
      contentHash({ title: 'ab', content: '', excerpt: '' }),
    ]
    expect(new Set(hashes).size).toBe(3)
  })
})
