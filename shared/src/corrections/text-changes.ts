import type { Change } from '../api/contracts.ts'
import { alike, pairBlocks } from './pair-blocks.ts'
import type { ReaderCopy } from './reader-copy.ts'

/** Every difference in the words that no changed fact already tells of (rule C3). */
export function textChanges(
  before: ReaderCopy,
  after: ReaderCopy,
  facts: readonly Change[],
): Change[] {
  const told: Told = { old: wordsOf(facts, 'before', before), now: wordsOf(facts, 'after', after) }
  const lines = (['headline', 'standfirst'] as const).flatMap((what): Change[] => {
    const [old, now] = [before[what], after[what]]
    return isToldBy(told, old, now) ? [] : [textChange(what, old, now)]
  })
  const body = pairBlocks(before.blocks, after.blocks)
    .filter(({ before: old, after: now }) => !isToldBy(told, old ?? '', now ?? ''))
    .map(({ before: old, after: now }) => textChange('body', old ?? '', now ?? ''))
  return [...lines, ...body]
}

function textChange(what: Change['what'], before: string, after: string): Change {
  const texts = { before: before || null, after: after || null }
  return { kind: kindOf(before, after), what, factId: null, label: '', places: [], ...texts }
}

function kindOf(before: string, after: string): Change['kind'] {
  if (before === '') return 'update'
  // What was said is not said any more; whether that corrects something, an editor knows.
  if (after === '') return 'clarification'
  // All of it still stands, and more was said.
  if (after.startsWith(before) || after.endsWith(before)) return 'update'
  if (numbersIn(before) !== numbersIn(after) || quotedIn(before) !== quotedIn(after)) {
    return alike(before, after) > NEWS ? 'correction' : 'update'
  }
  if (lettersOf(before) === lettersOf(after)) return 'none' // a comma, a capital, a blank
  return alike(before, after) > TYPO ? 'none' : 'clarification'
}

/** Share of words in common above which two sentences are the same one, put otherwise. */
const NEWS = 0.6
/** …and above which nothing but a word was mended. */
const TYPO = 0.94

/** The words in which the copies show the facts that changed, the longest first. */
interface Told {
  readonly old: readonly string[]
  readonly now: readonly string[]
}

function wordsOf(
  facts: readonly Change[],
  side: 'before' | 'after',
  { mentions }: ReaderCopy,
): string[] {
  const ids = new Set(facts.map(({ factId }) => factId))
  const words = [
    ...facts.map((change) => change[side]),
    ...mentions.filter(({ factId }) => ids.has(factId)).map((mention) => mention.words),
  ]
  return words.filter((word) => word !== null).toSorted((a, b) => b.length - a.length)
}

/** Is the difference nothing but the old value of a fact giving way to its new one? */
function isToldBy(told: Told, before: string, after: string): boolean {
  if (before === after) return true
  if (before === '' || after === '') return false
  const left = told.old.reduce((text, word) => text.replaceAll(word, ' '), before)
  const right = told.now.reduce((text, word) => text.replaceAll(word, ' '), after)
  const isOfFacts = left !== before || right !== after
  return isOfFacts && lettersOf(left) === lettersOf(right)
}

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

const numbersIn = (text: string): string => (text.match(/\p{N}+/gu) ?? []).join(' ')

const quotedIn = (text: string): string => (text.match(/[“"«][^”"»]+[”"»]/gu) ?? []).join('|')
