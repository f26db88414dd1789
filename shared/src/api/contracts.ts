import { z } from 'zod'
import { frozenMediaSchema } from '../export/media-schema.ts'
import { NOTICE_KINDS, noticeSchema, PACKAGE_ACTIONS } from '../export/notice.ts'
import { disputeSchema } from '../facts/dispute.ts'
import { proposalSchema } from '../facts/extract/proposal.ts'
import { factQuerySchema, QUERY_LIMIT } from '../facts/fact-query.ts'
import { FACT_TYPE_NAMES } from '../facts/fact-types.ts'
import { factSchema } from '../facts/fact.ts'
import { DECISIONS, FACT_STATUSES } from '../facts/status.ts'
import { factIdSchema, idSchema, storyIdSchema, userIdSchema } from '../ids.ts'
import { heldDeletionSchema } from '../story/held-deletion.ts'
import { languageSchema, metaSchema } from '../story/meta-doc.ts'
import { approvalPolicySchema, decisionSchema, storyRecordSchema } from '../story/record.ts'
import { TEXT_FIELDS } from '../story/story-doc.ts'
import { LEGAL_STATES, STORY_STATUSES } from '../story/story-status.ts'
import { roleSchema } from '../users/role.ts'

/** Bodies and answers of the HTTP API, imported by both sides; /api/openapi.json is made of them. */

// ── people ───────────────────────────────────────────────────────────────────────────────────────
export const personSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  role: roleSchema,
  /** CSS colour of their caret and avatar. */
  color: z.string(),
})
export type Person = z.infer<typeof personSchema>

export const accountSchema = personSchema.extend({ email: z.email(), closed: z.boolean() })
export type Account = z.infer<typeof accountSchema>

/** GET /api/session: who is signed in, and the newsroom's choices that screens must know. */
export const sessionSchema = z.object({
  user: accountSchema,
  policy: approvalPolicySchema,
  /** The newsroom's, IANA: articles are dated in it, and days are meant in it. */
  timeZone: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

/** GET /api/sign-ins: the demo newsroom's, shown on the sign-in page; empty anywhere else. */
export const signInsSchema = z.object({
  signIns: z.array(
    z.object({ name: z.string(), role: roleSchema, email: z.email(), password: z.string() }),
  ),
})

/** GET /api/users: everybody of the newsroom by name; `email` only for those who manage accounts. */
export const userListSchema = z.object({
  users: z.array(accountSchema.extend({ email: z.email().optional() })),
})
export type UserEntry = z.infer<typeof userListSchema>['users'][number]

export const PASSWORD_MIN = 10 // characters

/** POST /api/users */
export const newAccountBody = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  role: roleSchema,
  password: z.string().min(PASSWORD_MIN).max(200),
})
/** PATCH /api/users/:id */
export const accountPatchBody = z
  .object({
    name: z.string().trim().min(1).max(120),
    role: roleSchema,
    password: z.string().min(PASSWORD_MIN).max(200),
    /** A closed account cannot sign in; its open sessions end at once. */
    closed: z.boolean(),
  })
  .partial()

// ── stories ──────────────────────────────────────────────────────────────────────────────────────
/** One card on the desk. */
export const storySummarySchema = z.object({
  id: storyIdSchema,
  slug: z.string(),
  headline: z.string(),
  language: languageSchema,
  status: z.enum(STORY_STATUSES),
  words: z.number().int(),
  targetWords: z.number().int().nullable(),
  facts: z.object({ approved: z.number(), open: z.number(), atRisk: z.number() }),
  /** Proposals of an import that nobody has decided. */
  proposals: z.number(),
  people: z.array(personSchema),
  assignee: z.string().nullable(),
  deadline: z.number().nullable(),
  embargoUntil: z.number().nullable(),
  /** It went out through a closed gate: by then an editor looks at it again. */
  reviewDueAt: z.number().nullable(),
  /** It waits for its time to go out: when, and why it could not as things stand (rule PS8). */
  schedule: z.object({ at: z.number(), objection: z.string().nullable() }).nullable(),
  legal: z.enum(LEGAL_STATES),
  access: z.enum(['newsroom', 'team']),
  createdBy: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
})
export type StorySummary = z.infer<typeof storySummarySchema>

