import type { Editor, KeyboardShortcutCommand } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  toggleHeaderRow,
} from '@tiptap/pm/tables'

/** What one does to a table, in the order of its menu; `keys` as Tiptap writes them. */
export const TABLE_ACTS = {
  rowBelow: { keys: 'Mod-Alt-ArrowDown', run: addRowAfter },
  rowAbove: { keys: 'Mod-Alt-ArrowUp', run: addRowBefore },
  columnAfter: { keys: 'Mod-Alt-ArrowRight', run: addColumnAfter },
  columnBefore: { keys: 'Mod-Alt-ArrowLeft', run: addColumnBefore },
  headerRow: { keys: '', run: toggleHeaderRow },
  deleteRow: { keys: 'Mod-Alt-Backspace', run: deleteRow },
  deleteColumn: { keys: 'Mod-Alt-Shift-Backspace', run: deleteColumn },
  deleteTable: { keys: '', run: deleteTable },
} as const satisfies Record<string, { keys: string; run: Command }>
export type TableAct = keyof typeof TABLE_ACTS
export const TABLE_ACT_NAMES = Object.keys(TABLE_ACTS) as TableAct[]

/** @returns whether there was a table to do it to */
export function actOnTable(editor: Editor, act: TableAct): boolean {
  const done = run(editor, TABLE_ACTS[act].run)
  editor.view.focus()
  return done
}

const run = (editor: Editor, command: Command): boolean =>
  editor.isEditable && isInTable(editor.state) && command(editor.state, editor.view.dispatch)

/** In a right-to-left text the key with the arrow to the left points to the next column. */
function forReader(editor: Editor, act: TableAct): TableAct {
  if (getComputedStyle(editor.view.dom).direction !== 'rtl') return act
  if (act === 'columnAfter') return 'columnBefore'
  return act === 'columnBefore' ? 'columnAfter' : act
}

export const tableKeys: Record<string, KeyboardShortcutCommand> = {
  // Tab in the last cell goes on in a new row.
  Tab: ({ editor }) =>
    run(editor, goToNextCell(1)) || (run(editor, addRowAfter) && run(editor, goToNextCell(1))),
  'Shift-Tab': ({ editor }) => run(editor, goToNextCell(-1)),
  ...Object.fromEntries(
    TABLE_ACT_NAMES.filter((act) => TABLE_ACTS[act].keys !== '').map((act) => [
      TABLE_ACTS[act].keys,
      ({ editor }: { editor: Editor }) =>
        isInTable(editor.state) && run(editor, TABLE_ACTS[forReader(editor, act)].run),
    ]),
  ),
}
