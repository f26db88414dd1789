import type * as Y from 'yjs'
import type { TextBlock } from '../../story/text-blocks.ts'
import { fieldSpec } from '../fact-types.ts'
import { renderMention, type MentionContext, type MentionRef } from './render-mention.ts'

/** The words of one mention after another, as a reader meets them. */
export type MentionReader = (ref: MentionRef) => string | undefined

/**
 * Reads the mentions of one text field in its order, so that a name in the format `auto` is full
 * where it stands first and short from there on (rule M5). Each field of a story is read on its
 * own: a headline does not introduce a name for the body.
 */
export function mentionReader(context: MentionContext): MentionReader {
  const named = new Set<string>()
  return (ref) => {
    const words = renderMention(ref, {
      language: context.language,
      fact: (id) => context.fact(id),
      dispute: context.dispute,
      named,
    })
    for (const id of namesIn(ref, context)) named.add(id)
    return words
  }
}

/** The words of every mention in the blocks of one field, by its node. */
export function mentionWords(
  blocks: readonly TextBlock[],
  context: MentionContext,
): ReadonlyMap<Y.XmlElement, string | undefined> {
  const read = mentionReader(context)
  return new Map(
    blocks.flatMap(({ runs }) =>
      runs.flatMap((run) =>
        run.kind === 'mention' ? [[run.node, read(run.mention)] as const] : [],
      ),
    ),
  )
}

/** The facts whose names a mention writes out. */
export function namesIn(
  { factId, field }: MentionRef,
  { fact }: Pick<MentionContext, 'fact'>,
): readonly string[] {
  const found = fact(factId)
  if (!found) return []
  if (field === 'name' || field === 'phrase') return [factId]
  const value = found.fields[field]
  const kind = fieldSpec(found.type, field)?.kind
  if (kind === 'ref') return typeof value === 'string' ? [value] : []
  return kind === 'refs' && Array.isArray(value) ? (value as readonly string[]) : []
}