/** GET /api/stories */
export const storyListSchema = z.object({ stories: z.array(storySummarySchema) })

/** One message of GET /api/stories/events (server-sent events, `data:` JSON). */
export const deskEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('story'), story: storySummarySchema }),
  z.object({ kind: z.literal('gone'), id: storyIdSchema }),
])
export type DeskEvent = z.infer<typeof deskEventSchema>

/** POST /api/stories */
export const newStoryBody = z.object({
  headline: z.string().trim().max(500).optional(),
  language: languageSchema.optional(),
})

/** PATCH /api/stories/:id: what only the server may change, and what people write about the story. */
export const storyPatchBody = z
  .object({
    status: z.enum(STORY_STATUSES),
    assignee: userIdSchema.nullable(),
    deadline: z.number().int().positive().nullable(),
    embargoUntil: z.number().int().positive().nullable(),
    /** null: an editor has looked again at what went out through a closed gate. */
    reviewDueAt: z.number().int().positive().nullable(),
    legal: z.enum(LEGAL_STATES),
    access: z.enum(['newsroom', 'team']),
    team: z.array(userIdSchema).max(200),
    slug: metaSchema.shape.slug,
    language: languageSchema,
    byline: z.string().max(300),
    dateline: z.string().max(120),
    targetWords: z.number().int().min(1).max(100_000).nullable(),
    tags: z.array(z.string().trim().min(1).max(60)).max(30),
    categories: z.array(z.string().trim().min(1).max(60)).max(10),
  })
  .partial()

/** GET /api/stories/:id and the answer to POST and PATCH */
export const storySchema = storySummarySchema.extend({
  record: storyRecordSchema,
  meta: metaSchema,
  standfirst: z.string(),
  /** Plain text, paragraphs parted by a blank line, mentions written out. */
  text: z.string(),
})
export type Story = z.infer<typeof storySchema>

// ── import ───────────────────────────────────────────────────────────────────────────────────────
export const IMPORT_LIMIT = 400_000 // characters of text or HTML

/** A text from elsewhere: pasted, or at an address. */
export const incomingText = {
  text: z.string().min(1).max(IMPORT_LIMIT).optional(),
  html: z.string().min(1).max(IMPORT_LIMIT).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  language: languageSchema.optional(),
  /** When the source appeared; the year and "next week" are read against it. RFC 3339. */
  publishedAt: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  /** Where the text comes from; becomes the source of the facts that are taken. */
  publisher: z.string().trim().max(200).optional(),
}
export const onlyOneText = [
  (body: { text?: unknown; html?: unknown; url?: unknown }): boolean =>
    [body.text, body.html, body.url].filter(Boolean).length === 1,
  { message: 'Send exactly one of text, html or url.' },
] as const

/** POST /api/stories/import */
export const importBody = z
  .object({ ...incomingText, accept: z.enum(['all', 'none']).default('none') })
  .refine(...onlyOneText)
export type ImportBody = z.infer<typeof importBody>

export const importedSchema = storySchema.extend({ proposedFacts: z.array(proposalSchema) })

/** POST /api/stories/:id/proposals: takes proposals into the story, or turns them down. */
export const proposalsBody = z.object({
  decision: z.enum(['accept', 'reject']),
  ids: z.union([z.literal('all'), z.array(factIdSchema).min(1).max(500)]),
})
/** GET /api/stories/:id/proposals and the answer to POST: those that nobody has decided. */
export const proposalListSchema = z.object({ proposals: z.array(proposalSchema) })

