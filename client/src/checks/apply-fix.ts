import type { CheckBlock, Finding } from '@dateline/shared/facts/checks/finding'
import { TextSelection } from '@tiptap/pm/state'
import type { StoryEditors } from '../editor/story-editors.ts'
import type { StorySession } from '../sync/story-session.ts'
import { placeWords, type Place } from './place-words.ts'

export interface Copy {
  readonly session: StorySession
  readonly editors: StoryEditors
  readonly blocks: readonly CheckBlock[]
}

/** Does what a finding offers. @returns false when the words are no longer what was checked */
export function applyFix(finding: Finding, copy: Copy): boolean {
  const { fix, textField } = finding
  const { session, editors } = copy
  if (!fix) return false
  if (fix.kind === 'set-field') {
    session.story.facts.setField(fix.factId, fix.field, fix.value, session.origin)
    return true
  }
  const editor = editors.get(textField)
  const place = placeIn(finding, fix, copy)
  if (!editor || !place) return false
  // Keeps the marks of the words it replaces, as typing over them would.
  editor.view.dispatch(editor.state.tr.insertText(fix.words, place.from, place.to))
  return true
}

/** Selects the words of a finding and brings them into sight. @returns false when they moved on */
export function goToFinding(finding: Finding, copy: Copy): boolean {
  const editor = copy.editors.get(finding.textField)
  const place = placeIn(finding, finding, copy)
  if (!editor || !place) return false
  const { doc, tr } = editor.state
  const selection = TextSelection.between(doc.resolve(place.from), doc.resolve(place.to))
  editor.view.dispatch(tr.setSelection(selection))
  editor.view.focus()
  const { node } = editor.view.domAtPos(place.from)
  const element = node instanceof HTMLElement ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
  return true
}

function placeIn(
  { textField, block }: Finding,
  range: { start: number; end: number },
  { session, editors, blocks }: Copy,
): Place | null {
  const editor = editors.get(textField)
  const checked = blocks.find((one) => one.textField === textField && one.block === block)
  return editor && checked ? placeWords(editor.state.doc, checked, range, session) : null
}
