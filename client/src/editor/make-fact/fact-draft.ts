import { parseDates } from '@dateline/shared/facts/dates/parse-date'
import type {
  SelectionContext,
  SelectionProposal,
} from '@dateline/shared/facts/extract/propose-from-selection'
import { LABEL_LIMIT, type Fact } from '@dateline/shared/facts/fact'
import { fieldsOf, type FactType } from '@dateline/shared/facts/fact-types'
import type { FieldValue } from '@dateline/shared/facts/field-spec'
import { mainField } from '@dateline/shared/facts/mentions/mention-format'
import { factIdSchema } from '@dateline/shared/ids'
import { mentionChoices } from '../../facts/mention-choices.ts'

const DRAFT_ID = factIdSchema.parse('draft')

/**
 * The selected words read as another type than was proposed, because the person says so: a date in
 * them goes where the type has one, words where it has words. Pure.
 */
export function readAs(type: FactType, text: string, context: SelectionContext): SelectionProposal {
  const label = text.trim().slice(0, LABEL_LIMIT)
  const specs = fieldsOf(type)
  const dateField = Object.keys(specs).find((key) => specs[key]?.kind === 'date')
  const main = mainField(type)
  const date = dateField && parseDates(text, context.reference)[0]?.value
  const fields: Record<string, FieldValue> = {}
  if (date) fields[dateField] = date
  else if (['text', 'prose'].includes(specs[main]?.kind ?? '')) fields[main] = label
  const start = text.indexOf(label)
  const whole = { start, end: start + label.length, confidence: 0.5 }
  return { type, label, fields, ...mentionLike(label, { type, label, fields }, context), ...whole }
}

/** Of the ways to mention a fact the one that reads like the words, or else shows what was read. */
function mentionLike(
  words: string,
  draft: Pick<Fact, 'type' | 'label' | 'fields'>,
  { language, facts }: SelectionContext,
): Pick<SelectionProposal, 'field' | 'format'> {
  const fact: Fact = { ...draft, id: DRAFT_ID, sources: [], dependsOn: [], sensitivity: 'open' }
  const byId = (id: string) => facts.find((one) => one.id === id)
  const choices = mentionChoices(fact, { language, fact: byId })
  const isYearless = !/[0-9۰-۹]{4}/u.test(words)
  const { field, format } = choices.find((choice) => choice.words === words) ??
    choices.find((choice) => isYearless && choice.format === 'day') ??
    choices.find((choice) => choice.field in draft.fields) ?? {
      field: 'label',
      format: 'plain' as const,
    }
  return { field, format }
}
