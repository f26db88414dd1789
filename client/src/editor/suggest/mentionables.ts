import type { Fact } from '@dateline/shared/facts/fact'
import { fieldsOf, type FactType } from '@dateline/shared/facts/fact-types'
import { formatsFor, mainField } from '@dateline/shared/facts/mentions/mention-format'
import { renderField } from '@dateline/shared/facts/mentions/render-mention'
import type { Language } from '@dateline/shared/story/meta-doc'

/** One thing `@` can put into the copy: a field of a fact in one format, with the words it makes. */
export interface Mentionable {
  readonly factId: string
  readonly field: string
  readonly format: string
  readonly words: string
  readonly label: string
  readonly type: FactType
}

interface Context {
  readonly language: Language
  readonly fact: (id: string) => Fact | undefined
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
  context: Context,
): readonly Mentionable[] {
  const wanted = fold(query)
  return facts
    .map((fact) => ({ fact, rank: rankOf(fact, wanted, context) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank || a.fact.label.localeCompare(b.fact.label))
    .flatMap(({ fact }) => formsOf(fact, context))
    .slice(0, LIST_LIMIT)
}

/** Every way a fact can be mentioned that has words now; equal words are offered once. */
export function formsOf(fact: Fact, context: Context): readonly Mentionable[] {
  const main = mainField(fact.type)
  const fields = [main, ...Object.keys(fieldsOf(fact.type)).filter((field) => field !== main)]
  const seen = new Set<string>()
  return fields.flatMap((field) =>
    formatsFor(fact.type, field).flatMap((format) => {
      const words = renderField(fact, field, format, context)
      if (!words || seen.has(words)) return []
      seen.add(words)
      return [{ factId: fact.id, field, format, words, label: fact.label, type: fact.type }]
    }),
  )
}

function rankOf(fact: Fact, wanted: string, context: Context): number {
  if (!wanted) return 1
  const texts = [fact.label, ...formsOf(fact, context).map(({ words }) => words)].map(fold)
  if (texts.some((text) => text.startsWith(wanted))) return 0
  return texts.some((text) => text.includes(wanted)) ? 1 : -1
}

/** Letters without case and accents: one types "doha", "DOHA" or "Doḥa". */
const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim()
