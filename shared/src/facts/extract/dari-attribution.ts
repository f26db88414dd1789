import type { Attribution } from './attribution.ts'
import type { PersonHit } from './persons.ts'
import type { Unit } from './units.ts'

const SAID =
  /^،?\s*(?:گفت|گفته\s+است|می‌گوید|افزود|اعلام\s+کرد|تأکید\s+کرد|تاکید\s+کرد|هشدار\s+داد)\s+که\s+/u

/** "NAME، role، گفت که …": the only form of reported speech that is certain in Dari copy. */
export function dariAttributionIn(
  { masked }: Unit,
  persons: readonly PersonHit[],
): Attribution | undefined {
  for (const { name, role, at, whole } of persons) {
    const said = SAID.exec(masked.slice(whole.end))
    if (!said) continue
    const start = whole.end + said[0].length
    const end = masked.length - (/[\s.؟!]*$/u.exec(masked)?.[0].length ?? 0)
    if (end - start < 8) continue
    return {
      speaker: { kind: 'person', name, at, ...(role && { role: role.title }) },
      kind: 'paraphrase',
      words: [{ start, end }],
      head: { start: whole.start, end: start },
    }
  }
  return undefined
}
