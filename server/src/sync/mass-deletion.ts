import { StoryDoc, TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import * as Y from 'yjs'
import { deletedBy, type ItemRange } from './deleted-ranges.ts'
import type { Decoded } from './guard.ts'

/** Characters from which on a story is long: what a slip takes from less is soon written again. */
export const LONG_STORY = 2_000
/** More than this part of it in one go is held back. */
export const PART = 1 / 3
/** Fewer characters than this are never too much. */
export const MIN_HELD = LONG_STORY * PART

/** How much an update would take away, in characters. */
export interface MassDeletion {
  readonly deleted: number
  readonly total: number
}

/** Is this more than about a third of a long story? */
export const isTooMuch = ({ deleted, total }: MassDeletion): boolean =>
  total >= LONG_STORY && deleted > total * PART

/**
 * Would this update take more than about a third of a long story away in one go (rule H3)? What it
 * puts back elsewhere or in another form (a quotation, a list, a block moved) is not taken away:
 * words are counted before and after on a detached copy, and only when the update deletes that many
 * characters at all, which typing never does.
 *
 * @param counts whether what lies in this range counts; whoever undoes their paste slips nowhere
 * @returns how much, or undefined when it may pass
 */
export function massDeletion(
  doc: Y.Doc,
  update: Uint8Array,
  decoded: Decoded,
  counts: (range: ItemRange) => boolean = () => true,
): MassDeletion | undefined {
  if (charactersDeleted(doc, decoded, counts) < MIN_HELD) return undefined
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = textOf(copy)
  Y.applyUpdate(copy, update)
  const size = { deleted: lost(before, textOf(copy)), total: before.length }
  copy.destroy()
  return isTooMuch(size) ? size : undefined
}

/** At most: letters of fields and words of other programs count here too. */
function charactersDeleted(
  doc: Y.Doc,
  decoded: Decoded,
  counts: (range: ItemRange) => boolean,
): number {
  let sum = 0
  for (const range of deletedBy(doc, decoded)) {
    if (range.text && counts(range)) sum += range.text.length
  }
  return sum
}

/** The words of a story that people wrote for its readers. */
export function textOf(doc: Y.Doc): string {
  const story = new StoryDoc(doc)
  return TEXT_FIELDS.map((field) => fieldText(story, field)).join('\n')
}

/** Characters of the words that are there fewer times than before. */
export function lost(before: string, after: string): number {
  const left = new Map<string, number>()
  for (const word of wordsOf(after)) left.set(word, (left.get(word) ?? 0) + 1)
  let characters = 0
  for (const word of wordsOf(before)) {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    else characters += word.length + 1
  }
  return characters
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/u).filter(Boolean)
