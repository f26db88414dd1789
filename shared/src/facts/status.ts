import { err, ok, type Result } from '../result.ts'
import type { Role } from '../users/role.ts'
import { factHash } from './canonical.ts'
import { disputeHash, type Dispute } from './dispute.ts'
import type { FactQuery } from './fact-query.ts'
import type { FactType } from './fact-types.ts'
import type { Fact } from './fact.ts'
import type { Source } from './source.ts'

export const FACT_STATUSES = [
  'proposed',
  'needs_source',
  'in_check',
  'approved',
  'changed',
  'disputed',
  'retracted',
] as const
export type FactStatus = (typeof FACT_STATUSES)[number]

export const DECISIONS = ['approve', 'dispute', 'retract'] as const
export type DecisionKind = (typeof DECISIONS)[number]

/** One editor's (or reporter's) recorded act on a fact: appended, never changed (rule A5). */
export interface Decision {
  readonly kind: DecisionKind
  readonly hash: string
  readonly by: string // user id
  readonly at: number // ms since epoch, server clock
  readonly note: string
  /** The fact as it was judged. */
  readonly frozen: Fact
  /** Of a dispute: what stands against the fact. Of an approval: that both stand, as a pair (A9). */
  readonly dispute?: Dispute | undefined
}

/** Who made a fact and who last changed it, as the server saw it (rule F7). */
export interface Authorship {
  readonly createdBy: string
  readonly lastEditedBy: string
  readonly lastEditedAt: number
}

/** What a person may not write: the newest decision, and the newest approval before it. */
export interface FactRecord {
  readonly latest?: Decision | undefined
  readonly approval?: Decision | undefined
  readonly authorship?: Authorship | undefined
  readonly query?: FactQuery | undefined
}

/**
 * Where a fact stands (rules S1–S9, docs/rules/facts.md). Pure: it follows from the fact and its
 * record, so an edit voids an approval with nothing to remember and no race.
 */
export function factStatus(fact: Fact, record: FactRecord): FactStatus {
  if (record.latest?.kind === 'retract') return 'retracted'
  if (record.latest?.kind === 'dispute') return 'disputed'
  if (record.latest?.kind === 'approve') {
    return record.latest.hash === factHash(fact) ? 'approved' : 'changed'
  }
  if (fact.sources.some(isUsable)) return 'in_check'
  return Object.keys(fact.fields).length === 0 ? 'proposed' : 'needs_source'
}

/** What stands beside a fact's value now: disputed, or approved as a pair (rules A8 and A9). */
export function standingDispute(record: FactRecord): Dispute | undefined {
  return record.latest?.kind === 'retract' ? undefined : record.latest?.dispute
}

/** A source that counts: an anonymous one must say who may be described and why (rule F5). */
export function isUsable(source: Omit<Source, 'id'>): boolean {
  if (source.record === 'off' || source.withdrawn !== undefined) return false
  const says = (text: string | undefined) => Boolean(text?.trim())
  if (source.kind === 'anonymous') return says(source.descriptor) && says(source.anonymityReason)
  return says(source.publisher) || says(source.url) || says(source.excerpt)
}

/**
 * Types whose approval needs two independent sources or one principal on the record (rule A4):
 * casualties, what is contended, and what is said to be agreed.
 */
export const TWO_SOURCE_TYPES: readonly FactType[] = ['figure', 'issue', 'agreement', 'mechanism']

/** Whether this fact falls under the rule of two sources: a mechanism only once it is said to be agreed. */
export function needsTwoSources(fact: Fact, policy: ApprovalPolicy): boolean {
  if (!policy.twoSourceTypes.includes(fact.type)) return false
  const { status } = fact.fields
  return fact.type !== 'mechanism' || status === 'agreed' || status === 'working'
}

/** The newsroom's choices about approval; a one-person desk may approve its own work. */
export interface ApprovalPolicy {
  readonly selfApproval: boolean
  readonly twoSourceTypes: readonly FactType[]
}
export const DEFAULT_APPROVAL_POLICY: ApprovalPolicy = {
  selfApproval: false,
  twoSourceTypes: TWO_SOURCE_TYPES,
}

export type DecisionRefusal =
  | 'not-an-editor' // 403
  | 'own-fact' // 403
  | 'fact-moved' // 409
  | 'needs-source' // 422
  | 'needs-second-source' // 422
  | 'needs-reason' // 422
  | 'two-values' // 422
  | 'dispute-needs-source' // 422
  | 'no-such-pair' // 409
  | 'retracted' // 422

export interface DecisionRequest {
  readonly kind: DecisionKind
  /** The hash the person had on screen. */
  readonly hash: string
  readonly note: string
  readonly by: string
  readonly role: Role
  /** With `dispute`: what stands against the fact; it fits the fact (`fitDispute`). */
  readonly dispute?: Dispute | undefined
  /** With `approve`: the hash of the dispute whose two sides are approved together (rule A9). */
  readonly pair?: string | undefined
}

/**
 * May this person record this decision on the fact as it stands now? Pure (rules A1–A11).
 * Authority comes first, so a person without the right learns nothing about the fact's state.
 */
export function judge(
  fact: Fact,
  record: FactRecord,
  request: DecisionRequest,
  policy: ApprovalPolicy = DEFAULT_APPROVAL_POLICY,
): Result<FactStatus, DecisionRefusal> {
  const { kind, by, role } = request
  const isEditor = role === 'editor' || role === 'admin'
  const status = factStatus(fact, record)
  const { createdBy, lastEditedBy } = record.authorship ?? {}

  if (role === 'viewer') return err('not-an-editor')
  if (kind === 'approve' && !isEditor) return err('not-an-editor')
  if (kind === 'retract' && !isEditor && (createdBy !== by || record.approval)) {
    return err('not-an-editor')
  }
  if (kind === 'approve' && !policy.selfApproval && (createdBy === by || lastEditedBy === by)) {
    return err('own-fact')
  }
  if (request.hash !== factHash(fact)) return err('fact-moved')
  if (status === 'retracted') return err('retracted')
  if (kind === 'dispute' && request.dispute) {
    return isUsable(request.dispute.source) ? ok(status) : err('dispute-needs-source')
  }
  if (kind !== 'approve') return request.note.trim() ? ok(status) : err('needs-reason')
  if (fact.rivals) return err('two-values')
  const dispute = standingDispute(record)
  if (request.pair !== undefined) {
    if (!dispute || disputeHash(dispute) !== request.pair) return err('no-such-pair')
  } else if (status === 'disputed' && !request.note.trim()) return err('needs-reason')
  if (!fact.sources.some(isUsable)) return err('needs-source')
  if (needsTwoSources(fact, policy) && !isWellSourced(fact.sources)) {
    return err('needs-second-source')
  }
  return ok(status)
}

/** Two sources, one declared independent of the other, or one principal on the record. */
export function isWellSourced(sources: readonly Source[]): boolean {
  const usable = sources.filter(isUsable)
  if (usable.some(isPrincipal)) return true
  return usable.some((a) => usable.some((b) => a.id !== b.id && a.independentOf?.includes(b.id)))
}

function isPrincipal(source: Source): boolean {
  const principal = ['official_statement', 'named_person', 'document', 'on_scene']
  return principal.includes(source.kind) && (source.record ?? 'on') === 'on'
}
