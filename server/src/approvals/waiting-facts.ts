import type { ApprovalItem } from '@dateline/shared/api/contracts'
import { dependenciesOf } from '@dateline/shared/facts/dependencies'
import type { Fact } from '@dateline/shared/facts/fact'
import { mentionContexts } from '@dateline/shared/facts/mentions/mention-contexts'
import { standingDispute, type FactStatus } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Deps } from '../deps.ts'
import { factsNow, toStoryFacts } from '../facts/story-facts.ts'

/** One fact that waits, without its story's card, which changes more often. */
export type WaitingFact = Omit<ApprovalItem, 'story' | 'goesOut'>

const WAITING: readonly FactStatus[] = ['in_check', 'changed', 'disputed']

/**
 * The facts of every story that wait for an editor's decision (rule A12). A story is read again only
 * after something in it changed, so a long queue costs little to ask for.
 */
export class WaitingFacts {
  readonly #deps: Pick<Deps, 'live' | 'records'>
  readonly #known = new Map<StoryId, Promise<readonly WaitingFact[]>>()

  constructor(deps: Pick<Deps, 'live' | 'records'>) {
    this.#deps = deps
    deps.live.onChange(({ storyId, kind }) => {
      if (kind !== 'people') this.#known.delete(storyId)
    })
  }

  of(storyId: StoryId): Promise<readonly WaitingFact[]> {
    const known = this.#known.get(storyId)
    if (known) return known
    const reading = this.#read(storyId)
    this.#known.set(storyId, reading)
    reading.catch(() => this.#known.delete(storyId))
    return reading
  }

  async #read(storyId: StoryId): Promise<readonly WaitingFact[]> {
    const now = await factsNow(this.#deps, storyId)
    const waiting = toStoryFacts(now).filter(
      // One that only rests on what changed is settled by settling that.
      ({ status, hash, approval, latest }) =>
        WAITING.includes(status) &&
        !(status === 'changed' && approval?.hash === hash && latest?.kind === 'approve'),
    )
    if (waiting.length === 0) return []
    const contexts = await this.#deps.live.read(storyId, (doc) =>
      mentionContexts(new StoryDoc(doc), (id) => standingDispute(now.records.get(id) ?? {})),
    )
    const byId = new Map<string, Fact>(now.facts.map((fact) => [fact.id, fact]))
    return waiting.map((fact) => {
      const was = fact.approval?.frozen as Fact | undefined
      const related = new Set([
        ...dependenciesOf(byId.get(fact.id) as Fact),
        ...(was ? dependenciesOf(was) : []),
      ])
      return {
        fact,
        editedAt: now.records.get(fact.id)?.authorship?.lastEditedAt ?? null,
        related: [...related].flatMap((id) => {
          const other = byId.get(id)
          return other ? [other as unknown as ApprovalItem['related'][number]] : []
        }),
        mentions: contexts.filter(({ factId }) => factId === fact.id),
      }
    })
  }
}
