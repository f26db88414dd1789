import type { Fact } from '@dateline/shared/facts/fact'
import type { FactType } from '@dateline/shared/facts/fact-types'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { mentionChoices, type MentionChoice } from '../../facts/mention-choices.ts'

/** One thing `@` can put into the copy: a field of a fact in one format, with the words it makes. */
export interface Mentionable extends MentionChoice {
  readonly factId: string
  readonly label: string
  readonly type: FactType
}

const LIST_LIMIT = 40

/**
 * What a search for `query` offers: every fact by its main field first, and, once letters are typed
 * that single out a fact, its other fields and formats. Facts whose words start with the query come
 * before those that hold it.
 */
export function mentionables(
  facts: readonly Fact[],
  query: string,
  context: MentionContext,
): readonly Mentionable[] {
  const wanted = fold(query)
  return facts
    .map((fact) => ({ fact, rank: rankOf(fact, wanted, context) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank || a.fact.label.localeCompare(b.fact.label))
    .flatMap(({ fact }) => formsOf(fact, context))
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

function rankOf(fact: Fact, wanted: string, context: MentionContext): number {
  if (!wanted) return 1
  const texts = [fact.label, ...formsOf(fact, context).map(({ words }) => words)].map(fold)
  if (texts.some((text) => text.startsWith(wanted))) return 0
  return texts.some((text) => text.includes(wanted)) ? 1 : -1
}

/** Letters without case and accents: one types "doha", "DOHA" or "Doḥa". */
const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim()
