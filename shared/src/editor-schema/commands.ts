/**
 * Tells TypeScript the commands that the schema's extensions add to an editor (`toggleBold`, …),
 * wherever this is imported: declaration files of the schema itself do not name those packages.
 */
export type { BlockquoteOptions } from '@tiptap/extension-blockquote'
export type { BoldOptions } from '@tiptap/extension-bold'
export type { HeadingOptions } from '@tiptap/extension-heading'
export type { ItalicOptions } from '@tiptap/extension-italic'
export type { LinkOptions } from '@tiptap/extension-link'
export type { BulletListOptions } from '@tiptap/extension-list'
export type { ParagraphOptions } from '@tiptap/extension-paragraph'
