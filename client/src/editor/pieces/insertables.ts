import type { Editor } from '@tiptap/core'

/** What the insert menu and `/` offer, in this order. */
export const INSERTABLES = [
  'picture',
  'table',
  'embed',
  'quote',
  'heading',
  'subheading',
  'bulletList',
  'orderedList',
] as const
export type Insertable = (typeof INSERTABLES)[number]

/** Those that stand between the blocks; the others have tools of their own. */
export const INSERTED_PIECES = ['picture', 'table', 'embed'] as const satisfies Insertable[]

export function insert(editor: Editor, what: Insertable): void {
  const chain = editor.chain().focus()
  switch (what) {
    case 'picture':
      editor.commands.pickPictures()
      break
    case 'table':
      chain.insertTable().run()
      break
    case 'embed':
      chain.insertEmbed().run()
      break
    case 'quote':
      chain.toggleBlockquote().run()
      break
    case 'heading':
      chain.toggleHeading({ level: 2 }).run()
      break
    case 'subheading':
      chain.toggleHeading({ level: 3 }).run()
      break
    case 'bulletList':
      chain.toggleBulletList().run()
      break
    case 'orderedList':
      chain.toggleOrderedList().run()
      break
    default:
      what satisfies never
  }
}
