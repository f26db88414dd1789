import type { GateReason } from '../api/contracts.ts'
import { factStatuses, lostDependencies } from '../facts/fact-statuses.ts'
import type { Fact } from '../facts/fact.ts'
import type { FactRecord, FactStatus } from '../facts/status.ts'
import type { TextField } from '../story/story-doc.ts'
import type { GateStory } from './gate-story.ts'
import { mentionsOf } from './mention-reasons.ts'
import { FIELD_NAMES } from './text-fields.ts'

/** Every fact of the story must stand approved; a retracted one must be out of the copy (G1–G4). */
export function factReasons(
  story: GateStory,
  factRecords: ReadonlyMap<string, FactRecord>,
): GateReason[] {
  const statuses = factStatuses(story.facts, factRecords)
  const mentionedIn = new Map<string, TextField>()
  for (const [field, { factId }] of mentionsOf(story)) {
    if (!mentionedIn.has(factId)) mentionedIn.set(factId, field)
  }
  const labels = new Map<string, string>(story.facts.map(({ id, label }) => [id, label]))
  return story.facts.flatMap((fact) => {
    const status = statuses.get(fact.id) ?? 'proposed'
    const rests = lostDependencies(fact, statuses, factRecords).map((id) => labels.get(id))
    const reason = reasonFor(fact, status, mentionedIn.get(fact.id), rests)
    return reason ? [{ ...reason, place: { kind: 'fact', factId: fact.id } }] : []
  })
}

function reasonFor(
  { label, rivals }: Fact,
  status: FactStatus,
  mentionedIn: TextField | undefined,
  rests: readonly (string | undefined)[],
): Pick<GateReason, 'code' | 'message'> | undefined {
  if (rivals && status !== 'retracted') {
    return {
      code: 'fact-two-values',
      message: `“${label}” has two values that two people set without knowing of each other. Choose one on its card.`,
    }
  }
  switch (status) {
    case 'approved':
      return undefined
    case 'proposed':
    case 'needs_source':
      return {
        code: 'fact-unapproved',
        message: `“${label}” has no source yet. Add one and have an editor approve it.`,
      }
    case 'in_check':
      return {
        code: 'fact-unapproved',
        message: `“${label}” is not approved yet. An editor who did not write it has to approve it.`,
      }
    case 'changed':
      return {
        code: 'fact-changed',
        message:
          rests.length === 0
            ? `“${label}” has changed since it was approved. An editor has to approve it anew.`
            : `“${label}” was approved, but it rests on ${nameList(rests)}, which has changed or is gone. An editor has to look at that first.`,
      }
    case 'disputed':
      return {
        code: 'fact-disputed',
        message: `“${label}” is disputed. An editor has to settle it: one value with a reason, or both sides as a pair.`,
      }
    case 'retracted':
      return mentionedIn
        ? {
            code: 'fact-retracted',
            message: `“${label}” was retracted, and the ${FIELD_NAMES[mentionedIn]} still mentions it. Take it out of the copy.`,
          }
        : undefined
    default:
      return status satisfies never
  }
}

const nameList = (labels: readonly (string | undefined)[]): string =>
  labels.map((label) => (label === undefined ? 'a deleted fact' : `“${label}”`)).join(', ')
