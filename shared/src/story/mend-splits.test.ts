import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { mendSplits } from './mend-splits.ts'

const words = ({ factId }: { factId: string }) => factId

/** A paragraph: strings are texts, arrays mentions that show their word. */
function paragraph(...content: readonly (string | readonly [string])[]): Y.XmlElement {
  const block = new Y.XmlElement('paragraph')
  new Y.Doc().getXmlFragment('body').insert(0, [block])
  block.insert(
    0,
    content.map((part) => {
      if (typeof part === 'string') return new Y.XmlText(part)
      const mention = new Y.XmlElement('mention')
      mention.setAttribute('factId', part[0])
      return mention
    }),
  )
  return block
}

const read = (block: Y.XmlElement) =>
  block
    .toArray()
    .map((node) =>
      node instanceof Y.XmlText
        ? node.toJSON()
        : `[${(node as Y.XmlElement).getAttribute('factId')}]`,
    )
    .join('')

describe('what two devices split', () => {
  test('[M10] stands once again, whichever came first', () => {
    const one = paragraph('They met in ', ['Oslo'], ' on March 2 again.', ['March 2'], ' again.')
    expect(mendSplits(one, words)).toBe(true)
    expect(read(one)).toBe('They met in [Oslo] on [March 2] again.')
    const other = paragraph('They met in ', ['March 2'], ' again.', ['Oslo'], ' on March 2 again.')
    expect(mendSplits(other, words)).toBe(true)
    expect(read(other)).toBe('They met in [Oslo] on March 2 again.')
  })

  test('[M10] the same words made a mention twice are one', () => {
    const block = paragraph(
      'They met in ',
      ['Oslo'],
      ' in the spring.',
      ['Oslo'],
      ' in the spring.',
    )
    expect(mendSplits(block, words)).toBe(true)
    expect(read(block)).toBe('They met in [Oslo] in the spring.')
    expect(mendSplits(block, words)).toBe(false)
  })

  test.each([
    [['They met in ', ['Oslo'], ' on ', ['March 2'], ' again.']],
    [['They met in ', ['Oslo'], ' on March 2 again,', ['March 2'], ' again.']],
    [[['Oslo'], ' and ', ['Oslo'], ' and ', ['Oslo'], '.']],
    [['On March 2 again. ', ['March 2'], ' again.']],
    [['They met in ', ['Oslo'], '.', ['Oslo'], '.']],
  ] as const)('[M10] what somebody wrote is left alone: %j', (content) => {
    const block = paragraph(...content)
    const before = read(block)
    expect(mendSplits(block, words)).toBe(false)
    expect(read(block)).toBe(before)
  })
})
