import { z } from 'zod'
import { idSchema } from '../ids.ts'
import { webUrlSchema } from './field-spec.ts'

export const SOURCE_KINDS = [
  'on_scene',
  'named_person',
  'document',
  'official_statement',
  'wire',
  'broadcast',
  'social',
  'anonymous',
] as const

export const SOURCE_RECORDS = [
  'on',
  'background',
  'deep_background',
  'off',
  'embargoed_until',
] as const

/**
 * Where a fact comes from (rules F4–F6, docs/rules/facts.md). A restricted source's identity is
 * never here: this travels to every screen that has the story open.
 */
export const sourceSchema = z.object({
  id: z.string().min(1).max(64),
  kind: z.enum(SOURCE_KINDS),
  publisher: z.string().max(500).optional(),
  /** For an anonymous source: how the copy may describe them, e.g. "a diplomat in the room". */
  descriptor: z.string().max(500).optional(),
  /** For an anonymous source: why they are not named. */
  anonymityReason: z.string().max(500).optional(),
  url: webUrlSchema.optional(),
  excerpt: z.string().max(10_000).optional(),
  originalLanguage: z.string().max(20).optional(),
  capturedBy: z.string().max(64).optional(), // user id
  capturedAt: z.number().optional(), // ms since epoch
  record: z.enum(SOURCE_RECORDS).optional(),
  /** Ids of sources this one does not draw on. Two wires that quote one ministry are one source. */
  independentOf: z.array(z.string()).optional(),
  /** Why whoever said it takes it back: it stays to be seen and counts no more. */
  withdrawn: z.string().max(500).optional(),
  /** Names the identity that the server keeps under lock (rule F10); says nothing by itself. */
  restricted: idSchema.optional(),
})

export type Source = z.infer<typeof sourceSchema>
export type SourceKind = Source['kind']
