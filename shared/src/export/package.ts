import { z } from 'zod'
import { GATE_CODES } from '../api/contracts.ts'
import { timeZoneSchema } from '../facts/dates/time-zone.ts'
import { FACT_TYPE_NAMES } from '../facts/fact-types.ts'
import { SOURCE_KINDS } from '../facts/source.ts'
import { languageSchema } from '../story/meta-doc.ts'
import { TEXT_FIELDS } from '../story/story-doc.ts'
import { frozenMediaSchema } from './media-schema.ts'
import { noticeSchema, PACKAGE_ACTIONS } from './notice.ts'
import { blockSchema, inlineSchema } from './story-ast.ts'

/**
 * Everything that leaves the building is made of one of these (rule X1). Strict at every level: what
 * has no key here — comments, proposals, notes, unapproved facts, who a source is — cannot get in.
 */
export const publicSourceSchema = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  publisher: z.string().optional(),
  /** How copy describes one who is not named. */
  descriptor: z.string().optional(),
  url: z.string().optional(),
  originalLanguage: z.string().optional(),
})
export type PublicSource = z.infer<typeof publicSourceSchema>

/** Two sides of one field, approved as a pair: who says what (rules A9 and X10). */
export const publishedDisputeSchema = z.strictObject({
  field: z.string(),
  ours: z.strictObject({ by: z.string(), value: z.unknown() }),
  /** No value: they deny it. */
  theirs: z.strictObject({ by: z.string(), value: z.unknown().optional() }),
})

export const publishedFactSchema = z.strictObject({
  id: z.string(),
  type: z.enum(FACT_TYPE_NAMES),
  label: z.string(),
  /** As approved, without what is not for print and without pointers to facts that stay inside. */
  fields: z.record(z.string(), z.unknown()),
  sources: z.array(publicSourceSchema),
  /** What stands in no field because two sides say two things. */
  dispute: publishedDisputeSchema.optional(),
  /** SHA-256 of the fact as it was approved, with everything an editor judges. */
  hash: z.string(),
  approvedBy: z.string(), // user id
  approvedAt: z.number(), // ms since epoch
})
export type PublishedFact = z.infer<typeof publishedFactSchema>

const lineSchema = z.strictObject({ text: z.string(), content: z.array(inlineSchema) })
export type Line = z.infer<typeof lineSchema>

export const exportPackageSchema = z
  .strictObject({
    storyId: z.string(),
    /** Ours, counts up with every publication of the story to one target; 0: not published yet. */
    revision: z.number().int(),
    action: z.enum(PACKAGE_ACTIONS).default('publish'),
    /** The notice of this very revision; it is also the last of `corrections`. */
    correction: noticeSchema.nullable().default(null),
    /** Every notice since the first publication, oldest first: all of them stay on the article. */
    corrections: z.array(noticeSchema).default([]),
    /** Why it was withdrawn, for the desks that had it; only with the action `withdraw`. */
    withdrawalNote: z.string().nullable().default(null),
    /** Nobody outside may see it before this moment, ms since epoch. */
    embargoUntil: z.number().nullable().default(null),
    /** A draft says so on its face and is never sent to a target. */
    draft: z.boolean(),
    language: languageSchema,
    dir: z.enum(['ltr', 'rtl']),
    /** In which the article dates itself: the newsroom's. Packages of the first versions have none. */
    timeZone: timeZoneSchema.default('UTC'),
    /** ASCII; null: the desk gave none and the headline has no ASCII form. */
    slug: z.string().nullable(),
    dateline: z.string().nullable(),
    byline: z.string().nullable(),
    tags: z.array(z.string()),
    /** The desk's names; each target maps them to its own. */
    categories: z.array(z.string()).default([]),
    headline: lineSchema,
    standfirst: lineSchema,
    seoTitle: lineSchema,
    seoDescription: lineSchema,
    body: z.array(blockSchema),
    /** The files of its pictures, each once, in reading order: the first is the leading picture. */
    media: z.array(frozenMediaSchema).default([]), // packages of the first version have none
    facts: z.array(publishedFactSchema),
    /** Where the copy shows a published fact; `block` counts the text blocks of its field from 0. */
    mentions: z.array(
      z.strictObject({
        textField: z.enum(TEXT_FIELDS),
        block: z.number().int(),
        factId: z.string(),
        field: z.string(),
        format: z.string(),
        words: z.string(),
      }),
    ),
    /** An editor published through a closed gate (rule G9); what stood, without facts' labels. */
    override: z
      .strictObject({
        by: z.string(), // user id
        reason: z.string(),
        codes: z.array(z.enum(GATE_CODES)),
      })
      .nullable(),
    /** User ids of everybody whose words are in it, by first appearance. */
    authors: z.array(z.string()),
    // ms since epoch
    createdAt: z.number(),
    publishedAt: z.number().nullable(),
    modifiedAt: z.number(),
  })
  .refine(({ facts, mentions }) => mentions.every(hasItsFact(facts)), {
    message: 'a mention without its published fact',
    path: ['mentions'],
  })
export type ExportPackage = z.infer<typeof exportPackageSchema>

const hasItsFact =
  (facts: readonly { id: string }[]) =>
  ({ factId }: { factId: string }): boolean =>
    facts.some(({ id }) => id === factId)