// ── facts ────────────────────────────────────────────────────────────────────────────────────────
export const storyFactSchema = factSchema.extend({
  hash: z.string().length(64),
  status: z.enum(FACT_STATUSES),
  approval: decisionSchema.nullable(),
  latest: decisionSchema.nullable(),
  createdBy: z.string().nullable(),
  lastEditedBy: z.string().nullable(),
  /** SHA-256 of what stands against it (`latest.dispute`), to approve both sides as a pair. */
  disputeHash: z.string().nullable(),
  /** Facts it rests on that have lost their approval: why it counts as changed. */
  because: z.array(z.string()),
  /** The newest question about it. */
  query: factQuerySchema.nullable(),
  /** How often the copy mentions it. */
  mentions: z.number().int(),
})
export type StoryFact = z.infer<typeof storyFactSchema>

/** GET /api/stories/:id/facts */
export const storyFactsSchema = z.object({ facts: z.array(storyFactSchema) })

/** POST /api/stories/:id/facts/:factId/approval */
export const decisionBody = z.object({
  /** The hash of the fact as the person saw it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits, as GET …/facts gave them'),
  decision: z.enum(DECISIONS),
  note: z.string().max(2_000).optional(),
  /** With `dispute`: the competing value or the denial, who says what, and where it is from. */
  dispute: disputeSchema.optional(),
  /** With `approve` of a disputed fact: the hash of the dispute whose two sides stand as a pair. */
  pair: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hex digits, the disputeHash of GET …/facts')
    .optional(),
})

/** The answer, and with status 409 the member `current` beside `seen` in the problem. */
export const decisionAnswer = z.object({ fact: storyFactSchema })

// ── pictures ─────────────────────────────────────────────────────────────────────────────────────
/** The answer to POST /api/stories/:id/media, whose body are the bytes. */
export const mediaAnswer = frozenMediaSchema.pick({
  sha256: true,
  mediaType: true,
  width: true,
  height: true,
  bytes: true,
})
export type MediaAnswer = z.infer<typeof mediaAnswer>
/** POST /api/stories/:id/facts/:factId/queries: a question back to the story's people. */
export const newQueryBody = z.object({ text: z.string().trim().min(1).max(QUERY_LIMIT) })
/** POST /api/stories/:id/facts/:factId/queries/:queryId/answer */
export const queryAnswerBody = z.object({ text: z.string().trim().min(1).max(QUERY_LIMIT) })

/** GET /api/facts?q=&except= */
export const factSearchQuery = z.object({
  q: z.string().max(200).default(''),
  /** The story that asks. */
  except: storyIdSchema.optional(),
})
const storyNameSchema = storySummarySchema.pick({ id: true, headline: true, slug: true })
export const foundFactSchema = z.object({
  story: storyNameSchema,
  factId: factIdSchema,
  type: z.enum(FACT_TYPE_NAMES),
  label: z.string(),
  status: z.enum(FACT_STATUSES),
})
export type FoundFact = z.infer<typeof foundFactSchema>
export const foundFactsSchema = z.object({ facts: z.array(foundFactSchema) })

/** POST /api/stories/:id/copies: a fact of another story into this one, with a link (rule R2). */
export const copyBody = z.object({ story: storyIdSchema, fact: factIdSchema })
export const copiedAnswer = z.object({ factId: z.string() })
/** POST /api/stories/:id/copies/:factId/update: the original as it was seen. */
export const updateCopyBody = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits'),
})

export const factCopySchema = z.object({
  factId: z.string(),
  /** Where it is from; null where that is not yours to read. */
  story: storyNameSchema.nullable(),
  /** The original's hash as it stands; null when it is gone. */
  hash: z.string().nullable(),
  /** The original has changed, or gone, since it was copied or last taken over. */
  movedOn: z.boolean(),
  /** How this fact would read after taking it over. */
  original: factSchema.nullable(),
})
export type FactCopy = z.infer<typeof factCopySchema>
/** GET /api/stories/:id/copies */
export const copiesSchema = z.object({
  copies: z.array(factCopySchema),
  usedIn: z.array(z.object({ factId: z.string(), story: storyNameSchema })),
})

