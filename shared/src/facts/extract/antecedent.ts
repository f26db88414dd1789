import type { Draft } from './draft.ts'
import type { People } from './people.ts'
import type { Reading } from './readings.ts'

const FAR = 2 // units

/**
 * Whom "he", "she" or "him" means in the reading at `index`: the one person of the nearest unit
 * before that names anybody, or who speaks there. Undefined where two could be meant.
 */
export function antecedentOf(
  readings: readonly Reading[],
  index: number,
  people: People,
): Draft | undefined {
  for (let at = index - 1; at >= Math.max(0, index - FAR); at -= 1) {
    const reading = readings[at]
    if (!reading) return undefined
    const { attribution, persons, unit } = reading
    const named = new Set(
      [
        ...persons.map(({ name }) => people.byName(name)),
        ...surnamesIn(unit.masked, people),
      ].filter((one) => one !== undefined),
    )
    const speaker = attribution?.speaker
    if (speaker?.kind === 'person' || speaker?.kind === 'surname') {
      const draft = people.byName(speaker.name)
      if (draft && (named.size < 2 || unit.block === readings[index]?.unit.block)) return draft
    }
    if (speaker?.kind === 'pronoun') continue
    if (named.size === 1) return [...named][0]
    if (named.size > 1) return undefined
  }
  return undefined
}

const surnamesIn = (words: string, people: People): (Draft | undefined)[] =>
  (words.match(/(?:[Aa]l-)?\p{Lu}[\p{L}\p{M}’'-]+/gu) ?? []).map((word) => people.byName(word))
