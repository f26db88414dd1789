import { cellTag, tableParts } from './html-table.ts'
import { markdownInline } from './markdown-text.ts'
import type { TableCell, TableRow } from './story-ast.ts'
import { tableGrid } from './table-grid.ts'
import { UnknownNodeError } from './unknown-node.ts'

/** A table in GitHub's form: one line a row, its first the head; what a cell covers stays empty. */
export function markdownTable(rows: readonly TableRow[]): string {
  const unknown = rows.find(({ type }) => type !== 'tableRow')
  if (unknown) throw new UnknownNodeError(String((unknown as { type?: unknown }).type), 'table')
  const { head } = tableParts(rows)
  const { columns, rows: grid } = tableGrid(rows)
  const lines = grid.map((places) =>
    line(
      places.flatMap((place) => {
        if (place.kind === 'nothing') return ['']
        const words = place.kind === 'cell' ? cellWords(place.cell) : ''
        return [words, ...Array.from({ length: place.colspan - 1 }, () => '')]
      }),
    ),
  )
  const empty = line(Array.from({ length: columns }, () => ''))
  const [first = empty, ...rest] = head.length > 0 ? lines : [empty, ...lines]
  return [first, line(Array.from({ length: columns }, () => '---')), ...rest].join('\n')
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function cellWords(cell: TableCell): string {
  const isHead = cellTag(cell) === 'th'
  const words = cell.content
    .map((block) => {
      if (block.type === 'paragraph')
        return markdownInline(block.content).replaceAll('\\\n', '<br>')
      throw new UnknownNodeError(String((block as { type?: unknown }).type), 'table')
    })
    .join('<br>')
    .trim()
  return isHead && words !== '' && !words.includes('*') ? `**${words}**` : words
}
