import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'

interface Binding {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly binding: { readonly mapping: Map<never, never> } | null
}

const bindingOf = (state: EditorState) => ySyncPluginKey.getState(state) as Binding | undefined

/**
 * A place in the text that stays where it is while others type. Positions of ProseMirror do not: a
 * change from elsewhere replaces the document, and mapping loses everything in it.
 */
export function anchorAt(state: EditorState, position: number): Y.RelativePosition | null {
  const sync = bindingOf(state)
  if (!sync?.binding) return null
  return absolutePositionToRelativePosition(position, sync.type, sync.binding.mapping)
}

/** @returns null when the place is gone */
export function placeOf(state: EditorState, anchor: Y.RelativePosition): number | null {
  const sync = bindingOf(state)
  if (!sync?.binding) return null
  return relativePositionToAbsolutePosition(sync.doc, sync.type, anchor, sync.binding.mapping)
}

/** An anchor as proposals store it (base64). @returns null when it cannot be read */
export function storedAnchor(encoded: string): Y.RelativePosition | null {
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.codePointAt(0) ?? 0)
    return Y.decodeRelativePosition(bytes)
  } catch {
    return null // a peer may have written anything
  }
}

/** Does this transaction bring changes from the shared document rather than from the keyboard? */
export const isFromElsewhere = (state: EditorState): boolean =>
  Boolean(
    (ySyncPluginKey.getState(state) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin,
  )
