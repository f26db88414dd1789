import { sha256Hex } from '../canonical.ts'
import type { CheckBlock, Spotted } from './finding.ts'

const NEIGHBOURS = 2 // words on either side that tell one place from another
const LENGTH = 20 // hex digits

/**
 * Names a finding for "ignore here" (rule K12): by its rule, its field, its words, what they
 * contradict, and the two words on either side. So it stays the same when the block moves, when
 * other blocks change and when the rest of its own does; it is another when what it says is.
 */
export function findingKey(block: CheckBlock, found: Spotted): string {
  const { rule, message, start, end, subject, once } = found
  const what = [rule, message.key, subject]
  if (!once) {
    const { text } = block
    what.push(block.textField, text.slice(start, end))
    what.push(...wordsOf(masked(block, 0, start)).slice(-NEIGHBOURS), '|')
    what.push(...wordsOf(masked(block, end, text.length)).slice(0, NEIGHBOURS))
  }
  return `${rule}-${sha256Hex(what.join('\n')).slice(0, LENGTH)}`
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}@\u200c]+/gu) ?? []

/** The words from `from` to `to`, a mention as a sign: its value may change without the place doing so. */
function masked({ text, mentions }: CheckBlock, from: number, to: number): string {
  let words = ''
  let at = from
  for (const mention of mentions.toSorted((a, b) => a.start - b.start)) {
    if (mention.start < at || mention.end > to) continue
    words += `${text.slice(at, mention.start)} @ `
    at = mention.end
  }
  return words + text.slice(at, to)
}
