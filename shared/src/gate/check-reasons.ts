import type { GateReason } from '../api/contracts.ts'
import { BLOCKING_RULES, checkStory } from '../facts/checks/check-story.ts'
import type { CheckWorld, Finding } from '../facts/checks/finding.ts'
import { factStatuses } from '../facts/fact-statuses.ts'
import type { FactRecord } from '../facts/status.ts'
import type { GateStory } from './gate-story.ts'
import { FIELD_NAMES } from './text-fields.ts'

/**
 * A mentioned fact that the words beside it contradict (rule G11): the blocking findings of the
 * checks that nobody has ignored with a reason.
 *
 * @param today where the newsroom is (rule D12), `YYYY-MM-DD`
 */
export function checkReasons(
  { checked, ignored, facts, language }: GateStory,
  factRecords: ReadonlyMap<string, FactRecord>,
  today: string,
): GateReason[] {
  const world: CheckWorld = {
    language,
    today,
    facts,
    statuses: factStatuses(facts, factRecords),
  }
  // Only a mention of a fact can block, so blocks without one need no look.
  const blocks = checked.filter(({ mentions }) => mentions.length > 0)
  return checkStory(blocks, world, BLOCKING_RULES)
    .filter(({ severity, key }) => severity === 'blocking' && !ignored.get(key)?.why)
    .map((finding) => ({
      code: 'check-open',
      message: `${contradiction(finding)} Correct it, or ignore the check and say why.`,
      place: { kind: 'check', key: finding.key, textField: finding.textField },
    }))
}

function contradiction({ message: { key, params }, textField }: Finding): string {
  const { fact = '', stated = '', date = '', written = '', right = '' } = params
  return key === 'calendar-stated'
    ? `“${fact}” is on ${date}, but its source says ${stated}.`
    : `In the ${FIELD_NAMES[textField]}, “${written}” stands beside ${date}, which is ${right}.`
}
