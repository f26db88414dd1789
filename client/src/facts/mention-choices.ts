import { publicFact } from '@dateline/shared/export/public-fact'
import type { Fact } from '@dateline/shared/facts/fact'
import { fieldsOf } from '@dateline/shared/facts/fact-types'
import {
  formatsFor,
  mainField,
  type MentionFormat,
} from '@dateline/shared/facts/mentions/mention-format'
import { renderField, type MentionContext } from '@dateline/shared/facts/mentions/render-mention'

/** One way to mention a fact: what would stand in the text. */
export interface MentionChoice {
  readonly field: string
  readonly format: MentionFormat
  readonly words: string
}

const LONGEST = 120 // characters: longer words are a quotation to write, not a mention

/**
 * Every sensible mention of a fact as it stands, the usual one first; each wording once. What is not
 * for print cannot be mentioned (rule M9): nothing off the record, of the desk or restricted. Pure.
 */
export function mentionChoices(whole: Fact, context: MentionContext): readonly MentionChoice[] {
  const fact = publicFact(whole)
  if (!fact) return []
  const main = mainField(fact.type)
  const fields = Object.keys(fieldsOf(fact.type))
  // The clause last: whoever types "@November" wants the date before a sentence with it.
  const keys = ['label', ...fields, 'phrase'].filter((key) => key !== main)
  const seen = new Set<string>()
  return [main, ...keys].flatMap((field) =>
    formatsFor(fact.type, field).flatMap((format) => {
      const words = renderField(fact, field, format, context)
      if (!words || words.length > LONGEST || seen.has(`${field} ${words}`)) return []
      seen.add(`${field} ${words}`)
      return [{ field, format, words }]
    }),
  )
}
