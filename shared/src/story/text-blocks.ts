import * as Y from 'yjs'
import type { MentionRef } from '../facts/mentions/render-mention.ts'

/** One run of a text block: words, or a mention in their midst. */
export type Run =
  | { kind: 'text'; text: string; node: Y.XmlText }
  | { kind: 'mention'; mention: MentionRef; node: Y.XmlElement }
  | { kind: 'break' }

/** A paragraph, heading, list line, table line or caption: the smallest piece of copy that holds words. */
export interface TextBlock {
  readonly node: Y.XmlElement
  readonly runs: readonly Run[]
}

const TEXT_BLOCKS = ['paragraph', 'heading', 'figure']

/** The text blocks of one field in reading order. Unknown nodes are passed through to their children. */
export function textBlocks(fragment: Y.XmlFragment): readonly TextBlock[] {
  const blocks: TextBlock[] = []
  const visit = (parent: Y.XmlFragment) => {
    for (const node of parent.toArray()) {
      if (!(node instanceof Y.XmlElement)) continue
      if (TEXT_BLOCKS.includes(node.nodeName)) blocks.push({ node, runs: runsOf(node) })
      else visit(node)
    }
  }
  visit(fragment)
  return blocks
}

function runsOf(block: Y.XmlElement): readonly Run[] {
  const runs: Run[] = []
  for (const node of block.toArray()) {
    if (node instanceof Y.XmlText) {
      const text = plainText(node)
      if (text) runs.push({ kind: 'text', text, node })
    } else if (node instanceof Y.XmlElement && node.nodeName === 'mention') {
      runs.push({ kind: 'mention', mention: mentionOf(node), node })
    } else {
      runs.push({ kind: 'break' })
    }
  }
  return runs
}

/** The letters of a Y.XmlText without its marks (its `toString` would write them as tags). */
export function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('')
}

function mentionOf(node: Y.XmlElement): MentionRef {
  const read = (key: string) => {
    const value: unknown = node.getAttribute(key)
    return typeof value === 'string' ? value : ''
  }
  return { factId: read('factId'), field: read('field'), format: read('format') }
}

/** The words of a block, its mentions as `show` renders them. */
export function blockText(
  block: TextBlock,
  show: (mention: MentionRef, node: Y.XmlElement) => string,
): string {
  return block.runs
    .map((run) => {
      if (run.kind === 'text') return run.text
      return run.kind === 'mention' ? show(run.mention, run.node) : '\n'
    })
    .join('')
}

const segmenters = new Map<string, Intl.Segmenter>() // dear to make, asked for at every keystroke

/** Words as a reader counts them, in any script the engine can segment (rule W2). */
export function countWords(text: string, locale = 'en'): number {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  let words = 0
  for (const part of segmenter.segment(text)) if (part.isWordLike) words += 1
  return words
}
