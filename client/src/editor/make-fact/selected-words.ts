import type { Editor } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import { anchorAt, placeOf } from '../text-anchor.ts'

/** Words a person selected to make a fact of, held to their letters while others type. */
export interface SelectedWords {
  readonly text: string
  /** The paragraph they stand in, mentions written out, and where they begin in it. */
  readonly paragraph: string
  readonly start: number
  readonly anchor: Y.RelativePosition
}

/**
 * @param show the words of a mention
 * @returns null unless plain words of one paragraph are selected (spaces at the ends do not count)
 */
export function selectedWords(
  editor: Editor,
  show: (mention: ProseNode) => string,
): SelectedWords | null {
  const { state } = editor
  const { $from, $to } = state.selection
  const { parent } = $from
  if (!$from.sameParent($to) || !parent.isTextblock) return null
  const selected = parent.textBetween($from.parentOffset, $to.parentOffset, undefined, ATOM)
  const text = selected.trim()
  if (text === '' || text.includes(ATOM)) return null
  const indent = selected.indexOf(text)
  const anchor = anchorAt(state, $from.pos + indent)
  if (!anchor) return null
  const write = (from: number, to: number) => parent.textBetween(from, to, undefined, show)
  return {
    text,
    paragraph: write(0, parent.content.size),
    start: write(0, $from.parentOffset).length + indent,
    anchor,
  }
}

/** Where the words stand now; null when somebody has changed them meanwhile. */
export function placeOfWords(
  editor: Editor,
  { text, anchor }: SelectedWords,
): { from: number; to: number } | null {
  const from = placeOf(editor.state, anchor)
  if (from === null) return null
  const to = from + text.length
  const { doc } = editor.state
  return to <= doc.content.size && doc.textBetween(from, to) === text ? { from, to } : null
}

/** Stands for a mention: part of a selection that holds one, it cannot be made a fact. */
const ATOM = '\uFFFC'
