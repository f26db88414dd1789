import { escapeXml } from '../escape-xml.ts'
import type { FrozenMedia } from '../media-schema.ts'

/** English Metric Units: to a pixel of a screen, and the width of the text on an A4 page. */
const PER_PIXEL = 9_525
const TEXT_WIDTH = 5_731_510
const TEXT_HEIGHT = 7_000_000

/** A picture in a line, as large as it is but no larger than the page. */
export function docxPicture(
  id: string,
  number: number,
  { width, height }: Pick<FrozenMedia, 'width' | 'height'>,
  alt: string,
): string {
  const scale = Math.min(PER_PIXEL, TEXT_WIDTH / width, TEXT_HEIGHT / height)
  const size = `cx="${Math.round(width * scale)}" cy="${Math.round(height * scale)}"`
  const name = `name="Picture ${number}" descr="${escapeXml(alt)}"`
  return [
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">',
    `<wp:extent ${size}/><wp:docPr id="${number}" ${name}/>`,
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">',
    `<pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" ${name}/><pic:cNvPicPr/></pic:nvPicPr>`,
    `<pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm>`,
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>',
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
  ].join('')
}