/** A source whose identity is under lock: for whom, and who looked; never who it is (rule F10). */
export const restrictedSourceSchema = z.object({
  /** The handle that the source in the document has as `restricted`. */
  id: idSchema,
  factId: z.string(),
  sourceId: z.string(),
  reporter: z.string(),
  /** The one editor who may know. */
  editor: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
  /** Newest first; only for the two who may know. */
  views: z.array(z.object({ by: z.string(), at: z.number() })).nullable(),
})
export type RestrictedSource = z.infer<typeof restrictedSourceSchema>
/** GET /api/stories/:id/restricted */
export const restrictedListSchema = z.object({ sources: z.array(restrictedSourceSchema) })
/** POST /api/stories/:id/restricted */
export const newRestrictedBody = z.object({
  factId: factIdSchema,
  sourceId: z.string().min(1).max(64),
  /** Who it is, in words, and how to reach them. */
  identity: z.string().trim().min(1).max(4_000),
  editor: userIdSchema,
})
/** PATCH /api/stories/:id/restricted/:handle */
export const restrictedPatchBody = newRestrictedBody
  .pick({ identity: true, editor: true })
  .partial()
/** POST /api/stories/:id/restricted/:handle/reveal */
export const revealedSchema = z.object({ identity: z.string() })

/** One fact that waits for an editor: as it stands, what it was, where the copy has it. */
export const approvalItemSchema = z.object({
  story: storySummarySchema.pick({
    id: true,
    headline: true,
    slug: true,
    language: true,
    deadline: true,
  }),
  fact: storyFactSchema,
  editedAt: z.number().nullable(),
  /** When a copy with it goes out that is scheduled, ms since epoch; null: none is. */
  goesOut: z.number().nullable(),
  /** The facts its fields name, to be shown by name. */
  related: z.array(factSchema),
  mentions: z.array(
    z.object({
      factId: z.string(),
      textField: z.enum(TEXT_FIELDS),
      before: z.string(),
      words: z.string(),
      after: z.string(),
    }),
  ),
})
export type ApprovalItem = z.infer<typeof approvalItemSchema>
/** GET /api/approvals */
export const approvalsSchema = z.object({ items: z.array(approvalItemSchema) })

/** POST /api/approvals: only facts whose sources are all official documents (rule A12). */
export const bulkApprovalBody = z.object({
  approvals: z
    .array(
      z.object({
        storyId: storyIdSchema,
        factId: factIdSchema,
        hash: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits'),
      }),
    )
    .min(1)
    .max(100),
})
export const bulkApprovalAnswer = z.object({
  results: z.array(
    z.object({
      storyId: z.string(),
      factId: z.string(),
      approved: z.boolean(),
      /** Why not, in words. */
      detail: z.string(),
    }),
  ),
})

/** GET and PATCH /api/policy: the newsroom's choices about approvals. */
export const policySchema = approvalPolicySchema
export const policyPatchBody = approvalPolicySchema.partial()

// ── gate, export, publishing ─────────────────────────────────────────────────────────────────────
export const GATE_CODES = [
  'fact-unapproved',
  'fact-changed',
  'fact-disputed',
  'fact-retracted',
  'fact-two-values',
  'mention-of-deleted-fact',
  'mention-without-value',
  'mention-not-for-print',
  'check-open',
  'headline-missing',
  'body-missing',
  'byline-missing',
  'slug-missing',
  'picture-without-alt',
  'picture-without-credit',
  'picture-without-file',
  'embed-without-address',
  'embargo',
  'legal-pending',
  'killed',
] as const

/** One reason why the story may not leave; `place` is what the screen links to. */
export const gateReasonSchema = z.object({
  code: z.enum(GATE_CODES),
  /** One sentence, for a person. */
  message: z.string(),
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('fact'), factId: z.string() }),
    z.object({ kind: z.literal('mention'), factId: z.string(), textField: z.string() }),
    z.object({ kind: z.literal('field'), field: z.string() }),
    z.object({ kind: z.literal('check'), key: z.string(), textField: z.string() }),
    /** A picture, table or embed of the body, counted from 0 in reading order. */
    z.object({ kind: z.literal('piece'), piece: z.number().int(), needs: z.string() }),
    z.object({ kind: z.literal('details') }),
  ]),
})
export type GateReason = z.infer<typeof gateReasonSchema>

