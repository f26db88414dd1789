import type * as Y from 'yjs'
import { factHash } from '../facts/canonical.ts'
import { fieldsOf } from '../facts/fact-types.ts'
import type { Fact } from '../facts/fact.ts'
import { TEXT_FIELDS, type StoryDoc, type TextField } from './story-doc.ts'
import { textBlocks } from './text-blocks.ts'

/** Blocks compared with blocks; beyond this the whole middle is written anew. */
const MAX_COMPARED = 1_000_000

export interface Restored {
  /** Text fields that changed. */
  readonly fields: readonly TextField[]
  /** Deleted facts that came back, because the text mentions them. */
  readonly factsBack: readonly string[]
  /** Facts that say something else now than they did then and were set back; only when asked. */
  readonly factsSetBack: readonly string[]
  /** Facts that say something else now than they did then, and were left as they are. */
  readonly factsLeft: readonly string[]
}

/**
 * Writes an earlier version of a story into it as one more edit (rule H5): the document goes on,
 * nobody's cursor or offline copy is cut off, and it can be undone the same way. Blocks that are the
 * same stay untouched.
 *
 * Facts have a life of their own: a date that was corrected after that version stays corrected, and
 * its mentions show it. A fact that was deleted since comes back where the text mentions it. With
 * `setFactsBack` every fact says again what it said then, which voids later approvals by itself.
 */
export function restoreStory(
  now: StoryDoc,
  then: StoryDoc,
  { setFactsBack }: { readonly setFactsBack: boolean },
  origin: unknown,
): Restored {
  const fields: TextField[] = []
  const facts = {
    factsBack: [] as string[],
    factsSetBack: [] as string[],
    factsLeft: [] as string[],
  }
  now.doc.transact(() => {
    for (const field of TEXT_FIELDS)
      if (restoreText(now.text(field), then.text(field))) fields.push(field)
    const mentioned = mentionedIn(then)
    for (const fact of then.facts.list()) {
      const has = now.facts.get(fact.id)
      if (!has && (setFactsBack || mentioned.has(fact.id))) {
        if (bringBack(now, fact, origin)) facts.factsBack.push(fact.id)
      } else if (has && factHash(has) !== factHash(fact)) {
        if (setFactsBack) setBack(now, has, fact, origin)
        facts[setFactsBack ? 'factsSetBack' : 'factsLeft'].push(fact.id)
      }
    }
  }, origin)
  return { fields, ...facts }
}

/** @returns whether something changed */
function restoreText(now: Y.XmlFragment, then: Y.XmlFragment): boolean {
  const [had, wanted] = [now.toArray(), then.toArray()]
  const keys = { had: had.map(String), wanted: wanted.map(String) }
  const kept = commonBlocks(keys.had, keys.wanted)
  if (kept.length === had.length && kept.length === wanted.length) return false
  // From the end, so that places before it stay where they are.
  let [hadEnd, wantedEnd] = [had.length, wanted.length]
  for (const [hadAt, wantedAt] of [...kept, [-1, -1] as const].toSorted((a, b) => b[0] - a[0])) {
    const next = wanted.slice(wantedAt + 1, wantedEnd).map(copyOf)
    if (next.length > 0) now.insert(hadEnd, next)
    if (hadEnd > hadAt + 1) now.delete(hadAt + 1, hadEnd - hadAt - 1)
    ;[hadEnd, wantedEnd] = [hadAt, wantedAt]
  }
  return true
}

/** Pairs of places of the same block in both, ascending: a longest common run of them. */
function commonBlocks(
  had: readonly string[],
  wanted: readonly string[],
): readonly (readonly [number, number])[] {
  if (had.length * wanted.length > MAX_COMPARED) return []
  const [rows, columns] = [had.length + 1, wanted.length + 1]
  const longest = new Uint32Array(rows * columns)
  const at = (row: number, column: number) => longest[row * columns + column] ?? 0
  for (let row = had.length - 1; row >= 0; row -= 1) {
    for (let column = wanted.length - 1; column >= 0; column -= 1) {
      longest[row * columns + column] =
        had[row] === wanted[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let [row, column] = [0, 0]; row < had.length && column < wanted.length;) {
    if (had[row] === wanted[column]) pairs.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

const copyOf = (node: Y.XmlElement | Y.XmlText | Y.XmlHook) =>
  node.clone() as Y.XmlElement | Y.XmlText

function mentionedIn(story: StoryDoc): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const field of TEXT_FIELDS) {
    for (const { runs } of textBlocks(story.text(field))) {
      for (const run of runs) if (run.kind === 'mention') ids.add(run.mention.factId)
    }
  }
  return ids
}

/** @returns false where something unreadable stands under its id */
function bringBack({ facts }: StoryDoc, fact: Fact, origin: unknown): boolean {
  try {
    facts.create(fact, origin)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function setBack({ facts }: StoryDoc, has: Fact, fact: Fact, origin: unknown): void {
  const { id } = fact
  facts.setLabel(id, fact.label, origin)
  facts.setSensitivity(id, fact.sensitivity, origin)
  if (has.type === fact.type) {
    for (const key of Object.keys(fieldsOf(fact.type))) {
      facts.setField(id, key, (fact.fields as Record<string, never>)[key], origin)
    }
  }
  for (const source of has.sources) {
    if (!fact.sources.some((one) => one.id === source.id)) facts.removeSource(id, source.id, origin)
  }
  for (const source of fact.sources) facts.putSource(id, source, origin)
  facts.setDependsOn(id, fact.dependsOn, origin)
}
