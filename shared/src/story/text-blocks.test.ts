import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aStory, mention } from '../testing/story-builder.ts'
import { blockText, countWords, textBlocks } from './text-blocks.ts'

const show = (ref: { factId: string; field: string }) => `<${ref.factId}.${ref.field}>`
const texts = (fragment: Y.XmlFragment) =>
  textBlocks(fragment).map((block) => blockText(block, show))

/** `<name>` with children, where a string is text. */
function node(name: string, ...children: (string | Y.XmlElement)[]): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(
    0,
    children.map((child) => (typeof child === 'string' ? new Y.XmlText(child) : child)),
  )
  return element
}

const fragmentOf = (...nodes: (Y.XmlElement | Y.XmlText)[]): Y.XmlFragment => {
  const fragment = new Y.Doc().getXmlFragment('body')
  fragment.push(nodes)
  return fragment
}

describe('textBlocks', () => {
  test('in reading order, through lists and quotations', () => {
    const fragment = fragmentOf(
      node('heading', 'Talks'),
      node(
        'bulletList',
        node(
          'listItem',
          node('paragraph', 'one'),
          node('bulletList', node('listItem', node('paragraph', 'two'))),
        ),
      ),
      node('blockquote', node('paragraph', 'three')),
      node('paragraph'),
    )
    expect(texts(fragment)).toEqual(['Talks', 'one', 'two', 'three', ''])
  })

  test('[M1] a mention is where it points to, not a copy of words', () => {
    const { story } = aStory().withBody(['They meet on ', mention('next', 'date', 'day'), '.'])
    const [block] = textBlocks(story.text('body'))
    expect(block?.runs.map((run) => run.kind)).toEqual(['text', 'mention', 'text'])
    expect(texts(story.text('body'))).toEqual(['They meet on <next.date>.'])
  })

  test('marks are not letters; a line break parts lines', () => {
    const text = new Y.XmlText('plain')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text, node('hardBreak'), new Y.XmlText('next')])
    const fragment = fragmentOf(paragraph)
    text.format(0, 5, { bold: {}, link: { href: 'https://example.org' } })
    expect(texts(fragment)).toEqual(['plain\nnext'])
  })

  test('[F3] a peer’s garbage is passed by', () => {
    const broken = node('mention')
    broken.setAttribute('factId', { not: 'text' } as never)
    const fragment = fragmentOf(
      new Y.XmlText('loose words'),
      node('unknown', node('paragraph', 'inside')),
      node('paragraph', broken),
    )
    expect(texts(fragment)).toEqual(['inside', '<.>'])
  })
})

describe('countWords', () => {
  test.each([
    ['', 'en', 0],
    ['   ', 'en', 0],
    ['Talks go on.', 'en', 3],
    ['“We’ll meet,” he said — again.', 'en', 5],
    ['October 25–30, 2025', 'en', 4],
    ['a well-known 1,000-page report', 'en', 6],
    ['مذاکرات در استانبول ادامه دارد.', 'fa-AF', 5],
    ['آن‌ها می‌گویند که آتش‌بس برقرار است', 'fa-AF', 6], // joined by zero-width non-joiners
    ['په استانبول کې خبرې روانې دي', 'ps', 6],
    ['هیئت Reuters را رد کرد', 'fa-AF', 5],
  ] as const)('[W2] %j in %s has %i', (text, locale, words) => {
    expect(countWords(text, locale)).toBe(words)
  })
})
