import { z } from 'zod'
import { factIdSchema } from '../ids.ts'
import { dateValueSchema } from './dates/date-value.ts'

/**
 * What one field of a fact holds. The form, the Y shape, the zod schema and the canonical JSON all
 * follow from this one description, so a field is added in one place (fact-types.ts).
 *
 * Shape in the Y.Doc: `text`, `choice`, `number`, `url`, `date` and `ref` are one plain value under
 * one key; `prose` is a Y.Text; `refs` a Y.Map fact id → sort key; `list` a Y.Map item id → Y.Map.
 */
export type FieldSpec =
  | { kind: 'text' }
  | { kind: 'prose' }
  | { kind: 'url' }
  | { kind: 'number' }
  | { kind: 'date' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'ref'; to: readonly string[] }
  | { kind: 'refs'; to: readonly string[] }
  | { kind: 'list'; item: Readonly<Record<string, Exclude<FieldSpec, { kind: 'list' | 'refs' }>>> }

export const TEXT_LIMIT = 500 // characters
export const PROSE_LIMIT = 10_000 // characters

/** Only http and https: anything else in a link of a fact would run or leak when clicked. */
export const webUrlSchema = z.url({ protocol: /^https?$/ }).max(2_000)

type Plain = string | number | z.infer<typeof dateValueSchema>
export type ListItem = { id: string } & { [key: string]: Plain }
export type FieldValue = Plain | readonly string[] | readonly ListItem[]

/** The zod schema of one field's value, as `FactsDoc` reads it and the API answers it. */
export function fieldSchema(spec: FieldSpec): z.ZodType<FieldValue> {
  switch (spec.kind) {
    case 'text':
      return z.string().max(TEXT_LIMIT)
    case 'prose':
      return z.string().max(PROSE_LIMIT)
    case 'url':
      return webUrlSchema
    case 'number':
      return z.number()
    case 'date':
      return dateValueSchema
    case 'choice':
      return z.enum(spec.options as [string, ...string[]])
    case 'ref':
      return factIdSchema
    case 'refs':
      return z.array(factIdSchema)
    case 'list':
      return z.array(
        z.object({
          id: z.string(),
          ...Object.fromEntries(
            Object.entries(spec.item).map(([key, item]) => [key, fieldSchema(item).optional()]),
          ),
        }),
      )
    default:
      return spec satisfies never
  }
}
