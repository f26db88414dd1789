/** One element of a picture, as data: the screen draws it with its own elements, a file as text. */
export interface SvgNode {
  readonly tag: 'svg' | 'g' | 'rect' | 'line' | 'circle' | 'path' | 'text' | 'title' | 'desc'
  readonly attrs: Readonly<Record<string, string | number>>
  readonly children: readonly (SvgNode | string)[]
}

export const svg = (
  tag: SvgNode['tag'],
  attrs: SvgNode['attrs'] = {},
  ...children: SvgNode['children']
): SvgNode => ({ tag, attrs, children })

/** The colours of a picture: values of attributes, so `var(--ink)` on a screen and `#…` in a file. */
export interface Palette {
  readonly paper: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly accent: string
  readonly tint: string
  /** What is not certain yet, or has been called off. */
  readonly open: string
}

/** For files: other programs know no variables, and a page that takes the picture is mostly white. */
export const FILE_PALETTE: Palette = {
  paper: '#ffffff',
  ink: '#1b1a17',
  soft: '#57534c',
  line: '#8d8981',
  accent: '#1f4b8f',
  tint: '#e8eef8',
  open: '#a04300',
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
// oxlint-disable-next-line no-control-regex -- these have no form in XML
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(NO_XML, '')
    .replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)

/**
 * A picture as the text of an SVG file. Every word and every value is escaped, and names of
 * elements and attributes are ours alone, so a name like `<script>` is drawn and never run (X6).
 */
export function svgText(node: SvgNode): string {
  const attrs = Object.entries(node.attrs)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
  const inner = node.children
    .map((child) => (typeof child === 'string' ? escapeXml(child) : svgText(child)))
    .join('')
  return inner ? `<${node.tag}${attrs}>${inner}</${node.tag}>` : `<${node.tag}${attrs}/>`
}
