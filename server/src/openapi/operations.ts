import {
  accountPatchBody,
  accountSchema,
  approvalsSchema,
  auditSchema,
  bulkApprovalAnswer,
  bulkApprovalBody,
  copiedAnswer,
  copiesSchema,
  copyBody,
  decisionAnswer,
  decisionBody,
  EXPORT_FORMATS,
  foundFactsSchema,
  gateSchema,
  importBody,
  importedSchema,
  mediaAnswer,
  newAccountBody,
  newQueryBody,
  newRestrictedBody,
  newStoryBody,
  policyPatchBody,
  policySchema,
  proposalListSchema,
  proposalsBody,
  queryAnswerBody,
  restrictedListSchema,
  restrictedPatchBody,
  restrictedSourceSchema,
  revealedSchema,
  sessionSchema,
  signInsSchema,
  storyAtSchema,
  storyFactsSchema,
  storyListSchema,
  storyPatchBody,
  storySchema,
  updateCopyBody,
  userListSchema,
  versionsSchema,
} from '@dateline/shared/api/contracts'
import { wireBody, wireListSchema, wireSchema } from '@dateline/shared/api/wire-contracts'
import { z } from 'zod'
import { changePasswordBody, signInBody } from '../accounts/auth-routes.ts'
import { PUBLISHING_OPERATIONS } from './publishing-operations.ts'

/** One route as /api/openapi.json describes it; the schemas are those the routes themselves use. */
export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  readonly path: string
  readonly summary: string
  readonly body?: z.ZodType
  /** The body is bytes of this type instead. */
  readonly rawBody?: string
  readonly query?: Readonly<Record<string, { description: string; schema: z.ZodType }>>
  readonly answers: Readonly<Record<number, z.ZodType | string>>
  /** Problems it may answer beside 400, 401 and 403. */
  readonly problems?: readonly number[]
  /** Open to anybody. */
  readonly open?: boolean
}

const empty = z.object({})

