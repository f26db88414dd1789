import { z } from 'zod'
import { factIdSchema, storyIdSchema, type FactId } from '../ids.ts'
import { FACT_TYPE_NAMES, type FactType } from './fact-types.ts'
import type { FieldValue } from './field-spec.ts'
import { sourceSchema, type Source } from './source.ts'

export const SENSITIVITIES = ['open', 'desk', 'restricted'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export const LABEL_LIMIT = 300 // characters

export const copiedSchema = z.object({
  story: storyIdSchema,
  fact: factIdSchema,
  /** SHA-256 of the original when it was copied, or last taken over. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Copied = z.infer<typeof copiedSchema>

/** By path, the values of a single-value field between which nobody has chosen yet (rivals.ts). */
export type Rivals = Readonly<Record<string, readonly FieldValue[]>>

/**
 * A fact as it stands in the story's Y.Doc: typed, sourced, without authority. Who may approve it
 * and whether it is approved is the record's (status.ts); who made it is read from the authors of
 * its Yjs items (docs/decisions/0003), so neither is a key that a peer could write.
 */
export interface Fact {
  readonly id: FactId
  readonly type: FactType
  readonly label: string
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly sources: readonly Source[]
  readonly dependsOn: readonly FactId[]
  readonly sensitivity: Sensitivity
  readonly supersedes?: FactId
  /** The fact of another story that this one was copied from, as it was then (rule R2). Not judged. */
  readonly copiedFrom?: Copied
  /** Fields set by two people who did not know of each other, until somebody chooses (rule F9). */
  readonly rivals?: Rivals
}

/** A fact in an API answer. Field values are checked by `fieldSchema` of their type. */
export const factSchema = z.object({
  id: factIdSchema,
  type: z.enum(FACT_TYPE_NAMES),
  label: z.string().max(LABEL_LIMIT),
  fields: z.record(z.string(), z.unknown()),
  sources: z.array(sourceSchema),
  dependsOn: z.array(factIdSchema),
  sensitivity: z.enum(SENSITIVITIES),
  supersedes: factIdSchema.optional(),
  copiedFrom: copiedSchema.optional(),
  rivals: z.record(z.string(), z.array(z.unknown())).optional(),
})
