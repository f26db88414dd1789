import { storyIdSchema } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import { can, type Action } from '@dateline/shared/users/policy'
import { z } from 'zod'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { HttpError } from './http-error.ts'
import { refusal, userOf } from './session.ts'

const paramsSchema = z.object({ id: storyIdSchema })

/**
 * The story a route is about (`:id`) and the person who asks, if they may.
 * @throws HttpError 401; 404 `no-such-story` for an unknown or malformed id; 403 `not-allowed`, or
 *   `not-on-the-team` for a story that is only its team's
 */
export async function storyFor(
  deps: Pick<Deps, 'log' | 'stories'>,
  req: { readonly params: object },
  action: Action,
): Promise<{ user: SessionUser; story: StoryRecord }> {
  const user = userOf(req)
  const id = paramsSchema.safeParse(req.params).data?.id
  const story = id && (await deps.stories.get(id))
  if (!story) throw new HttpError(404, 'no-such-story', 'There is no such story.')
  if (!can(user, 'story.read', story)) {
    throw new HttpError(403, 'not-on-the-team', 'This story is open to its team only.')
  }
  if (!can(user, action, story)) throw refusal(deps, user, action)
  return { user, story }
}
