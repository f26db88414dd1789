import type { Language } from '../../story/meta-doc.ts'
import type { TextField } from '../../story/story-doc.ts'
import type { Fact } from '../fact.ts'
import type { FieldValue } from '../field-spec.ts'
import type { MentionRef } from '../mentions/render-mention.ts'
import type { FactStatus } from '../status.ts'

/** The rules of docs/rules/checks.md, K1 to K11, in their order. */
export const CHECK_RULES = [
  'weekday',
  'calendar',
  'duration',
  'ordinal',
  'count',
  'tense',
  'name',
  'role',
  'stage',
  'quotation',
  'anonymous',
] as const
export type CheckRule = (typeof CHECK_RULES)[number]

/** What a rule can say; one message of the catalogue each, `check.<key>`. */
export const CHECK_MESSAGES = [
  'weekday',
  'calendar-text',
  'calendar-stated',
  'duration',
  'ordinal',
  'ordinal-unknown',
  'count',
  'tense',
  'relative-day',
  'name',
  'role',
  'role-ended',
  'stage',
  'stage-date',
  'quotation',
  'quotation-differs',
  'anonymous',
] as const

export interface CheckMessage {
  readonly key: (typeof CHECK_MESSAGES)[number]
  readonly params: Readonly<Record<string, string>>
}

/** Puts right what a finding is about. Offsets are of the block, as in the finding. */
export type CheckFix =
  | {
      readonly kind: 'replace'
      readonly start: number
      readonly end: number
      readonly words: string
    }
  | {
      readonly kind: 'set-field'
      readonly factId: string
      readonly field: string
      readonly value: FieldValue
      /** The value as a person reads it. */
      readonly words: string
    }

/** What one rule found in one block. */
export interface Spotted {
  readonly rule: CheckRule
  /** Blocking findings close the gate until they are mended or ignored with a reason (rule K14). */
  readonly severity: 'warning' | 'blocking'
  readonly start: number
  readonly end: number
  readonly message: CheckMessage
  readonly fix?: CheckFix
  /** What the finding is about beyond its words: facts and values that contradict each other. */
  readonly subject: string
  /** Said once a story, at its first place: it is the fact that is wrong, not the words. */
  readonly once?: boolean
}

/** A finding in its place. `words` are those at `start`–`end` of the block's text. */
export interface Finding extends Omit<Spotted, 'subject' | 'once'> {
  readonly textField: TextField
  /** Number of the text block in its field, from 0. */
  readonly block: number
  readonly words: string
  /** The same for the same finding, whatever is edited elsewhere (rule K12). */
  readonly key: string
}

/** A mention in a block's text, by the words it shows there. */
export interface MentionSpan extends MentionRef {
  readonly start: number
  readonly end: number
}

/** A paragraph, heading or list line as it reads, with where its mentions are. */
export interface CheckBlock {
  readonly textField: TextField
  readonly block: number
  readonly text: string
  readonly mentions: readonly MentionSpan[]
  /** All of it is somebody's words: a quotation block. */
  readonly quoted: boolean
}

/** What the rules know beyond the text. One object until something in it changes. */
export interface CheckWorld {
  readonly language: Language
  /** The day the story is dated, YYYY-MM-DD: "next week" and "will" are read against it. */
  readonly today: string
  readonly facts: readonly Fact[]
  readonly statuses: ReadonlyMap<string, FactStatus>
}
