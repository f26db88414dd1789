import { renderDate } from '../dates/render-date.ts'
import type { FieldValue } from '../field-spec.ts'
import type { Copy } from './copy.ts'
import { dateKey, type DatedDraft } from './dated.ts'
import { keptSpan, type Draft, type Mint } from './draft.ts'

/**
 * What was agreed in a city over several days was agreed in talks: a round there, unless the copy
 * names one itself. Its days stay the agreement's in the copy.
 */
export function agreementRounds(
  copy: Copy,
  agreements: readonly DatedDraft[],
  rounds: readonly DatedDraft[],
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): Draft[] {
  const known = new Set(rounds.flatMap(({ date }) => (date ? [dateKey(date)] : [])))
  return agreements.flatMap(({ draft, date }): Draft[] => {
    const { place, signatories } = draft.fields
    if (!date?.value.end || place === undefined || known.has(dateKey(date))) return []
    const where = [...names.values()].find(({ id }) => id === place)
    const spans = copy.sentences.flatMap((sentence) =>
      sentence.dates
        .filter((one) => dateKey(one) === dateKey(date))
        .map((one) => keptSpan(sentence.block, one, 'dates')),
    )
    const fields: Record<string, FieldValue> = {
      dates: date.value,
      place,
      ...(signatories !== undefined && { parties: signatories }),
    }
    const label = `Talks in ${where?.label ?? renderDate(date.value, 'day', copy.language)}`
    return [{ id: mint(), type: 'round', label, fields, spans, confidence: 0.6 }]
  })
}
