import {
  alarmsSchema,
  changesSchema,
  deliveriesSchema,
  deliverySchema,
  newTargetBody,
  newTargetSchema,
  publicationListSchema,
  publicationSchema,
  publishBody,
  remoteCopySchema,
  resolutionBody,
  targetListSchema,
  targetPatchBody,
  targetSchema,
  targetTestSchema,
  withdrawBody,
} from '@dateline/shared/api/contracts'
import { z } from 'zod'
import type { Operation } from './operations.ts'

const empty = z.object({})
const ONE = '/api/stories/{id}/publications/{publicationId}'

/** Where stories go, and what became of them. */
export const PUBLISHING_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/stories/{id}/publications',
    summary: 'What was sent where, with every attempt.',
    answers: { 200: publicationListSchema },
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/stories/{id}/publications/changes',
    summary: 'What changed since readers got it, sorted, with a notice to start from.',
    query: {
      target: {
        description: 'Since that target got it; left out: since any did.',
        schema: z.string(),
      },
    },
    answers: { 200: changesSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/publications',
    summary: 'Freezes the story and sends it to a target, now or at a time.',
    body: publishBody,
    answers: { 201: publicationSchema },
    problems: [404, 409, 422],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/publications/withdrawal',
    summary: 'Takes the story off targets that have it; may kill it as well.',
    body: withdrawBody,
    answers: { 201: publicationListSchema },
    problems: [404, 409],
  },
  {
    method: 'post',
    path: `${ONE}/retry`,
    summary: 'Queues a failed publication again.',
    body: empty,
    answers: { 200: publicationSchema },
    problems: [404, 409],
  },
  {
    method: 'post',
    path: `${ONE}/cancel`,
    summary: 'Takes a publication that waits out of the queue.',
    body: empty,
    answers: { 200: publicationSchema },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: `${ONE}/copy`,
    summary: 'What the target holds now, beside what was sent.',
    answers: { 200: remoteCopySchema },
    problems: [404, 409],
  },
  {
    method: 'post',
    path: `${ONE}/resolution`,
    summary: 'Decides what becomes of a copy that somebody changed there.',
    body: resolutionBody,
    answers: { 200: publicationSchema },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/publishing/alarms',
    summary: 'What waits for a person, the most urgent first.',
    answers: { 200: alarmsSchema },
  },
  {
    method: 'get',
    path: '/api/targets',
    summary: 'Where stories can be published.',
    answers: { 200: targetListSchema },
  },
  {
    method: 'post',
    path: '/api/targets',
    summary:
      'Adds a target; its password is stored encrypted, a signing key is answered this once.',
    body: newTargetBody,
    answers: { 201: newTargetSchema },
    problems: [422],
  },
  {
    method: 'patch',
    path: '/api/targets/{id}',
    summary: 'Changes a target; one that was paused is tried again.',
    body: targetPatchBody,
    answers: { 200: targetSchema },
    problems: [404, 422],
  },
  {
    method: 'delete',
    path: '/api/targets/{id}',
    summary: 'Removes a target; what was published there stays.',
    answers: { 204: 'Removed.' },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/targets/{id}/test',
    summary: 'Tries the connection and says in words what is wrong.',
    body: empty,
    answers: { 200: targetTestSchema },
    problems: [404],
  },
  {
    method: 'post',
    path: '/api/targets/{id}/keys',
    summary:
      'Makes a new signing key of a webhook; the one before it stays valid until it is ended.',
    body: empty,
    answers: { 201: newTargetSchema },
    problems: [404, 409],
  },
  {
    method: 'delete',
    path: '/api/targets/{id}/keys/old',
    summary: 'Ends a rotation: only the newest key signs.',
    answers: { 204: 'Ended.' },
    problems: [404, 409],
  },
  {
    method: 'get',
    path: '/api/targets/{id}/deliveries',
    summary: 'What was sent to a webhook, the latest first.',
    answers: { 200: deliveriesSchema },
    problems: [404, 409],
  },
  {
    method: 'post',
    path: '/api/targets/{id}/deliveries/{deliveryId}/replay',
    summary: 'Sends a message of the log once more, under its own id.',
    body: empty,
    answers: { 200: deliverySchema },
    problems: [404, 409],
  },
]
