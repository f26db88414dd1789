import type { Fact } from '@dateline/shared/facts/fact'
import type { FactType } from '@dateline/shared/facts/fact-types'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { mentionChoices, type MentionChoice } from '../../facts/mention-choices.ts'
import { foldName } from '../../ui/fold-name.ts'

/** One thing `@` can put into the copy: a field of a fact in one format, with the words it makes. */
export interface Mentionable extends MentionChoice {
  readonly factId: string
  readonly label: string
  readonly type: FactType
}

const LIST_LIMIT = 40

/**
 * What a search for `query` offers: every fact in all its fields and formats. Facts of which some
 * words start with the query come before those that hold it, and of each fact the words that were
 * typed come before its others, so that "@March" and Enter is the date and not the meeting's name.
 */
export function mentionables(
  facts: readonly Fact[],
  query: string,
  context: MentionContext,
): readonly Mentionable[] {
  const wanted = foldName(query)
  return facts
    .map((fact) => {
      const forms = formsOf(fact, context).toSorted(
        (a, b) => rankOf(a.words, wanted) - rankOf(b.words, wanted),
      )
      const ranks = [fact.label, ...forms.map(({ words }) => words)].map((words) =>
        rankOf(words, wanted),
      )
      return { label: fact.label, forms, rank: Math.min(...ranks) }
    })
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank || a.label.localeCompare(b.label))
    .flatMap(({ forms }) => forms)
    .slice(0, LIST_LIMIT)
}

function formsOf(fact: Fact, context: MentionContext): readonly Mentionable[] {
  return mentionChoices(fact, context).map((choice) => ({
    ...choice,
    factId: fact.id,
    label: fact.label,
    type: fact.type,
  }))
}

const NO_MATCH = 2

/** 0: starts with what is wanted, 1: holds it. */
function rankOf(words: string, wanted: string): number {
  const text = foldName(words)
  if (text.startsWith(wanted)) return 0
  return text.includes(wanted) ? 1 : NO_MATCH
}
