import { cellTag, tableParts } from '../html-table.ts'
import type { TableCell, TableRow } from '../story-ast.ts'
import { tableGrid, type GridPlace } from '../table-grid.ts'
import { UnknownNodeError } from '../unknown-node.ts'
import type { DocxBody } from './docx-body.ts'

const TEXT_WIDTH = 9_026 // twentieths of a point, on an A4 page

const SIDES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']

/** Rows as a table: its head repeats on every page, its columns run as the text does. */
export function docxTable(rows: readonly TableRow[], body: DocxBody): string {
  const unknown = rows.find(({ type }) => type !== 'tableRow')
  if (unknown) throw new UnknownNodeError(String((unknown as { type?: unknown }).type), 'table')
  const { columns, rows: grid } = tableGrid(rows)
  const { head } = tableParts(rows)
  const width = Math.floor(TEXT_WIDTH / columns)
  const borders = SIDES.map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>`,
  )
  return [
    '<w:tbl><w:tblPr>',
    body.isRtl ? '<w:bidiVisual/>' : '',
    '<w:tblW w:w="5000" w:type="pct"/>',
    `<w:tblBorders>${borders.join('')}</w:tblBorders></w:tblPr>`,
    `<w:tblGrid>${`<w:gridCol w:w="${width}"/>`.repeat(columns)}</w:tblGrid>`,
    ...grid.map((places, index) => {
      const header = index < head.length ? '<w:trPr><w:tblHeader/></w:trPr>' : ''
      return `<w:tr>${header}${places.map((place) => cellXml(place, width, body)).join('')}</w:tr>`
    }),
    '</w:tbl>',
    body.paragraph(''), // or the next table would grow onto this one
  ].join('')
}

function cellXml(place: GridPlace, width: number, body: DocxBody): string {
  if (place.kind === 'nothing') return tableCell(width, '', body.paragraph(''))
  const span = place.colspan > 1 ? `<w:gridSpan w:val="${place.colspan}"/>` : ''
  if (place.kind === 'below') {
    return tableCell(width * place.colspan, `${span}<w:vMerge/>`, body.paragraph(''))
  }
  const { cell, colspan } = place
  const merge = cell.attrs.rowspan > 1 ? '<w:vMerge w:val="restart"/>' : ''
  const shade =
    cellTag(cell) === 'th' ? '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>' : ''
  return tableCell(width * colspan, `${span}${merge}${shade}`, paragraphs(cell, body))
}

const tableCell = (width: number, properties: string, content: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`

function paragraphs({ type, content }: TableCell, body: DocxBody): string {
  const style = type === 'tableHeader' ? { style: 'TableHead' } : {}
  const words = content.map((block) => {
    if (block.type === 'paragraph') return body.paragraph(body.inline(block.content), style)
    throw new UnknownNodeError(String((block as { type?: unknown }).type), 'table')
  })
  return words.join('') || body.paragraph('')
}