/** GET /api/stories/:id/gate */
export const gateSchema = z.object({ open: z.boolean(), reasons: z.array(gateReasonSchema) })

export const EXPORT_FORMATS = [
  'html',
  'jsonld',
  'ninjs',
  'newsml-g2',
  'markdown',
  'docx',
  'wordpress',
  'json',
] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const TARGET_KINDS = ['wordpress', 'ghost', 'webhook'] as const
/** What an admin sets for a target beside its account. Names are compared without regard to case. */
export const targetSettingsSchema = z.object({
  /** Section of the desk, in lower case, to the id of a category there. */
  categories: z.record(z.string().max(60), z.number().int().positive()).default({}),
  /** Category of a story none of whose sections has one. */
  defaultCategory: z.number().int().positive().optional(),
  /** Byline, in lower case, to the id of an author there. */
  authors: z.record(z.string().max(300), z.number().int().positive()).default({}),
})
export type TargetSettings = z.infer<typeof targetSettingsSchema>

/** Of POST /api/targets; the password is stored encrypted and never answered. */
const targetFields = z.object({
  kind: z.enum(TARGET_KINDS),
  name: z.string().trim().min(1).max(120),
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** WordPress only: the account there. */
  username: z.string().trim().max(200).default(''),
  /** WordPress: an application password; Ghost: an Admin API key; a webhook is given its own. */
  password: z.string().max(500).default(''),
  /** The site is on our own network: private addresses and plain http are allowed for it. */
  allowPrivate: z.boolean().default(false),
  settings: targetSettingsSchema.optional(),
})
export const newTargetBody = targetFields.superRefine(({ kind, username, password }, context) => {
  const demand = (path: string, isThere: boolean, message: string) => {
    if (!isThere) context.addIssue({ code: 'custom', path: [path], message })
  }
  if (kind === 'wordpress') {
    demand('username', username !== '', 'the user in WordPress')
    demand('password', password !== '', 'an application password of that user')
  }
  if (kind === 'ghost') {
    const isKey = /^[0-9a-f]{24}:[0-9a-f]{64}$/i.test(password)
    demand('password', isKey, 'the Admin API key of a custom integration: two parts with a colon')
  }
})
/** PATCH /api/targets/:id */
export const targetPatchBody = targetFields
  .omit({ kind: true })
  // without the defaults, which would change what nobody asked for
  .extend({
    username: z.string().trim().max(200),
    password: z.string().min(1).max(500),
    allowPrivate: z.boolean(),
  })
  .partial()
export const targetSchema = z.object({
  id: z.string(),
  kind: z.enum(TARGET_KINDS),
  name: z.string(),
  url: z.string(),
  /** Only for those who may manage targets. */
  username: z.string().optional(),
  allowPrivate: z.boolean(),
  settings: targetSettingsSchema.optional(),
  /** The account there is refused, so nothing is sent until it is mended; why, in words. */
  paused: z.object({ at: z.number(), reason: z.string() }).nullable(),
})
export type Target = z.infer<typeof targetSchema>
/** The answer to POST /api/targets and …/keys: a webhook's signing key is shown this once. */
export const newTargetSchema = targetSchema.extend({ signingKey: z.string().optional() })
/** GET /api/targets */
export const targetListSchema = z.object({ targets: z.array(targetSchema) })
/** POST /api/targets/:id/test */
export const targetTestSchema = z.object({
  ok: z.boolean(),
  message: z.string(),
  /** It works, but an admin should know. */
  warning: z.string().optional(),
})

