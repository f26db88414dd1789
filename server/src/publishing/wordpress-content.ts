import { sha256Hex } from '@dateline/shared/facts/canonical'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

export interface PostContent {
  readonly title: string
  readonly content: string
  readonly excerpt: string
}

/**
 * Hash of what a post says, alike for what we send and what WordPress gives back (rule B4): its
 * filters and its editor re-write entities, spaces around void tags, the order of attributes and the
 * white space between blocks, none of which changes a word.
 */
export function contentHash({ title, content, excerpt }: PostContent): string {
  return sha256Hex(JSON.stringify([title, content, excerpt].map(normalised)))
}

/** Words as a reader sees them, a line for each block of text, blank lines between. */
export function plainWords(html: string): string {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
  }
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if ('value' in node) line += node.value.replaceAll(/\s+/g, ' ')
      else if ('tagName' in node) {
        const isBlock = !INLINE.has(node.tagName)
        if (isBlock) end()
        walk(node.childNodes)
        if (isBlock) end()
      }
    }
  }
  walk(parseFragment(html).childNodes)
  end()
  return lines.join('\n\n')
}

const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdo',
  'cite',
  'code',
  'em',
  'i',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
])

/** HTML with block comments as nested plain values that are equal when the posts are. */
export function normalised(html: string): unknown {
  return children(parseFragment(html.trim()).childNodes)
}

function children(nodes: readonly Node[]): unknown[] {
  return nodes.map(plain).filter((node) => node !== undefined)
}

function plain(node: Node): unknown {
  if ('value' in node) {
    // White space with a line break is only what lies between blocks and tags.
    return node.value.trim() === '' && node.value.includes('\n') ? undefined : node.value
  }
  if ('data' in node) return { comment: comment(node.data) }
  if (!('tagName' in node)) return undefined // a doctype, which a post cannot hold
  return {
    tag: node.tagName,
    attrs: node.attrs
      .map(({ name, value }) => [name, value] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    children: children(node.childNodes),
  }
}

/** ` wp:heading {"level":3} `: the JSON in one order, whatever escapes it was written with. */
const BLOCK = /^\s*(\/?wp:[a-z][a-z0-9/-]*)\s*(\{.*\})?\s*(\/?)\s*$/s

function comment(data: string): unknown {
  const [, name, json, selfClosing] = BLOCK.exec(data) ?? []
  if (name === undefined) return data
  return [name, json === undefined ? {} : sorted(parsed(json)), selfClosing]
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return json
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
