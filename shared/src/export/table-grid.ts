import type { TableCell, TableRow } from './story-ast.ts'

/** One place of a table's grid: a cell, the one it starts in; or what a cell above or before covers. */
export type GridPlace =
  | { readonly kind: 'cell'; readonly cell: TableCell; readonly colspan: number }
  | { readonly kind: 'below'; readonly colspan: number }
  | { readonly kind: 'nothing' }

/**
 * Rows laid out on a grid, for forms that know no spans of their own. Each row covers all columns:
 * a place of `colspan` n stands for n of them.
 */
export function tableGrid(rows: readonly TableRow[]): {
  readonly columns: number
  readonly rows: readonly (readonly GridPlace[])[]
} {
  const covered: { left: number; colspan: number }[] = [] // by column, from rows above
  let columns = 1
  const laid = rows.map(({ content }) => {
    const places: GridPlace[] = []
    const cells = [...content]
    let column = 0
    while (cells.length > 0 || column < covered.length) {
      const above = covered[column]
      if (above && above.left > 0) {
        places.push({ kind: 'below', colspan: above.colspan })
        above.left -= 1
        column += above.colspan
        continue
      }
      const cell = cells.shift()
      if (!cell) {
        places.push({ kind: 'nothing' })
        column += 1
        continue
      }
      // A cell does not reach over one that comes down from above.
      let colspan = 1
      while (colspan < cell.attrs.colspan && !(covered[column + colspan]?.left ?? 0)) colspan += 1
      places.push({ kind: 'cell', cell, colspan })
      for (let at = column; at < column + colspan; at += 1) covered[at] = { left: 0, colspan: 1 }
      covered[column] = { left: cell.attrs.rowspan - 1, colspan }
      column += colspan
    }
    columns = Math.max(columns, column)
    return places
  })
  const width = (places: readonly GridPlace[]) =>
    places.reduce((sum, place) => sum + (place.kind === 'nothing' ? 1 : place.colspan), 0)
  return {
    columns,
    rows: laid.map((places) => [
      ...places,
      ...Array.from({ length: columns - width(places) }, () => ({ kind: 'nothing' as const })),
    ]),
  }
}