/** docs/rules/publishing.md, PS1, says what each means and what leads out of it. */
export const PUBLICATION_STATES = [
  'queued',
  'sending',
  'sent',
  'confirmed',
  'altered',
  'unknown',
  'conflict',
  'rejected',
  'failed',
  'scheduled',
  'missed',
  'live',
  'withdrawn',
  'replaced',
  'cancelled',
] as const
export const publicationSchema = z.object({
  id: z.string(),
  storyId: z.string(),
  target: z.object({ id: z.string(), name: z.string(), kind: z.enum(TARGET_KINDS) }),
  /** Ours, counts up with every publication of the story to this target. */
  revision: z.number().int(),
  action: z.enum(PACKAGE_ACTIONS),
  state: z.enum(PUBLICATION_STATES),
  /** When a scheduled one goes live, ms since epoch. */
  dueAt: z.number().nullable(),
  /** What readers were told with it. */
  notice: noticeSchema.nullable(),
  withdrawalNote: z.string().nullable(),
  /** Why it failed and what to do, in words. */
  reason: z.string().nullable(),
  url: z.string().nullable(),
  by: z.string(),
  at: z.number(),
  updatedAt: z.number(),
  attempts: z.array(z.object({ at: z.number(), outcome: z.string(), detail: z.string() })),
  override: z.object({ by: z.string(), reason: z.string() }).nullable(),
})
export type Publication = z.infer<typeof publicationSchema>
/** GET /api/stories/:id/publications */
export const publicationListSchema = z.object({ publications: z.array(publicationSchema) })
/** POST /api/stories/:id/publications */
export const publishBody = z.object({
  target: z.string().min(1).max(64), // a target's id
  /** Opens a closed gate: by an editor who is not the author, on the record. */
  override: z
    .object({
      reason: z.string().trim().min(10).max(2_000),
      /** By when somebody looks again, ms since epoch; a day from now when left out. */
      reviewBy: z.number().int().positive().optional(),
    })
    .optional(),
  /** Not before this moment, ms since epoch; an embargo until then is no hindrance. */
  at: z.number().int().positive().optional(),
  /** What readers are told of the change since the last publication. */
  notice: z
    .object({ kind: z.enum(NOTICE_KINDS), text: z.string().trim().min(10).max(2_000) })
    .optional(),
})

/** POST /api/stories/:id/publications/withdrawal */
export const withdrawBody = z.object({
  /** Ids of targets; left out: every one that has the story. */
  targets: z.array(z.string().min(1).max(64)).min(1).max(50).optional(),
  /** For the desks that had it, and for the record. */
  note: z.string().trim().min(10).max(2_000),
  /** The story is killed as well: nothing of it may go out again. */
  kill: z.boolean().default(false),
})

export const RESOLUTIONS = ['theirs', 'ours', 'merged', 'accept'] as const
/** POST /api/stories/:id/publications/:publicationId/resolution: what a person makes of a conflict. */
export const resolutionBody = z.object({
  choice: z.enum(RESOLUTIONS),
  /** Of GET …/copy: what they saw. Anything else is not overwritten. */
  seen: z.string().max(200).optional(),
})

const wordsSchema = z.object({ headline: z.string(), standfirst: z.string(), body: z.string() })
/** GET /api/stories/:id/publications/:publicationId/copy: what the target holds beside what we sent. */
export const remoteCopySchema = z.object({
  state: z.enum(['live', 'hidden', 'trashed', 'gone', 'locked']),
  seen: z.string(),
  url: z.string().nullable(),
  editUrl: z.string().nullable(),
  ours: wordsSchema,
  theirs: wordsSchema.nullable(),
})
export type RemoteCopyView = z.infer<typeof remoteCopySchema>

export const CHANGE_KINDS = [...NOTICE_KINDS, 'none'] as const
/** One difference between what readers have and the story now; `none` needs no notice. */
export const changeSchema = z.object({
  kind: z.enum(CHANGE_KINDS),
  what: z.enum(['fact', 'headline', 'standfirst', 'body']),
  /** Of a fact. */
  factId: z.string().nullable(),
  /** What changed, in the story's language: "Third round: date". */
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Where readers met the old value. */
  places: z.array(z.object({ textField: z.string(), block: z.number().int(), words: z.string() })),
})
export type Change = z.infer<typeof changeSchema>

