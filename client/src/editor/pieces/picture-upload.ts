import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { t } from '../../i18n/translate.ts'
import { tell } from '../../ui/toasts.ts'
import { anchorAt, placeOf } from '../text-anchor.ts'
import { insertPieces } from './move-piece.ts'
import type { PictureFiles } from './picture-files.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    pictureUpload: {
      /** Stores the files and puts each into the text as a picture, at the caret or at `pos`. */
      insertPictures: (files: readonly File[], pos?: number) => ReturnType
      /** Asks for files first. */
      pickPictures: () => ReturnType
    }
  }
}

/** A picture under way: where it will stand, as a place that others' typing does not move. */
interface Waiting {
  readonly anchor: Y.RelativePosition | null
  readonly position: number
}

const key = new PluginKey<ReadonlyMap<number, Waiting>>('pictureUpload')
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,image/svg+xml'

/** Pictures from the device: by a button, by `/`, dropped or pasted as files. */
export const PictureUpload = Extension.create<{ files: PictureFiles | null }>({
  name: 'pictureUpload',
  addOptions: () => ({ files: null }),
  addCommands() {
    const { files } = this.options
    return {
      insertPictures:
        (pictures, pos) =>
        ({ editor }) => {
          if (!files || !editor.isEditable) return false
          // After this transaction: each picture makes one of its own when it is here.
          const at = pos ?? editor.state.selection.to
          queueMicrotask(() => void insertAll(editor, files, pictures, at))
          return true
        },
      pickPictures:
        () =>
        ({ editor }) => {
          if (!editor.isEditable) return false
          pick((pictures) => editor.commands.insertPictures(pictures))
          return true
        },
    }
  },
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin<ReadonlyMap<number, Waiting>>({
        key,
        state: {
          init: () => new Map(),
          apply: (tr, waiting) => {
            const change = tr.getMeta(key) as { id: number; waiting?: Waiting } | undefined
            if (!change) return waiting
            const next = new Map(waiting)
            if (change.waiting) next.set(change.id, change.waiting)
            else next.delete(change.id)
            return next
          },
        },
        props: {
          decorations: (state) =>
            DecorationSet.create(
              state.doc,
              [...(key.getState(state) ?? [])].map(([id, waiting]) =>
                Decoration.widget(now(state, waiting), waitingSign, { key: `picture-${id}` }),
              ),
            ),
          handlePaste: (_view, event) => {
            const pictures = picturesIn(event.clipboardData)
            return pictures.length > 0 && editor.commands.insertPictures(pictures)
          },
          handleDrop: (view, event, _slice, moved) => {
            const pictures = moved ? [] : picturesIn(event.dataTransfer)
            if (pictures.length === 0) return false
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
            event.preventDefault()
            return editor.commands.insertPictures(pictures, at?.pos)
          },
        },
      }),
    ]
  },
})

/** Files that are pictures; none when words came with them, as from a word processor. */
function picturesIn(data: DataTransfer | null): File[] {
  if (!data) return []
  const pictures = [...data.files].filter(({ type }) => ACCEPTED.split(',').includes(type))
  if (pictures.length === 0) return []
  const html = data.getData('text/html')
  const words = new DOMParser().parseFromString(html, 'text/html').body.textContent.trim()
  return words === '' ? pictures : []
}

function pick(onPicked: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPTED
  input.multiple = true
  input.hidden = true
  const done = () => input.remove()
  input.addEventListener('change', () => {
    onPicked([...(input.files ?? [])])
    done()
  })
  input.addEventListener('cancel', done)
  document.body.append(input) // some browsers forget an input that is nowhere
  input.click()
}

let ids = 0

/** One after the other, so that they stand in the order they were given. */
async function insertAll(
  editor: Editor,
  files: PictureFiles,
  pictures: readonly File[],
  position: number,
): Promise<void> {
  const id = (ids += 1)
  const waiting = { anchor: anchorAt(editor.state, position), position }
  editor.view.dispatch(editor.state.tr.setMeta(key, { id, waiting }))
  let at = waiting
  for (const picture of pictures) {
    try {
      const { sha256 } = await files.store(picture)
      if (editor.isDestroyed) return
      const end = insertOne(editor, now(editor.state, at), sha256)
      at = { anchor: anchorAt(editor.state, end), position: end }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      tell(t('piece.notStored', { name: picture.name, why }), 'bad')
    }
  }
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, { id }))
}

/** @returns the end of its caption */
function insertOne(editor: Editor, at: number, media: string): number {
  const { tr, schema } = editor.state
  const figure = schema.nodes['figure']?.create({ media })
  if (!figure) return at
  const from = insertPieces(tr, at, [figure])
  tr.setSelection(TextSelection.create(tr.doc, from + 1))
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
  return from + 1
}

const now = (state: EditorState, { anchor, position }: Waiting): number =>
  Math.min((anchor && placeOf(state, anchor)) ?? position, state.doc.content.size)

function waitingSign(): HTMLElement {
  const sign = document.createElement('span')
  sign.className = 'piece-waiting'
  sign.setAttribute('role', 'status')
  sign.textContent = t('piece.storing')
  return sign
}
