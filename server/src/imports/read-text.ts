import type { Article, Block } from './article.ts'
import { isFurniture } from './furniture.ts'

const QUOTED = /^\s*>+\s?/u
const ALL_QUOTED = /^[\s>]+/u
const BULLET = /^\s*(?:[•·▪‣*]|[-–](?=\s))\s+/u
const NUMBERED = /^\s*\d{1,2}[.)]\s+/u

/**
 * Plain text → blocks: a blank line parts paragraphs, lines beginning with `>` are a quotation,
 * with a bullet or number a list. Lines that a mail program wrapped are joined again; short lines
 * that stand under each other stay apart, so that each can be judged as furniture (rule I2).
 */
export function readText(text: string): Article {
  return { blocks: readBlocks(text, 0) }
}

/** A mail that was answered so often is not read for who said what. */
const MAX_QUOTES = 10

function readBlocks(text: string, depth: number): readonly Block[] {
  const chunks = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u200b\ufeff\u2060]/g, '')
    .split(/\n[ \t\u00a0]*\n/)
  return chunks.flatMap((chunk) => readChunk(chunk, depth))
}

type LineKind = 'quote' | 'bullet' | 'number' | 'text'

function kindOf(line: string): LineKind {
  if (QUOTED.test(line)) return 'quote'
  if (BULLET.test(line)) return 'bullet'
  return NUMBERED.test(line) ? 'number' : 'text'
}

function readChunk(chunk: string, depth: number): Block[] {
  const lines = chunk.split('\n').filter((line) => line.trim() !== '')
  const runs: { kind: LineKind; lines: string[] }[] = []
  for (const line of lines) {
    const kind = kindOf(line)
    const last = runs.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else runs.push({ kind, lines: [line] })
  }
  return runs.flatMap(({ kind, lines }): Block[] => {
    switch (kind) {
      case 'quote': {
        const inner = lines.map((line) =>
          line.replace(depth < MAX_QUOTES ? QUOTED : ALL_QUOTED, ''),
        )
        return [{ kind: 'quote', blocks: readBlocks(inner.join('\n'), depth + 1) }]
      }
      case 'bullet':
      case 'number': {
        // One numbered line is a paragraph that begins with a number.
        if (lines.length === 1 && kind === 'number') return paragraphs(lines)
        const mark = kind === 'bullet' ? BULLET : NUMBERED
        const items = lines
          .map((line) => line.replace(mark, ''))
          .filter((line) => !isFurniture(line))
        if (items.length === 0) return []
        return [
          {
            kind: 'list',
            ordered: kind === 'number',
            items: items.map((item) => paragraphs([item])),
          },
        ]
      }
      case 'text':
        return paragraphs(joinWrapped(lines))
      default:
        return kind satisfies never
    }
  })
}

/** A mail program breaks lines at some 70 letters, in the middle of sentences. */
function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[] = []
  let lastLength = 0
  for (const line of lines) {
    const isWrapped = lastLength >= 50 && lastLength <= 100
    const last = joined.at(-1)
    if (last !== undefined && isWrapped && !isFurniture(last) && !isFurniture(line)) {
      joined[joined.length - 1] = `${last} ${line.trim()}`
    } else {
      joined.push(line.trim())
    }
    lastLength = line.length
  }
  return joined
}

const paragraphs = (lines: readonly string[]): Block[] =>
  lines
    .map((line) => line.replaceAll(/[\s\u00a0]+/gu, ' ').trim())
    .filter(Boolean)
    .map((text) => ({ kind: 'paragraph', inlines: [{ text }] }))
