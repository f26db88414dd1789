import { isMacOS } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import {
  Bold,
  Heading,
  Italic,
  Link as LinkIcon,
  Plus,
  Table as TableIcon,
  List,
  ListOrdered,
  Quote,
  Redo2,
  Undo2,
  Highlighter,
} from 'lucide-react'
import { Separator, Toolbar as AriaToolbar } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { insert, INSERTED_PIECES } from './pieces/insertables.ts'
import { actOnTable, TABLE_ACT_NAMES, TABLE_ACTS } from './pieces/table-commands.ts'
import type { StoryEditors } from './story-editors.ts'
import css from './toolbar.module.css'

interface Props {
  editors: StoryEditors
  onLink: () => void
  onMakeFact: () => void
  /** `bar`: under the top bar. `thumb`: above the phone's keyboard, with the four that matter there. */
  kind: 'bar' | 'thumb'
}

const mod = isMacOS() ? '⌘' : 'Ctrl+'

/** The quiet tools. They act on the text that had the caret last, and say when they cannot. */
export function Toolbar({ editors, onLink, onMakeFact, kind }: Props) {
  const active = useSnapshot(editors.active)
  if (!active) return <div className={cx(css['toolbar'], css[kind])} aria-hidden />
  return (
    <Tools editors={editors} active={active} onLink={onLink} onMakeFact={onMakeFact} kind={kind} />
  )
}

function Tools({
  active: { editor, field },
  onLink,
  onMakeFact,
  kind,
}: Props & { active: NonNullable<ReturnType<StoryEditors['active']['list']>> }) {
  const state = useEditorState({
    editor,
    selector: ({ editor }) => ({
      canUndo: editor.can().undo(),
      canRedo: editor.can().redo(),
      bold: editor.isActive('bold'),
      italic: editor.isActive('italic'),
      bulletList: editor.isActive('bulletList'),
      orderedList: editor.isActive('orderedList'),
      blockquote: editor.isActive('blockquote'),
      link: editor.isActive('link'),
      isInTable: editor.isActive('table'),
      hasSelection: !editor.state.selection.empty,
    }),
  })
  const rich = field === 'body'
  const act = (run: (chain: ReturnType<typeof editor.chain>) => { run: () => boolean }) => () => {
    run(editor.chain().focus()).run()
  }
  const tool = (
    label: string,
    icon: React.ReactNode,
    onPress: () => void,
    { on = false, off = false } = {},
  ) => (
    <IconButton
      label={label}
      small={kind === 'bar'}
      onPress={onPress}
      isDisabled={off}
      aria-pressed={on}
      className={cx(on && css['on'])}
      preventFocusOnPress
    >
      {icon}
    </IconButton>
  )

  const undo = tool(
    t('editor.undo', { keys: `${mod}Z` }),
    <Undo2 aria-hidden />,
    () => editor.commands.undo(),
    { off: !state.canUndo },
  )
  const quote = tool(
    t('editor.quote'),
    <Quote aria-hidden />,
    act((chain) => chain.toggleBlockquote()),
    { on: state.blockquote, off: !rich },
  )
  const bold = tool(
    t('editor.bold', { keys: `${mod}B` }),
    <Bold aria-hidden />,
    act((chain) => chain.toggleBold()),
    { on: state.bold, off: !rich },
  )
  const fact = tool(
    t('editor.makeFact', { keys: `${mod}⇧F` }),
    <Highlighter aria-hidden />,
    onMakeFact,
    { off: !state.hasSelection },
  )

  const insertMenu = (
    <Menu
      label={t('insert.menu')}
      trigger={
        <IconButton label={t('insert.menu')} small={kind === 'bar'} isDisabled={!rich}>
          <Plus aria-hidden />
        </IconButton>
      }
    >
      {INSERTED_PIECES.map((what) => (
        <MenuItem
          key={what}
          text={t(`insert.${what}`)}
          note={t(`insert.${what}.note`)}
          onAction={() => insert(editor, what)}
        />
      ))}
    </Menu>
  )
  const tableMenu = state.isInTable && (
    <Menu
      label={t('table.menu')}
      trigger={
        <IconButton label={t('table.menu')} small={kind === 'bar'}>
          <TableIcon aria-hidden />
        </IconButton>
      }
    >
      {TABLE_ACT_NAMES.map((act) => (
        <MenuItem
          key={act}
          text={t(`table.${act}`)}
          note={keyWords(TABLE_ACTS[act].keys)}
          danger={act === 'deleteTable'}
          onAction={() => void actOnTable(editor, act)}
        />
      ))}
    </Menu>
  )

  if (kind === 'thumb') {
    return (
      <AriaToolbar aria-label={t('editor.tools')} className={cx(css['toolbar'], css['thumb'])}>
        {undo}
        {bold}
        {quote}
        {insertMenu}
        {tableMenu}
        {fact}
      </AriaToolbar>
    )
  }
  return (
    <AriaToolbar aria-label={t('editor.tools')} className={cx(css['toolbar'], css['bar'])}>
      {undo}
      {tool(
        t('editor.redo', { keys: `${mod}⇧Z` }),
        <Redo2 aria-hidden />,
        () => editor.commands.redo(),
        { off: !state.canRedo },
      )}
      <Separator orientation="vertical" className={cx(css['line'])} />
      <Menu
        label={t('editor.heading')}
        trigger={
          <IconButton label={t('editor.heading')} small isDisabled={!rich}>
            <Heading aria-hidden />
          </IconButton>
        }
      >
        <MenuItem text={t('editor.paragraph')} onAction={act((chain) => chain.setParagraph())} />
        {([2, 3, 4] as const).map((level) => (
          <MenuItem
            key={level}
            text={t('editor.headingLevel', { level })}
            onAction={act((chain) => chain.toggleHeading({ level }))}
          />
        ))}
      </Menu>
      {bold}
      {tool(
        t('editor.italic', { keys: `${mod}I` }),
        <Italic aria-hidden />,
        act((chain) => chain.toggleItalic()),
        { on: state.italic, off: !rich },
      )}
      {tool(t('editor.link', { keys: `${mod}K` }), <LinkIcon aria-hidden />, onLink, {
        on: state.link,
        off: !rich || (!state.hasSelection && !state.link),
      })}
      <Separator orientation="vertical" className={cx(css['line'])} />
      {quote}
      {tool(
        t('editor.bulletList'),
        <List aria-hidden />,
        act((chain) => chain.toggleBulletList()),
        { on: state.bulletList, off: !rich },
      )}
      {tool(
        t('editor.orderedList'),
        <ListOrdered aria-hidden />,
        act((chain) => chain.toggleOrderedList()),
        { on: state.orderedList, off: !rich },
      )}
      <Separator orientation="vertical" className={cx(css['line'])} />
      {insertMenu}
      {tableMenu}
      <Separator orientation="vertical" className={cx(css['line'])} />
      {fact}
    </AriaToolbar>
  )
}

/** `Mod-Alt-ArrowDown` as it is written on the keys. */
const keyWords = (keys: string): string =>
  keys
    .replace('Mod-', mod)
    .replace('Alt-', isMacOS() ? '⌥' : 'Alt+')
    .replace('Shift-', '⇧')
    .replace('ArrowDown', '↓')
    .replace('ArrowUp', '↑')
    .replace('ArrowRight', '→')
    .replace('ArrowLeft', '←')
    .replace('Backspace', '⌫')
