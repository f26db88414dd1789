import { z } from 'zod'
import { factIdSchema } from '../../ids.ts'
import { FACT_TYPE_NAMES } from '../fact-types.ts'
import { LABEL_LIMIT } from '../fact.ts'

/** Where in a text a proposed value was found. Offsets are UTF-16 units within one block's text. */
export const spanSchema = z.object({
  /** Which text field, and the number of the text block in it (paragraph, heading, list item), from 0. */
  textField: z.enum(['headline', 'standfirst', 'body']),
  block: z.number().int().min(0),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  /** The words themselves, as they stand there. */
  text: z.string().max(2_000),
  /** What the mention that replaces the words shows: a field of the fact and its format. */
  field: z.string().max(64),
  format: z.string().max(32),
  /** The words only show where it was found: taking the proposal leaves them as they are (E8). */
  keep: z.boolean().optional(),
})
export type Span = z.infer<typeof spanSchema>

/**
 * A fact that import found and nobody has taken yet. Its id becomes the fact's when it is accepted,
 * so proposals can point at each other (`mediators: [id, id]`) before any of them is a fact.
 */
export const proposalSchema = z.object({
  id: factIdSchema,
  type: z.enum(FACT_TYPE_NAMES),
  label: z.string().min(1).max(LABEL_LIMIT),
  fields: z.record(z.string(), z.unknown()),
  /** The first place it was found, and all of them. */
  span: spanSchema,
  spans: z.array(spanSchema).min(1).max(200),
  /** 0 to 1: how sure the rules are. */
  confidence: z.number().min(0).max(1),
  /** Somebody without a name says so: the fact needs a source of its own, or a reason (E6). */
  source: z
    .object({ kind: z.literal('anonymous'), descriptor: z.string().min(1).max(500) })
    .optional(),
})
export type Proposal = z.infer<typeof proposalSchema>
