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

/** Deeper than any page; the walks below call themselves, so a deeper one would end the stack. */
const MAX_DEPTH = 400

/** Whether elements lie inside each other deeper than a page made in good faith has them. */
export function isTooDeep(parent: ParentNode): boolean {
  let level: readonly ParentNode[] = [parent]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap((one) => one.childNodes.filter(isElement))
  }
  return false
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
