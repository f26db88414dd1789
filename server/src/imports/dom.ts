import type { DefaultTreeAdapterMap } from 'parse5'

export type Element = DefaultTreeAdapterMap['element']
export type ChildNode = DefaultTreeAdapterMap['childNode']
type ParentNode = DefaultTreeAdapterMap['parentNode']

export const isElement = (node: ChildNode): node is Element => 'tagName' in node

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** Every element below, in document order. */
export function* elements(parent: ParentNode): Iterable<Element> {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    yield node
    yield* elements(node)
  }
}

/** The words below, with single spaces. */
export function textOf(node: ChildNode | ParentNode): string {
  let text = ''
  const visit = (one: ChildNode | ParentNode) => {
    if ('value' in one) text += one.value
    else if ('tagName' in one && (one.tagName === 'script' || one.tagName === 'style')) return
    else if ('childNodes' in one) for (const child of one.childNodes) visit(child)
  }
  visit(node)
  return text.replaceAll(/[\s\u00a0]+/gu, ' ').trim()
}
