import type { ExportPackage } from '@dateline/shared/export/package'
import { factHash } from '@dateline/shared/facts/canonical'
import { factStatuses } from '@dateline/shared/facts/fact-statuses'
import { beyondOverride } from '@dateline/shared/gate/override'
import { recordReasons } from '@dateline/shared/gate/record-reasons'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Deps } from '../deps.ts'
import type { Goal } from './send-machine.ts'

/**
 * Is what was frozen still right to send (rule B6)? Between the button and the moment an embargo may
 * have been set, a fact disputed or edited.
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
  const all = recordReasons(record, deps.now())
  const holds = goal === 'prepare' ? all.filter(({ code }) => code !== 'embargo') : all
  const [hold] = frozen.override ? beyondOverride(holds) : holds
  if (hold) return hold.message
  const factRecords = await deps.records.factRecords(storyId)
  const facts = await deps.live.read(storyId, (doc) => new StoryDoc(doc).facts.list())
  const statuses = factStatuses(facts, factRecords)
  for (const { id, label, hash } of frozen.facts) {
    const fact = facts.find((known) => known.id === id)
    if (fact && statuses.get(fact.id) === 'approved' && factHash(fact) === hash) continue
    return `“${label}” is no longer approved as it was when you published. Have it approved, then publish again.`
  }
  return undefined
}
