import type { Action } from '../users/policy.ts'

export const STORY_STATUSES = [
  'draft',
  'in_edit',
  'revise',
  'legal',
  'ready',
  'published',
  'updated',
  'corrected',
  'killed',
] as const
export type StoryStatus = (typeof STORY_STATUSES)[number]

export const LEGAL_STATES = ['not_needed', 'needed', 'done'] as const
export type LegalState = (typeof LEGAL_STATES)[number]

/**
 * The steps a person may take from each status, the usual one first (rule W1, docs/rules/access.md).
 * `published`, `updated` and `corrected` are reached only by publishing.
 */
export const NEXT_STATUSES: Readonly<Record<StoryStatus, readonly StoryStatus[]>> = {
  draft: ['in_edit', 'killed'],
  in_edit: ['ready', 'revise', 'legal', 'killed'],
  revise: ['in_edit', 'killed'],
  legal: ['ready', 'revise', 'killed'],
  ready: ['in_edit', 'revise', 'killed'],
  published: [],
  updated: [],
  corrected: [],
  killed: ['draft'],
}

/** Which right moving a story to this status takes. */
export function actionFor(status: StoryStatus): Action {
  return status === 'in_edit' || status === 'draft' ? 'story.status.edit' : 'story.status.ready'
}

/** Which right a step takes: leaving what an editor decided takes an editor as well (rule W1). */
export function actionForStep(from: StoryStatus, to: StoryStatus): Action {
  const decided: readonly StoryStatus[] = ['legal', 'ready', 'killed']
  return decided.includes(from) ? 'story.status.ready' : actionFor(to)
}
