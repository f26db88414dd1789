import type { Palette, SvgNode } from '@dateline/shared/facts/pictures/svg-node'
import { createElement, type ReactNode } from 'react'

/** The colours of the screen, light or dark: they follow the tokens. */
export const SCREEN_PALETTE: Palette = {
  paper: 'var(--paper)',
  ink: 'var(--ink)',
  soft: 'var(--ink-soft)',
  line: 'var(--line-strong)',
  accent: 'var(--accent)',
  tint: 'var(--accent-tint)',
  open: 'var(--changed)',
}

/** Draws a picture's data with elements, so that nothing in it can be read as markup. */
export function SvgElement({ node, className }: { node: SvgNode; className?: string }): ReactNode {
  const attrs = Object.fromEntries(
    Object.entries(node.attrs).map(([name, value]) => [inReact(name), value]),
  )
  return createElement(
    node.tag,
    { ...attrs, ...(className && { className }) },
    ...node.children.map((child, index) =>
      // The order of a picture's parts is what they are known by: it is drawn anew as a whole.
      typeof child === 'string' ? child : <SvgElement key={index} node={child} />,
    ),
  )
}

/** `text-anchor` is `textAnchor` to React. */
const inReact = (name: string): string =>
  name.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase())
