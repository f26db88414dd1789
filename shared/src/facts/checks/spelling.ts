import { perRoot } from '../../story/per-root.ts'
import { findNames } from '../extract/find-names.ts'
import { editDistance } from './edit-distance.ts'
import type { CheckWorld, Spotted } from './finding.ts'
import { knownFacts, rowsOf, textOf } from './known-facts.ts'
import type { Reading } from './reading.ts'

const SHORTEST = 5 // letters: below, one letter off is another name (Iran, Iraq)
const LONG = 8 // letters from which two may be off

interface KnownName {
  readonly name: string
  readonly factId: string
  readonly words: number
}

/** Names by their first letter: a slip there is rare, and the same letter keeps it quick. */
const namesOf = perRoot((world: CheckWorld) => {
  const names: KnownName[] = []
  const exact = new Set<string>()
  for (const fact of knownFacts(world)) {
    if (!['party', 'mediator', 'person', 'place'].includes(fact.type)) continue
    const variants = rowsOf(fact, 'variants').map((row) => row['name'])
    const spellings = ['name', 'shortName', 'nativeName'].map((key) => textOf(fact, key))
    for (const name of [...spellings, ...variants]) {
      if (typeof name !== 'string') continue
      const plain = name.trim()
      const parts = plain.split(/\s+/u)
      for (const one of [plain, ...parts]) exact.add(one.toLowerCase())
      names.push({ name: plain, factId: fact.id, words: parts.length })
      const last = parts.at(-1)
      if (fact.type === 'person' && parts.length > 1 && last) {
        names.push({ name: last, factId: fact.id, words: 1 })
      }
    }
  }
  const worth = names.filter(({ name }) => name.length >= SHORTEST)
  return { byLetter: Map.groupBy(worth, ({ name }) => letterOf(name)), exact }
})

const letterOf = (word: string) => word.charAt(0).toLowerCase()

/** A word of a name: in Latin script it has a capital; in Arabic script any word may be one. */
const WORD =
  /(?<![\p{L}\p{M}\p{N}\u200c@#_])(?:\p{Lu}|(?=\p{Lo}))[\p{L}\p{M}\u200c-]*\p{L}(?![\p{L}\p{M}\u200c])/gu

/** [K7] A name that is one or two letters off a known fact's. */
export function spelling(reading: Reading): readonly Spotted[] {
  const { byLetter, exact } = namesOf(reading.world)
  if (byLetter.size === 0) return []
  const words = [...reading.text.matchAll(WORD)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }))
  const found: Spotted[] = []
  let elsewhere: readonly { start: number; end: number }[] | undefined
  for (const [index, first] of words.entries()) {
    if (found.some(({ end }) => end > first.start)) continue
    for (const known of byLetter.get(letterOf(first.text)) ?? []) {
      const last = words[index + known.words - 1]
      if (!last) continue
      const { start } = first
      const { end } = last
      const written = reading.text.slice(start, end)
      if (!isSlip(written, known.name, exact) || !reading.isPlain(start, end)) continue
      // A name that we know from elsewhere is another name: Austria is no misspelt Australia.
      elsewhere ??= findNames(reading.text)
      if (elsewhere.some((one) => one.start < end && one.end > start)) continue
      found.push(finding(reading, start, end, known))
      break
    }
  }
  return found
}

function isSlip(written: string, name: string, exact: ReadonlySet<string>): boolean {
  const [one, other] = [written.toLowerCase(), name.toLowerCase()]
  if (exact.has(one) || one === other) return false
  // "Pakistani", "Talibs", "Qatar's": a form of the name, not a slip in it.
  if (one.startsWith(other) || other.startsWith(one)) return false
  if (one.split(/\s+/u).length !== other.split(/\s+/u).length) return false
  const limit = name.replace(/\s/gu, '').length >= LONG ? 2 : 1
  return editDistance(one, other, limit) <= limit && !isForm(one, other)
}

/** Differs in its ending only: "Norwegen" of a quotation, "Iranian", a plural, a case ending. */
function isForm(one: string, other: string): boolean {
  let same = 0
  while (same < one.length && one[same] === other[same]) same += 1
  return Math.max(one.length, other.length) - same <= 2 && one.length !== other.length
}

function finding(reading: Reading, start: number, end: number, known: KnownName): Spotted {
  const written = reading.text.slice(start, end)
  const isShouted = written === written.toUpperCase() && written !== written.toLowerCase()
  const right = isShouted ? known.name.toUpperCase() : known.name
  return {
    rule: 'name',
    severity: 'warning',
    start,
    end,
    message: { key: 'name', params: { written, right } },
    subject: `${known.factId} ${known.name}`,
    // A spelling is the desk's choice also within quotation marks; the words stay the speaker's.
    ...(reading.isPlain(start, end) && { fix: { kind: 'replace', start, end, words: right } }),
  }
}