/** Every route, in the order a newcomer would want them. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/auth/sign-in/email',
    summary:
      'Signs in. Browsers get a session cookie; programs take the bearer token from the set-auth-token response header.',
    body: signInBody,
    answers: { 200: 'The session.' },
    problems: [429],
    open: true,
  },
  {
    method: 'post',
    path: '/api/auth/sign-out',
    summary: 'Ends the session; its open sockets close within a second.',
    body: empty,
    answers: { 200: 'Signed out.' },
  },
  {
    method: 'post',
    path: '/api/auth/change-password',
    summary: 'Changes one’s own password; every session ends, and this answer starts a new one.',
    body: changePasswordBody,
    answers: { 200: 'Done; the new session as when signing in.' },
  },
  {
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in.',
    answers: { 200: sessionSchema },
  },
  {
    method: 'get',
    path: '/api/approvals',
    summary:
      'What waits for an editor, over all stories: none of one’s own; by deadline, then what waits longest, then what was asked about.',
    answers: { 200: approvalsSchema },
  },
  {
    method: 'post',
    path: '/api/approvals',
    summary:
      'Approves several facts as you saw them, each judged by itself; only facts whose sources are all official documents.',
    body: bulkApprovalBody,
    answers: { 200: bulkApprovalAnswer },
  },
  {
    method: 'get',
    path: '/api/policy',
    summary: 'What the newsroom has chosen about approvals.',
    answers: { 200: policySchema },
  },
  {
    method: 'patch',
    path: '/api/policy',
    summary:
      'Changes it: whether people may approve what they wrote themselves, and the types of fact that need two sources. For admins.',
    body: policyPatchBody,
    answers: { 200: policySchema },
  },
  {
    method: 'get',
    path: '/api/sign-ins',
    summary: 'The demo newsroom’s sign-ins; empty anywhere else.',
    answers: { 200: signInsSchema },
    open: true,
  },
  {
    method: 'get',
    path: '/api/users',
    summary: 'Everybody in the newsroom.',
    answers: { 200: userListSchema },
  },
  {
    method: 'post',
    path: '/api/users',
    summary: 'Adds a person.',
    body: newAccountBody,
    answers: { 201: accountSchema },
    problems: [409],
  },
  {
    method: 'patch',
    path: '/api/users/{id}',
    summary: 'Changes a person’s name, role or password, or closes the account.',
    body: accountPatchBody,
    answers: { 200: accountSchema },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/stories',
    summary: 'The desk: every story you may read.',
    answers: { 200: storyListSchema },
  },
  {
    method: 'post',
    path: '/api/stories',
    summary: 'Makes a story.',
    body: newStoryBody,
    answers: { 201: storySchema },
  },
  {
    method: 'get',
    path: '/api/stories/events',
    summary: 'Changes on the desk as server-sent events; each data line is one story or a removal.',
    answers: { 200: 'text/event-stream' },
  },
  {
    method: 'post',
    path: '/api/stories/import',
    summary: 'Makes a story of text, HTML or a public page, and proposes the facts found in it.',
    body: importBody,
    answers: { 201: importedSchema },
    problems: [413, 422, 502],
  },
  {
    method: 'get',
    path: '/api/stories/{id}',
    summary: 'One story: its record, what is written about it, and its plain text.',
    answers: { 200: storySchema },
    problems: [404],
  },
  {
    method: 'patch',
    path: '/api/stories/{id}',
    summary: 'Changes status, people, embargo and details; each with the right it takes.',
    body: storyPatchBody,
    answers: { 200: storySchema },
    problems: [404, 409, 422],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/proposals',
    summary: 'Facts an import found that nobody has decided.',
    answers: { 200: proposalListSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/proposals',
    summary: 'Takes proposals into the story with their mentions, or turns them down.',
    body: proposalsBody,
    answers: { 200: proposalListSchema },
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/wires',
    summary: 'Wires laid beside the story: what contradicts its facts, what is new, what confirms.',
    answers: { 200: wireListSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/wires',
    summary: 'Holds text, HTML or a public page against the story’s facts; changes none of them.',
    body: wireBody,
    answers: { 201: wireSchema },
    problems: [404, 413, 422, 502],
  },
  {
    method: 'delete',
    path: '/api/stories/{id}/wires/{wireId}',
    summary: 'Takes a wire away. Facts made of it stay.',
    answers: { 204: 'Taken away.' },
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/facts',
    summary: 'The story’s facts with sources, canonical hash, status and approval.',
    answers: { 200: storyFactsSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/facts/{factId}/approval',
    summary:
      'Approves, disputes or retracts a fact as you saw it. 409 with `seen` and `current` when it has changed since.',
    body: decisionBody,
    answers: { 200: decisionAnswer },
    problems: [404, 409, 422],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/media',
    summary:
      'Stores a picture (JPEG, PNG, WebP or GIF, the bytes as body) for the story, without what its file tells of place, time and camera.',
    rawBody: 'image/*',
    answers: { 201: mediaAnswer },
    problems: [404, 413, 415],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/media/{sha256}',
    summary: 'A picture of the story.',
    answers: { 200: 'The picture.', 304: 'It is the one you have.' },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/facts/{factId}/queries',
    summary:
      'Asks the story’s people about a fact; the question stands on it until it is answered.',
    body: newQueryBody,
    answers: { 201: decisionAnswer },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/facts/{factId}/queries/{queryId}/answer',
    summary: 'Answers the question, which clears it.',
    body: queryAnswerBody,
    answers: { 200: decisionAnswer },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/restricted',
    summary: 'The story’s restricted sources: for whom they are, never who they are.',
    answers: { 200: restrictedListSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/restricted',
    summary:
      'Puts the identity of a source under lock, outside the story; only you and the editor you name may reveal it.',
    body: newRestrictedBody,
    answers: { 201: restrictedSourceSchema },
    problems: [404, 409, 422],
  },
  {
    method: 'patch',
    path: '/api/stories/{id}/restricted/{handle}',
    summary: 'Writes the identity anew or names another editor; for its reporter.',
    body: restrictedPatchBody,
    answers: { 200: restrictedSourceSchema },
    problems: [404, 422],
  },
  {
    method: 'delete',
    path: '/api/stories/{id}/restricted/{handle}',
    summary: 'Forgets who it is; the source stays an anonymous one. For its reporter.',
    answers: { 204: 'Done.' },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/restricted/{handle}/reveal',
    summary: 'Who it is, for the two who may know. Each look is recorded first.',
    body: empty,
    answers: { 200: revealedSchema },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/facts',
    summary: 'Finds facts in every story you may read.',
    query: {
      q: { description: 'Words of the label or the values.', schema: z.string() },
      except: { description: 'Leaves out this story.', schema: z.string() },
    },
    answers: { 200: foundFactsSchema },
  },
  {
    method: 'get',
    path: '/api/stories/{id}/copies',
    summary: 'The story’s facts that came from other stories, and where its own are used.',
    answers: { 200: copiesSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/copies',
    summary: 'Copies a fact of another story into this one, with a link and what it rests on.',
    body: copyBody,
    answers: { 201: copiedAnswer },
    problems: [404, 409, 422],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/copies/{factId}/update',
    summary: 'Takes over the original as you saw it; the copy then waits to be approved anew.',
    body: updateCopyBody,
    answers: { 200: copiedAnswer },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/gate',
    summary: 'May the story leave, and if not, why.',
    answers: { 200: gateSchema },
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/export',
    summary: 'Renders what may leave now; 409 with the reasons while the gate is closed.',
    query: {
      format: { description: 'Which format.', schema: z.enum(EXPORT_FORMATS) },
      draft: {
        description: '1: a watermarked draft, for those who may write the story.',
        schema: z.literal('1'),
      },
    },
    answers: { 200: 'The document in the format asked for.' },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/versions',
    summary: 'When the story was worked on, and by whom.',
    answers: { 200: versionsSchema },
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/at',
    summary: 'The story as it stood.',
    query: { time: { description: 'RFC 3339.', schema: z.iso.datetime({ offset: true }) } },
    answers: { 200: storyAtSchema },
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/audit',
    summary: 'Every recorded act on the story.',
    answers: { 200: auditSchema },
    problems: [404],
  },
  ...PUBLISHING_OPERATIONS,
  {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This description.',
    answers: { 200: 'OpenAPI 3.1.' },
    open: true,
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'Is the process alive.',
    answers: { 200: 'It is.' },
    open: true,
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Can it serve: the store answers and it is not shutting down.',
    answers: { 200: 'It can.', 503: 'Not now.' },
    open: true,
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus metrics.',
    answers: { 200: 'text/plain' },
    open: true,
  },
]
