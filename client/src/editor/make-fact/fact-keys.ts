import { isMacOS } from '@tiptap/core'

/** The key that makes a fact of words, and words of a mention, as it is written on this keyboard. */
export const FACT_KEYS = isMacOS() ? '⌘⇧F' : 'Ctrl+⇧F'
