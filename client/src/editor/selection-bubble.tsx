import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { useEditorState } from '@tiptap/react'
import { Bold, Highlighter, Italic, Link as LinkIcon, Quote } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Anchored } from './anchored.tsx'
import { selectionRect } from './selection-rect.ts'
import type { EditedField } from './story-editors.ts'
import css from './selection-bubble.module.css'

interface Props {
  editor: Editor
  field: EditedField
  onLink: () => void
  onMakeFact: () => void
}

/** What one does with selected words most, right above them. Never takes the focus by itself. */
export function SelectionBubble({ editor, field, onLink, onMakeFact }: Props) {
  const { isShown, bold, italic, link, quote } = useEditorState({
    editor,
    selector: ({ editor }) => ({
      isShown:
        editor.isFocused &&
        editor.isEditable &&
        editor.state.selection instanceof TextSelection &&
        editor.state.doc
          .textBetween(editor.state.selection.from, editor.state.selection.to, ' ', ' ')
          .trim() !== '',
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      link: editor.isActive('link'),
      quote: editor.isActive('blockquote'),
      from: editor.state.selection.from,
      to: editor.state.selection.to,
    }),
  })
  if (!isShown) return null
  return (
    <Anchored anchor={() => selectionRect(editor)} side="above">
      <Toolbar aria-label={t('editor.bubble')} className={cx(css['bubble'])}>
        <Button look="quiet" small onPress={onMakeFact} preventFocusOnPress>
          <Highlighter aria-hidden />
          {t('editor.makeFactShort')}
        </Button>
        {field === 'body' && (
          <>
            <IconButton
              label={t('editor.boldShort')}
              small
              aria-pressed={bold}
              className={cx(bold && css['on'])}
              preventFocusOnPress
              onPress={() => editor.chain().focus().toggleBold().run()}
            >
              <Bold aria-hidden />
            </IconButton>
            <IconButton
              label={t('editor.italicShort')}
              small
              aria-pressed={italic}
              className={cx(italic && css['on'])}
              preventFocusOnPress
              onPress={() => editor.chain().focus().toggleItalic().run()}
            >
              <Italic aria-hidden />
            </IconButton>
            <IconButton
              label={t('editor.quote')}
              small
              aria-pressed={quote}
              className={cx(quote && css['on'])}
              preventFocusOnPress
              onPress={() => editor.chain().focus().toggleBlockquote().run()}
            >
              <Quote aria-hidden />
            </IconButton>
            <IconButton
              label={t('editor.linkShort')}
              small
              aria-pressed={link}
              className={cx(link && css['on'])}
              preventFocusOnPress
              onPress={onLink}
            >
              <LinkIcon aria-hidden />
            </IconButton>
          </>
        )}
      </Toolbar>
    </Anchored>
  )
}
