import { anonymous } from './anonymous.ts'
import { calendar } from './calendar.ts'
import { count } from './count.ts'
import { duration } from './duration.ts'
import { findingKey } from './finding-key.ts'
import type { CheckBlock, CheckWorld, Finding, Spotted } from './finding.ts'
import { ordinal } from './ordinal.ts'
import { quotation } from './quotation.ts'
import { Reading, type Rule } from './reading.ts'
import { role } from './role.ts'
import { spelling } from './spelling.ts'
import { stage } from './stage.ts'
import { tense } from './tense.ts'
import { weekday } from './weekday.ts'

/** Every rule of docs/rules/checks.md, in the order of their numbers. */
const RULES: readonly Rule[] = [
  weekday,
  calendar,
  duration,
  ordinal,
  count,
  tense,
  spelling,
  role,
  stage,
  quotation,
  anonymous,
]

/** The rules whose findings can close the gate (rule K14). */
export const BLOCKING_RULES: readonly Rule[] = [weekday, calendar]

/** What the rules say of one block, in reading order. Follows from the block and the world alone. */
export function checkBlock(
  block: CheckBlock,
  world: CheckWorld,
  rules: readonly Rule[] = RULES,
): readonly Spotted[] {
  if (block.text.trim() === '') return []
  const reading = new Reading(block, world)
  return rules.flatMap((rule) => rule(reading)).toSorted((a, b) => a.start - b.start)
}

/** What was spotted, block by block, as findings with their keys; what is said once is said once. */
export function collectFindings(
  spotted: Iterable<readonly [CheckBlock, readonly Spotted[]]>,
): Finding[] {
  const findings: Finding[] = []
  const keys = new Map<string, number>()
  const said = new Set<string>()
  for (const [block, found] of spotted) {
    for (const { subject, once, ...one } of found) {
      if (once && said.has(`${one.rule} ${subject}`)) continue
      if (once) said.add(`${one.rule} ${subject}`)
      const key = findingKey(block, { ...one, subject, ...(once && { once }) })
      const times = (keys.get(key) ?? 0) + 1
      keys.set(key, times)
      findings.push({
        ...one,
        textField: block.textField,
        block: block.block,
        words: block.text.slice(one.start, one.end),
        key: times === 1 ? key : `${key}.${times}`,
      })
    }
  }
  return findings
}

/** All that the rules say of a story, in reading order. Pure: no clock, no I/O, never throws. */
export function checkStory(
  blocks: readonly CheckBlock[],
  world: CheckWorld,
  rules: readonly Rule[] = RULES,
): Finding[] {
  return collectFindings(blocks.map((block) => [block, checkBlock(block, world, rules)] as const))
}
