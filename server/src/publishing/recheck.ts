import type { ExportPackage } from '@dateline/shared/export/package'
import { objectionTo } from '@dateline/shared/gate/objection'
import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { standing } from './schedule-outlook.ts'
import type { Goal } from './send-machine.ts'

/**
 * Is what was frozen still right to send (rule B6)? A draft that no reader sees is prepared under an
 * embargo, and a withdrawal is never held back.
 *
 * @returns a sentence when it is not
 */
export async function recheck(
  deps: Pick<Deps, 'live' | 'records' | 'stories' | 'now'>,
  frozen: ExportPackage,
  goal: Goal,
): Promise<string | undefined> {
  if (goal === 'withdraw') return undefined
  const storyId = frozen.storyId as StoryId
  const record = await deps.stories.get(storyId)
  if (!record) return 'The story is not there any more.'
  const now = await standing(deps, storyId, record)
  return objectionTo(
    { overridden: frozen.override !== null, facts: frozen.facts },
    { ...now, at: goal === 'prepare' ? Infinity : deps.now() },
  )
}
