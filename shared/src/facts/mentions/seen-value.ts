import type { Fact } from '../fact.ts'
import { formatsFor } from './mention-format.ts'
import { renderField } from './render-mention.ts'

/**
 * What SeenDoc remembers of a mentioned field (rule M3): its longest form, in English whatever the
 * story's language, so that only a changed value makes a mention glow. Whoever puts a mention into
 * the copy acknowledges this value with it.
 *
 * @param fact any fact of the story by id
 * @returns undefined when the fact or the value is not there
 */
export function seenValue(
  factId: string,
  field: string,
  fact: (id: string) => Fact | undefined,
): string | undefined {
  const found = fact(factId)
  if (!found) return undefined
  const format = formatsFor(found.type, field)[0] ?? 'plain'
  return renderField(found, field, format, { language: 'en', fact })
}
