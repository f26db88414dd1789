import type { PictureKind } from '@dateline/shared/facts/pictures/picture-kind'
import type { SvgNode } from '@dateline/shared/facts/pictures/svg-node'
import type { Editor } from '@tiptap/core'
import { ApiError } from '../api/api-error.ts'
import { insertPieces } from '../editor/pieces/move-piece.ts'
import { PictureFiles } from '../editor/pieces/picture-files.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { tell } from '../ui/toasts.ts'
import { svgFile } from './save-picture.ts'

interface Drawing {
  readonly kind: PictureKind
  readonly image: SvgNode
  /** All it says: its alternative text, and what tells later whether it is still so. */
  readonly words: string
  readonly caption: string
}

/**
 * Puts a picture of the facts into the body as a figure, where the caret was last, or in place of
 * the one of its kind that is there: that one's caption, credit and place stay. Its file is one of
 * dots, as every drawing's (as-raster.ts).
 *
 * @param replaces the file of the one that is there
 */
export async function insertPicture(
  session: StorySession,
  editor: Editor,
  { kind, image, words, caption }: Drawing,
  replaces: string | undefined,
): Promise<void> {
  try {
    const { sha256 } = await new PictureFiles(session.storyId).store(svgFile(image))
    if (editor.isDestroyed) return
    session.story.drawn.put(sha256, { kind, words }, session.origin)
    if (!replaces || !replace(editor, replaces, sha256, words)) {
      insert(editor, sha256, words, caption, session.user.name)
    }
    tell(t('pictures.inserted'), 'good')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    tell(error.message, 'bad')
  }
}

function insert(editor: Editor, media: string, alt: string, caption: string, credit: string): void {
  const { tr, schema, selection } = editor.state
  const figure = schema.nodes['figure']?.create({ media, alt, credit }, schema.text(caption))
  if (!figure) return
  insertPieces(tr, selection.to, [figure])
  editor.view.dispatch(tr.scrollIntoView())
}

/** @returns whether it was there */
function replace(editor: Editor, was: string, media: string, alt: string): boolean {
  const { tr } = editor.state
  tr.doc.descendants((node, pos) => {
    if (node.type.name !== 'figure' || node.attrs['media'] !== was) return
    tr.setNodeAttribute(pos, 'media', media).setNodeAttribute(pos, 'alt', alt)
  })
  if (!tr.docChanged) return false
  editor.view.dispatch(tr)
  return true
}
