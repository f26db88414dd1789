import { directionOf, type Language } from '../../story/meta-doc.ts'
import { svg, type Palette, type SvgNode } from './svg-node.ts'

export const MARGIN = 20

/** A family that every system has, with a face for Arabic script behind it. */
const FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Tahoma, Arial, sans-serif"

interface Sheet {
  readonly width: number
  readonly height: number
  readonly language: Language
  readonly palette: Palette
}

/**
 * The sheet a picture is drawn on: its direction, its face, its title above.
 * @param about the title, and the whole picture in words for those who do not see it
 */
export function frame(
  { width, height, language, palette }: Sheet,
  about: { title: string; words: string },
  ...children: readonly SvgNode[]
): SvgNode {
  const direction = directionOf(language)
  return svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      lang: language,
      direction,
      'font-family': FONT,
      'font-size': 15,
    },
    svg('title', {}, about.title),
    svg('desc', {}, about.words),
    svg('rect', { width, height, fill: palette.paper }),
    svg(
      'text',
      {
        x: direction === 'rtl' ? width - MARGIN : MARGIN,
        y: MARGIN + 8,
        fill: palette.ink,
        'font-weight': 700,
      },
      about.title,
    ),
    ...children,
  )
}
