// oxlint-disable-next-line import/no-unassigned-import -- types only: the commands of the schema
import '@dateline/shared/editor-schema/commands'
import { TEXT_FIELDS, type TextField } from '@dateline/shared/story/story-doc'
import type { Editor } from '@tiptap/core'
import { Cell, type Snapshots } from '../sync/snapshots.ts'
import { KeyRelay } from './suggest/key-relay.ts'
import type { AtState } from './suggest/trigger-query.ts'

/** The text fields that have an editor on the page, in the order Enter walks them. */
export const EDITED_FIELDS = TEXT_FIELDS
export type EditedField = (typeof EDITED_FIELDS)[number]
export const isEditedField = (field: string): field is EditedField =>
  (EDITED_FIELDS as readonly string[]).includes(field)

export interface ActiveEditor {
  readonly field: EditedField
  readonly editor: Editor
}

/** What lies over the text: at most one thing at a time. */
export type Overlay =
  | { kind: 'at'; field: EditedField; at: AtState }
  | { kind: 'slash'; field: EditedField; at: AtState }
  | { kind: 'mention'; field: EditedField; pos: number; element: HTMLElement }
  | { kind: 'link'; field: EditedField }
  | { kind: 'make-fact'; field: EditedField }

/** The editors of the story page: which had the caret last, and what lies over their text. */
export class StoryEditors {
  readonly #editors = new Map<EditedField, Editor>()
  readonly #active = new Cell<ActiveEditor | null>(null)
  readonly #overlay = new Cell<Overlay | null>(null)
  /** Where toolbar, shortcuts and cards act: stays when the focus moves to a panel. */
  readonly active: Snapshots<ActiveEditor | null> = this.#active
  readonly overlay: Snapshots<Overlay | null> = this.#overlay
  /** Keys of the text go to an open list first. */
  readonly keys = new KeyRelay()

  /** @returns take it out again */
  add(field: EditedField, editor: Editor): () => void {
    this.#editors.set(field, editor)
    if (field === 'body' && !this.#active.list()) this.#active.set({ field, editor })
    return () => {
      if (this.#editors.get(field) === editor) this.#editors.delete(field)
      if (this.#active.list()?.editor === editor) this.#active.set(null)
    }
  }

  activate(field: EditedField): void {
    const editor = this.#editors.get(field)
    if (editor && this.#active.list()?.editor !== editor) this.#active.set({ field, editor })
  }

  get(field: TextField): Editor | undefined {
    return isEditedField(field) ? this.#editors.get(field) : undefined
  }

  /** Where words from outside the text go: where the caret was last, or into the body. */
  target(): Editor | undefined {
    return this.#active.list()?.editor ?? this.#editors.get('body')
  }

  /** Moves the caret from a one-line field to the start of the next. */
  focusAfter(field: EditedField): void {
    const next = EDITED_FIELDS[EDITED_FIELDS.indexOf(field) + 1]
    if (next) this.#editors.get(next)?.commands.focus('start')
  }

  show(overlay: Overlay): void {
    this.#overlay.set(overlay)
  }

  /** @param kind closes only this kind; anything when left out */
  hide(kind?: Overlay['kind'], field?: EditedField): void {
    const open = this.#overlay.list()
    if (!open || (kind && open.kind !== kind) || (field && open.field !== field)) return
    this.#overlay.set(null)
  }

  /** Opens the form over the selected words of the active text. @returns whether there are any */
  makeFact(): boolean {
    return this.#overSelection('make-fact')
  }

  /** Opens the form for a link over the selected words, or over the link the caret is in. */
  link(): boolean {
    return this.#overSelection('link')
  }

  #overSelection(kind: 'make-fact' | 'link'): boolean {
    const active = this.#active.list()
    if (!active?.editor.isEditable) return false
    const isInLink = kind === 'link' && active.editor.isActive('link')
    if (active.editor.state.selection.empty && !isInLink) return false
    this.show({ kind, field: active.field })
    return true
  }
}
