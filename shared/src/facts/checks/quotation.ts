import { perRoot } from '../../story/per-root.ts'
import type { CheckWorld, Spotted } from './finding.ts'
import { factsOfType, textOf } from './known-facts.ts'
import type { Reading } from './reading.ts'

const FEWEST_WORDS = 4 // below, quotation marks are scare quotes or a title

interface Statement {
  readonly id: string
  readonly label: string
  /** As it was said, and in translation. */
  readonly texts: readonly string[]
}

const statementsOf = perRoot((world: CheckWorld): readonly Statement[] =>
  factsOfType(world, 'statement').flatMap((fact) => {
    const texts = [textOf(fact, 'words'), textOf(fact, 'translation')]
      .filter((text) => text !== undefined)
      .map((text) => plainWords(text).join(' '))
    return texts.length > 0 ? [{ id: fact.id, label: fact.label, texts }] : []
  }),
)

/** [K10] Words in quotation marks that are in no statement, in a story that keeps its statements. */
export function quotation(reading: Reading): readonly Spotted[] {
  const statements = statementsOf(reading.world)
  if (statements.length === 0 || !['standfirst', 'body'].includes(reading.block.textField))
    return []
  return quoted(reading).flatMap(([start, end]): Spotted[] => {
    if (!reading.isPlain(start, end)) return [] // at least part of it is a statement's own words
    const words = plainWords(reading.text.slice(start, end))
    if (words.length < FEWEST_WORDS) return []
    // "We met … and we agreed": each side of an omission was said.
    const parts = reading.text
      .slice(start, end)
      .split(/\s*(?:…|\.\.\.|\[[^\]]*\])\s*/u)
      .map((part) => plainWords(part).join(' '))
    const isSaid = ({ texts }: Statement) =>
      texts.some((text) => parts.every((part) => ` ${text} `.includes(` ${part} `)))
    if (statements.some(isSaid)) return []
    const near = statements.find(({ texts }) => texts.some((text) => isNearly(words, text)))
    return [
      {
        rule: 'quotation',
        severity: 'warning',
        start,
        end,
        message: near
          ? { key: 'quotation-differs', params: { fact: near.label } }
          : { key: 'quotation', params: {} },
        subject: near?.id ?? '',
      },
    ]
  })
}

/** Quotations without their marks; a quotation block is one from end to end. */
function quoted({ block, text, quotations }: Reading): readonly (readonly [number, number])[] {
  if (block.quoted) return [[0, text.length]]
  return quotations.map(({ start, end }) => {
    const isClosed = /[”"»“]/u.test(text.charAt(end - 1)) && end - 1 > start
    return [start + 1, isClosed ? end - 1 : end] as const
  })
}

const plainWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .match(/[\p{L}\p{M}\p{N}'\u200c]+/gu) ?? []

/** Most of its words, in order: the same sentence, told or typed a little differently. */
function isNearly(words: readonly string[], statement: string): boolean {
  const said = statement.split(' ')
  let at = 0
  let found = 0
  for (const word of words) {
    const next = said.indexOf(word, at)
    if (next < 0 || next - at > 4) continue
    at = next + 1
    found += 1
  }
  return found >= words.length * 0.75
}
