import { svgText, type SvgNode } from '@dateline/shared/facts/pictures/svg-node'

/** The picture as an SVG file, to be kept or sent. */
export function downloadSvg(image: SvgNode, fileName: string): void {
  const url = URL.createObjectURL(svgFile(image))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 0) // the browser has taken it by the next turn
}

/** The picture as a file. */
export const svgFile = (image: SvgNode): Blob =>
  new Blob([svgText(image)], { type: 'image/svg+xml' })
