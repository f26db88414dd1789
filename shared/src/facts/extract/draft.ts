import type { FactId } from '../../ids.ts'
import type { FactType } from '../fact-types.ts'
import type { FieldValue } from '../field-spec.ts'
import type { CopyBlock } from './copy-block.ts'
import type { Proposal, Span } from './proposal.ts'

/** A proposal that is still being put together. */
export interface Draft {
  readonly id: FactId
  readonly type: FactType
  readonly label: string
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly spans: readonly Span[]
  readonly confidence: number
  /** How the copy describes whoever said it without being named. */
  readonly source?: Proposal['source']
}

/** Makes ids for facts and list items; passed in, so that a test's are its own. */
export type Mint = () => FactId

export function spanOf(
  block: CopyBlock,
  { start, end }: { start: number; end: number },
  field: string,
  format: string,
): Span {
  const { textField, block: number, text } = block
  return { textField, block: number, start, end, text: text.slice(start, end), field, format }
}

const MAX_SPAN = 2_000 // characters
/** A span that only shows where something was found; its words stay the copy's. */
export function keptSpan(
  block: CopyBlock,
  { start, end }: { start: number; end: number },
  field: string,
): Span {
  const range = { start, end: Math.min(end, start + MAX_SPAN) }
  return { ...spanOf(block, range, field, 'plain'), keep: true }
}

const MAX_SPANS = 200

/** @returns undefined for a draft that no words in the copy stand for */
export function finish(draft: Draft): Proposal | undefined {
  const spans = [...draft.spans].toSorted(inOrder).slice(0, MAX_SPANS)
  const [span] = spans
  return (
    span && { ...draft, label: draft.label.slice(0, 300), fields: { ...draft.fields }, span, spans }
  )
}

const FIELD_ORDER = ['headline', 'standfirst', 'body']

/** As a reader meets them: headline, standfirst, body, then by place. */
export function inOrder(a: Span, b: Span): number {
  return (
    FIELD_ORDER.indexOf(a.textField) - FIELD_ORDER.indexOf(b.textField) ||
    a.block - b.block ||
    a.start - b.start
  )
}