/** GET /api/stories/:id/publications/changes[?target=] */
export const changesSchema = z.object({
  /** What they are compared with; null: the story was never out. */
  since: z.object({ revision: z.number().int(), at: z.number() }).nullable(),
  changes: z.array(changeSchema),
  /** A notice to start from; null: nothing that readers must be told. */
  draft: z.object({ kind: z.enum(NOTICE_KINDS), text: z.string() }).nullable(),
  /** Every copy out there that carries what changed. */
  copies: z.array(z.object({ target: z.string(), url: z.string().nullable() })),
})
export type Changes = z.infer<typeof changesSchema>

/** GET /api/publishing/alarms: what waits for a person, the most urgent first. */
export const alarmsSchema = z.object({
  alarms: z.array(
    z.object({
      kind: z.enum(['missed', 'held', 'paused', 'conflict', 'altered', 'rejected', 'failed']),
      /** null: a whole target. */
      storyId: z.string().nullable(),
      headline: z.string(),
      target: z.string(),
      reason: z.string(),
      at: z.number(),
    }),
  ),
})
export type Alarm = z.infer<typeof alarmsSchema>['alarms'][number]

/** GET /api/targets/:id/deliveries: what was sent to a webhook, the latest first. */
export const deliverySchema = z.object({
  id: z.string(),
  storyId: z.string().nullable(),
  webhookId: z.string(),
  at: z.number(),
  tookMs: z.number(),
  /** HTTP status; null: no answer came. */
  status: z.number().int().nullable(),
  outcome: z.string(),
  /** The beginning of what the receiver said. */
  answer: z.string(),
  replayedBy: z.string().nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>
export const deliveriesSchema = z.object({ deliveries: z.array(deliverySchema) })

// ── history and audit ────────────────────────────────────────────────────────────────────────────
/** GET /api/stories/:id/versions */
export const versionsSchema = z.object({
  versions: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      updates: z.number().int(),
      authors: z.array(z.string()),
    }),
  ),
})
/** GET /api/stories/:id/at?time= */
export const storyAtSchema = z.object({
  time: z.string(),
  headline: z.string(),
  standfirst: z.string(),
  text: z.string(),
  facts: z.array(factSchema),
  /** The paragraphs of the body, and who wrote which words: user ids, null where nobody knows. */
  body: z.array(
    z.object({ runs: z.array(z.object({ text: z.string(), by: z.string().nullable() })) }),
  ),
  /** Whether everything written by then could be read. */
  isWhole: z.boolean(),
})
export type StoryAt = z.infer<typeof storyAtSchema>
export type StoryVersion = z.infer<typeof versionsSchema>['versions'][number]

const momentSchema = z.iso.datetime({
  offset: true,
  error: 'an RFC 3339 moment with its zone, e.g. 2026-11-23T14:05:00Z',
})
/** POST /api/stories/:id/restore: the story as it stood at `time`, as one more edit. */
export const restoreBody = z.object({
  time: momentSchema,
  /** Facts say again what they said then; left out, they stay as they are now. */
  setFactsBack: z.boolean().optional(),
})
/** What that changed: fields by name, facts by id. */
export const restoredSchema = z.object({
  fields: z.array(z.string()),
  factsBack: z.array(z.string()),
  factsSetBack: z.array(z.string()),
  factsLeft: z.array(z.string()),
})

/** GET /api/stories/:id/held: deletions that wait for a decision, oldest first. */
export const heldListSchema = z.object({ held: z.array(heldDeletionSchema) })
/** POST /api/stories/:id/held/:heldId */
export const heldDecisionBody = z.object({ decision: z.enum(['apply', 'dismiss']) })
/** GET /api/stories/:id/audit */
export const auditSchema = z.object({
  entries: z.array(
    z.object({
      id: z.number(),
      at: z.number(),
      by: z.string(),
      action: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
})
