import type { Dispute } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import {
  renderField,
  renderMention,
  type MentionRef,
} from '@dateline/shared/facts/mentions/render-mention'
import { seenValue } from '@dateline/shared/facts/mentions/seen-value'
import type { Decision, FactStatus } from '@dateline/shared/facts/status'
import type { Language } from '@dateline/shared/story/meta-doc'

/** How a mention stands, for its style: its fact's status, or that there is nothing to show. */
export type MentionTone = FactStatus | 'deleted' | 'empty'

/** What a mention shows. Two equal looks need no repainting. */
export interface MentionLook {
  readonly words: string
  readonly tone: MentionTone
  /** The words it had when its fact was approved, when they differ now. */
  readonly was: string | null
  /** Its value changed and nobody has acknowledged that yet (rule M3). */
  readonly glows: boolean
}

/** The part of a story that a mention's look depends on. */
export interface MentionWorld {
  readonly language: Language
  readonly fact: (id: string) => Fact | undefined
  readonly status: (id: string) => FactStatus | undefined
  readonly approval: (id: string) => Decision | undefined
  /** What stands beside a fact's value, which its mentions then say as well (rule M8). */
  readonly dispute?: (id: string) => Dispute | undefined
  readonly seen: (factId: string, field: string) => string | undefined
  /** The facts named before the mention, in the same text (rule M5). */
  readonly named?: ReadonlySet<string>
}

/** Pure: follows from the mention and the story (rules M1, M3). */
export function lookOf(ref: MentionRef, world: MentionWorld): MentionLook {
  const fact = world.fact(ref.factId)
  if (!fact) return { words: '', tone: 'deleted', was: null, glows: false }
  const words = renderMention(ref, world)
  const glows = isUnseen(ref, world)
  if (words === undefined) return { words: fact.label, tone: 'empty', was: null, glows }
  const tone = world.status(ref.factId) ?? 'proposed'
  return { words, tone, was: tone === 'changed' ? wasBefore(ref, words, world) : null, glows }
}

/** Does this field read otherwise than when somebody last acknowledged it? (rule M3) */
export function isUnseen(
  { factId, field }: Pick<MentionRef, 'factId' | 'field'>,
  world: Pick<MentionWorld, 'fact' | 'seen'>,
): boolean {
  const seen = world.seen(factId, field)
  return seen !== undefined && seen !== (seenValue(factId, field, world.fact) ?? '')
}

function wasBefore(ref: MentionRef, words: string, world: MentionWorld): string | null {
  const frozen = world.approval(ref.factId)?.frozen
  const before = frozen && renderField(frozen, ref.field, ref.format, world)
  return before === undefined || before === words ? null : before
}

export const sameLook = (a: MentionLook, b: MentionLook): boolean =>
  a.words === b.words && a.tone === b.tone && a.was === b.was && a.glows === b.glows
