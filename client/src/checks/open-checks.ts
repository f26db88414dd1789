import type { CheckBlock, Finding } from '@dateline/shared/facts/checks/finding'
import type { Ignored } from '@dateline/shared/story/ignored-doc'
import { derived, type Snapshots } from '../sync/snapshots.ts'
import type { StorySession } from '../sync/story-session.ts'
import { checksOf, type CheckState } from './live-checks.ts'

export interface OpenChecks {
  readonly tag: CheckState['tag']
  /** In reading order. */
  readonly open: readonly Finding[]
  readonly ignored: readonly (readonly [Finding, Ignored])[]
  /** The blocks as they were when they were checked. */
  readonly blocks: readonly CheckBlock[]
}

/** The findings of a story, parted into those that speak and those that somebody ignored. */
export function openChecks(
  session: StorySession,
  checks: Snapshots<CheckState> = checksOf(session),
): Snapshots<OpenChecks> {
  const { ignored } = session.story
  return derived([checks, ignored], () => {
    const state = checks.list()
    const { findings, blocks } = state.tag === 'checked' ? state : { findings: [], blocks: [] }
    const reasons = ignored.list()
    return {
      tag: state.tag,
      open: findings.filter((finding) => !isIgnored(finding, reasons)),
      ignored: findings.flatMap((finding) => {
        const why = reasons.get(finding.key)
        return why && isIgnored(finding, reasons) ? [[finding, why] as const] : []
      }),
      blocks,
    }
  })
}

/** A finding that blocks is ignored only with a reason (rule K13), as the gate sees it. */
function isIgnored({ key, severity }: Finding, reasons: ReadonlyMap<string, Ignored>): boolean {
  const ignored = reasons.get(key)
  return ignored !== undefined && (severity === 'warning' || ignored.why !== '')
}
