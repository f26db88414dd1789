import { mergeAttributes, Node, type Extensions } from '@tiptap/core'

/** Cells beside or below one another that one cell may cover; more is a mistake or an attack. */
export const SPAN_LIMIT = 50

/**
 * A table: rows of cells, each one or more paragraphs, so that every target can show it. Column
 * widths are the CMS's business. The roles are what the commands of prosemirror-tables go by.
 */
export const TableNode = Node.create({
  name: 'table',
  group: 'piece',
  content: 'tableRow+',
  isolating: true,
  extendNodeSchema({ name }) {
    const tableRole = ROLES[name]
    return tableRole ? { tableRole } : {}
  },
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
})

const TableRowNode = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', mergeAttributes(HTMLAttributes), 0],
})

const TableCellNode = cellNode('tableCell', 'td')
const TableHeaderNode = cellNode('tableHeader', 'th')

const ROLES: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
}

export const tableExtensions: Extensions = [TableNode, TableRowNode, TableCellNode, TableHeaderNode]

function cellNode(name: string, tag: 'td' | 'th') {
  return Node.create({
    name,
    content: 'paragraph+',
    isolating: true,
    addAttributes: () => ({
      colspan: span('colspan'),
      rowspan: span('rowspan'),
      // prosemirror-tables keeps widths here when columns are dragged; we let nobody drag them.
      colwidth: { default: null, parseHTML: () => null, rendered: false },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  })
}

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (element: HTMLElement) => readSpan(element.getAttribute(name)),
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === 1 ? {} : { [name]: String(attributes[name]) },
})

/** A span as written by whoever: a whole number from 1 to the limit. */
export function readSpan(value: unknown): number {
  const number = Math.trunc(Number(value))
  return number >= 1 ? Math.min(number, SPAN_LIMIT) : 1
}
