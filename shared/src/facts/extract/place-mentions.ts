import * as Y from 'yjs'
import type { MentionRef } from '../mentions/render-mention.ts'
import type { Place } from './anchors.ts'

/** Words that give way to a mention. */
export interface Replacement extends Place {
  readonly mention: MentionRef
}

type Delta = readonly { insert: unknown; attributes?: Record<string, unknown> }[]

/** What became of one Y.XmlText: the nodes that hold its words now, each with where it began in it. */
export type Pieces = readonly {
  readonly node: Y.XmlText
  readonly from: number
  readonly to: number
}[]

/**
 * Puts mentions in place of words of one text, as the editor would: the text keeps what stands
 * before the first, the rest moves into new texts between the mentions, with its marks. Call it
 * inside a transaction.
 *
 * @param replacements of this text only, none overlapping
 */
export function placeMentions(node: Y.XmlText, replacements: readonly Replacement[]): Pieces {
  const ordered = replacements.toSorted((a, b) => a.start - b.start)
  const [first] = ordered
  const parent = node.parent
  if (!first || !(parent instanceof Y.XmlElement)) return [{ node, from: 0, to: node.length }]
  const delta = node.toDelta() as Delta
  const { length } = node
  const pieces = [{ node, from: 0, to: first.start }]
  const nodes: (Y.XmlElement | Y.XmlText)[] = []
  ordered.forEach(({ mention, end }, index) => {
    nodes.push(mentionElement(mention))
    const to = ordered[index + 1]?.start ?? length
    if (to === end) return
    const text = new Y.XmlText()
    text.applyDelta(slice(delta, end, to) as unknown[])
    nodes.push(text)
    pieces.push({ node: text, from: end, to })
  })
  node.delete(first.start, length - first.start)
  parent.insertAfter(node, nodes)
  return pieces
}

function mentionElement({ factId, field, format }: MentionRef): Y.XmlElement {
  const element = new Y.XmlElement('mention')
  for (const [key, value] of Object.entries({ factId, field, format })) {
    element.setAttribute(key, value)
  }
  return element
}

/** The part of a delta from one letter to another, marks and all. */
function slice(delta: Delta, from: number, to: number): Delta {
  let at = 0
  return delta.flatMap(({ insert, ...rest }) => {
    const length = typeof insert === 'string' ? insert.length : 1
    const start = at
    at += length
    if (at <= from || start >= to) return []
    if (typeof insert !== 'string') return [{ insert, ...rest }]
    const part = insert.slice(Math.max(0, from - start), to - start)
    return [{ insert: part, ...rest }]
  })
}

/** Whether a link lies on any of these words: a mention cannot carry it, so they stay words. */
export function isLinked({ node, start, end }: Place): boolean {
  return slice(node.toDelta() as Delta, start, end).some(
    ({ attributes }) => attributes && 'link' in attributes,
  )
}

/** Whether any of these words is bold, italic or the like. */
export function isMarked({ node, start, end }: Place): boolean {
  return slice(node.toDelta() as Delta, start, end).some(
    ({ attributes }) => attributes !== undefined && Object.keys(attributes).length > 0,
  )
}
