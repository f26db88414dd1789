import type { storyPatchBody } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { MetaDoc } from '@dateline/shared/story/meta-doc'
import type { StoryRecord } from '@dateline/shared/story/record'
import { actionForStep, NEXT_STATUSES } from '@dateline/shared/story/story-status'
import { can, type Action } from '@dateline/shared/users/policy'
import type { z } from 'zod'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { refusal } from '../http/session.ts'

export type StoryPatch = z.infer<typeof storyPatchBody>

/** Keys that people write about a story: they live in its document. */
const META_KEYS = [
  'slug',
  'language',
  'byline',
  'dateline',
  'targetWords',
  'tags',
  'categories',
] as const
const RECORD_KEYS = [
  'status',
  'assignee',
  'deadline',
  'embargoUntil',
  'reviewDueAt',
  'legal',
  'access',
  'team',
] as const

/**
 * Changes a story's details on behalf of a person: all of what is asked, or nothing. Every field is
 * checked for its own right first (docs/rules/access.md).
 *
 * @throws HttpError 403 `not-allowed`; 409 `not-a-step`, `slug-taken`; 422 `no-such-person`
 */
export async function patchStory(
  deps: Deps,
  user: SessionUser,
  story: StoryRecord,
  patch: StoryPatch,
): Promise<void> {
  for (const action of rightsFor(story, patch)) {
    if (!can(user, action, story)) throw refusal(deps, user, action)
  }
  checkStep(story, patch)
  await checkPeople(deps, patch)
  const id = story.id as StoryId
  if (patch.slug !== undefined && (await deps.stories.slugTaken(patch.slug, id))) {
    throw new HttpError(409, 'slug-taken', 'Another story has this slug. Choose another.')
  }
  const meta = pick(patch, META_KEYS)
  if (Object.keys(meta).length > 0) {
    await deps.live.write(id, user.id, (doc) => writeMeta(new MetaDoc(doc), patch))
    await record(deps, user, story, 'story.meta', meta)
  }
  const changed = pick(patch, RECORD_KEYS)
  if (Object.keys(changed).length > 0) {
    await deps.stories.patch(id, changed)
    for (const [action, keys] of Object.entries(AUDITED)) {
      const detail = pick(patch, keys)
      if (Object.keys(detail).length > 0) await record(deps, user, story, action, detail)
    }
  }
  deps.live.announceRecord(id)
  if (changesReaders(story, patch)) await recheckReaders(deps, id)
}

const AUDITED: Readonly<Record<string, readonly (typeof RECORD_KEYS)[number][]>> = {
  'story.status': ['status', 'legal'],
  'story.embargo': ['embargoUntil'],
  'story.review': ['reviewDueAt'],
  'story.access': ['access', 'team'],
  'story.details': ['assignee', 'deadline'],
}

function rightsFor(story: StoryRecord, patch: StoryPatch): ReadonlySet<Action> {
  const rights = new Set<Action>(['story.details'])
  if (patch.status !== undefined && patch.status !== story.status) {
    rights.add(actionForStep(story.status, patch.status))
  }
  if (patch.legal !== undefined) rights.add('story.status.ready')
  if (patch.embargoUntil !== undefined) rights.add('story.embargo')
  if (patch.reviewDueAt !== undefined) rights.add('story.publish')
  if (patch.access !== undefined || patch.team !== undefined) rights.add('story.access')
  if (letsIn(story, patch.assignee)) rights.add('story.access')
  return rights
}

/** Whoever is assigned to a team's story reads it: somebody new there is an editor's to let in. */
function letsIn({ access, team, createdBy, assignee: now }: StoryRecord, to?: string | null) {
  return access === 'team' && to && ![...team, createdBy, now].includes(to)
}

const changesReaders = (story: StoryRecord, patch: StoryPatch): boolean =>
  patch.access !== undefined ||
  patch.team !== undefined ||
  (story.access === 'team' && patch.assignee !== undefined)

function checkStep({ status: from }: StoryRecord, { status: to }: StoryPatch): void {
  if (to === undefined || to === from || NEXT_STATUSES[from].includes(to)) return
  const steps = NEXT_STATUSES[from].map((step) => `“${words(step)}”`)
  const next = steps.length > 0 ? `From here it goes to ${steps.join(' or ')}.` : ''
  throw new HttpError(
    409,
    'not-a-step',
    `A story that is “${words(from)}” cannot become “${words(to)}”. ${next}`.trim(),
  )
}

const words = (status: string): string => status.replaceAll('_', ' ')

async function checkPeople(deps: Deps, { assignee, team = [] }: StoryPatch): Promise<void> {
  const asked = [...team, ...(assignee === undefined || assignee === null ? [] : [assignee])]
  if (asked.length === 0) return
  const people = new Set((await deps.accounts.people()).map(({ id }) => id as string))
  const unknown = asked.find((id) => !people.has(id))
  if (unknown === undefined) return
  throw new HttpError(422, 'no-such-person', `Nobody of the newsroom has the id ${unknown}.`)
}

function writeMeta(meta: MetaDoc, patch: StoryPatch): void {
  const { slug, language, byline, dateline, targetWords, tags, categories } = patch
  if (slug !== undefined) meta.set('slug', slug, 'patch')
  if (language !== undefined) meta.set('language', language, 'patch')
  if (byline !== undefined) meta.set('byline', byline, 'patch')
  if (dateline !== undefined) meta.set('dateline', dateline, 'patch')
  if (targetWords !== undefined) meta.set('targetWords', targetWords ?? undefined, 'patch')
  if (tags !== undefined) meta.setTags(tags, 'patch')
  if (categories !== undefined) meta.setCategories(categories, 'patch')
}

/** What each key was and is: an audit row that can be read without the others. */
async function record(
  deps: Deps,
  user: SessionUser,
  story: StoryRecord,
  action: string,
  to: Record<string, unknown>,
): Promise<void> {
  const from = Object.fromEntries(Object.entries(story).filter(([key]) => Object.hasOwn(to, key)))
  await deps.audit.record({ by: user.id, action, storyId: story.id, detail: { from, to } })
}

/** Whoever has it open and is not on its team any more loses it now. */
async function recheckReaders(deps: Deps, id: StoryId): Promise<void> {
  await Promise.all(deps.live.people(id).map((userId) => deps.live.recheckSessions(userId)))
}

function pick<T extends object>(from: T, keys: readonly (keyof T)[]): Record<string, unknown> {
  const entries = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])
  return Object.fromEntries(entries) as Record<string, unknown>
}
