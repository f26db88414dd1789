import type { GateReason } from '../api/contracts.ts'

/**
 * What an editor may answer for with a reason (rule G9). The others are no matter of judgement:
 * there are no words to print, or the way to lift them is to change the thing itself (G10).
 */
const OVERRIDABLE: readonly GateReason['code'][] = [
  'fact-unapproved',
  'fact-changed',
  'fact-disputed',
  'fact-retracted',
  'check-open',
  'byline-missing',
  'slug-missing',
  'picture-without-alt',
  'picture-without-credit',
  'legal-pending',
]

/** The reasons that stay even when an editor overrides. */
export function beyondOverride(reasons: readonly GateReason[]): GateReason[] {
  return reasons.filter(({ code }) => !OVERRIDABLE.includes(code))
}
