import type { TableCell, TableRow } from './story-ast.ts'
import { UnknownNodeError } from './unknown-node.ts'

/**
 * Rows as a table: a first row of nothing but headers is its head, where a screen reader and a CMS
 * look for it.
 *
 * @param inner of a cell, as HTML
 * @throws UnknownNodeError (rule X5)
 */
export function htmlTable(rows: readonly TableRow[], inner: (cell: TableCell) => string): string {
  const { head, body } = tableParts(rows)
  const part = (tag: 'thead' | 'tbody', rows: readonly TableRow[]) =>
    rows.length === 0
      ? []
      : [`<${tag}>${rows.map((row) => rowHtml(row, tag, inner)).join('')}</${tag}>`]
  return ['<table>', ...part('thead', head), ...part('tbody', body), '</table>'].join('\n')
}

/** The head of a table is its first row, if that holds nothing but headers and is not all there is. */
export function tableParts(rows: readonly TableRow[]): {
  readonly head: readonly TableRow[]
  readonly body: readonly TableRow[]
} {
  const [first, ...rest] = rows
  const isHead = first !== undefined && rest.length > 0 && first.content.every(isHeader)
  return isHead ? { head: [first], body: rest } : { head: [], body: rows }
}

const isHeader = ({ type }: TableCell): boolean => type === 'tableHeader'

function rowHtml(
  row: TableRow,
  part: 'thead' | 'tbody',
  inner: (cell: TableCell) => string,
): string {
  if (row.type !== 'tableRow') throw unknown(row)
  const cells = row.content.map((cell) => {
    const tag = cellTag(cell)
    const scope = tag === 'th' ? ` scope="${part === 'thead' ? 'col' : 'row'}"` : ''
    return `<${tag}${scope}${spans(cell)}>${inner(cell)}</${tag}>`
  })
  return `<tr>${cells.join('')}</tr>`
}

/** @throws UnknownNodeError (rule X5) */
export function cellTag(cell: TableCell): 'td' | 'th' {
  if (cell.type === 'tableCell') return 'td'
  if (cell.type === 'tableHeader') return 'th'
  throw unknown(cell)
}

function spans({ attrs: { colspan, rowspan } }: TableCell): string {
  return [colspan > 1 && ` colspan="${colspan}"`, rowspan > 1 && ` rowspan="${rowspan}"`]
    .filter(Boolean)
    .join('')
}

const unknown = (node: unknown): UnknownNodeError =>
  new UnknownNodeError(String((node as { type?: unknown }).type), 'table')
