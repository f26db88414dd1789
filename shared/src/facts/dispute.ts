import { z } from 'zod'
import { err, ok, type Result } from '../result.ts'
import { factHashOf } from './canonical.ts'
import { fieldSpec } from './fact-types.ts'
import type { Fact } from './fact.ts'
import { fieldSchema, type FieldValue } from './field-spec.ts'
import { sourceSchema } from './source.ts'

const NAME_LIMIT = 200 // characters

/**
 * What stands against a fact, with who says what (rule A8): another value of one of its fields, or a
 * denial of it. Part of a decision, so it is the server's and never changes.
 */
export const disputeSchema = z.object({
  field: z.string().min(1).max(64),
  kind: z.enum(['value', 'denial']),
  /** The other value, of the field's own kind; none with a denial. */
  value: z.unknown().optional(),
  /** Who stands by the value in the fact, as the copy names them. */
  ours: z.string().trim().min(1).max(NAME_LIMIT),
  /** Who says the other thing. */
  theirs: z.string().trim().min(1).max(NAME_LIMIT),
  /** Where that is from. */
  source: sourceSchema.omit({ id: true, independentOf: true, restricted: true }),
})
export type Dispute = z.infer<typeof disputeSchema>

/** The kinds of field that can have another value beside theirs in a sentence. */
const DISPUTABLE = ['text', 'prose', 'number', 'date', 'choice'] as const

/** The fields of a fact that can be disputed, filled ones only: there is no other side to nothing. */
export function disputableFields(fact: Fact): readonly string[] {
  return Object.keys(fact.fields).filter((key) => isDisputable(fact, key))
}

function isDisputable(fact: Fact, key: string): boolean {
  const kind = fieldSpec(fact.type, key)?.kind
  return (DISPUTABLE as readonly (string | undefined)[]).includes(kind)
}

/** Whether it fits the fact: an existing field, a value of its kind, a source that says something. */
export function fitDispute(fact: Fact, asked: Dispute): Result<Dispute, 'no-such-field' | 'value'> {
  if (!isDisputable(fact, asked.field) || fact.fields[asked.field] === undefined) {
    return err('no-such-field')
  }
  const { value, ...rest } = asked
  if (asked.kind === 'denial') return value === undefined ? ok(rest) : err('value')
  const spec = fieldSpec(fact.type, asked.field)
  const read = spec && fieldSchema(spec).safeParse(value).data
  return read === undefined || read === '' ? err('value') : ok({ ...rest, value: read })
}

/** The other value as a field holds it. */
export const otherValue = ({ value }: Pick<Dispute, 'value'>): FieldValue | undefined =>
  value as FieldValue | undefined

/** SHA-256 of its canonical JSON: what an approval of the pair points at, beside the fact's own. */
export const disputeHash = (dispute: Dispute): string => factHashOf(dispute)
