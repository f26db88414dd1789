import { directionOf } from '@dateline/shared/story/meta-doc'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect } from 'react'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { cx } from '../ui/cx.ts'
import { readSelection } from './read-selection.ts'
import type { EditedField, StoryEditors } from './story-editors.ts'
import { textExtensions } from './text-extensions.ts'
import css from './text-editor.module.css'

interface Props {
  session: StorySession
  editors: StoryEditors
  field: EditedField
}

/** One text field of the story as a rich editor over its part of the shared document. */
export function TextEditor({ session, editors, field }: Props) {
  const canWrite = useSnapshot(session.canWrite)
  const language = useSnapshot(session.language)
  const editor = useEditor(
    {
      extensions: textExtensions(session, field, editors),
      editable: canWrite,
      onFocus: () => {
        editors.activate(field)
        session.enter(field)
      },
      onBlur: () => session.leave(field),
    },
    [session, field, editors],
  )

  useEffect(() => editors.add(field, editor), [editors, field, editor])

  useEffect(() => session.beforeIncoming(() => readSelection(editor.view)), [session, editor])

  useEffect(() => {
    editor.setEditable(canWrite, false)
    editor.setOptions({
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': String(field === 'body'),
          'aria-label': t(`story.field.${field}`),
          ...(canWrite ? {} : { 'aria-readonly': 'true', tabindex: '0' }),
          dir: directionOf(language),
          lang: language,
          spellcheck: 'true',
          class: cx(css['prose'], css[field]),
        },
      },
    })
  }, [editor, canWrite, language, field])

  return <EditorContent editor={editor} data-field={field} className={css['field']} />
}
