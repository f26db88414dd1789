import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import type { Authorship, Decision, DecisionKind } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import { recordMessageSchema } from '@dateline/shared/sync/protocol'
import { aSource, id } from '@dateline/shared/testing/story-builder'
import { describe, expect, test } from 'vitest'
import type { Records } from './records.ts'

/** Records of a story that exists, for one test. */
export interface OpenRecords {
  readonly records: Records
  readonly storyId: StoryId
  readonly otherStoryId: StoryId
  /** What the rooms would say of who wrote the facts. */
  readonly authorship: Map<string, Authorship>
  /** Actions in the story's audit log, oldest first. */
  readonly audited: () => Promise<readonly string[]>
}

const factNamed = (label: string): Fact => ({
  id: id('next'),
  type: 'meeting',
  label,
  fields: { certainty: 'planned' },
  sources: [aSource()],
  dependsOn: [],
  sensitivity: 'open',
})

const decision = (kind: DecisionKind, label: string, at: number): Decision => {
  const frozen = factNamed(label)
  return { kind, hash: factHash(frozen), by: 'eve', at, note: 'because', frozen }
}

/** What every Records must do (docs/rules/facts.md, A5 and F7). */
export function recordsContract(name: string, open: () => Promise<OpenRecords>): void {
  describe(`Records: ${name}`, () => {
    test('[A5] the newest decision, and the newest approval, whatever came between', async () => {
      const { records, storyId } = await open()
      const [approve, dispute] = [decision('approve', 'One', 1), decision('dispute', 'Two', 2)]
      await records.append(storyId, 'next', decision('approve', 'Zero', 0))
      await records.append(storyId, 'next', approve)
      await records.append(storyId, 'next', dispute)
      const record = (await records.factRecords(storyId)).get('next')
      expect(record).toMatchObject({ latest: dispute, approval: approve })
      expect(record?.latest && factHash(record.latest.frozen)).toBe(dispute.hash)
    })

    test('each story, and each fact, has its own', async () => {
      const { records, storyId, otherStoryId } = await open()
      await records.append(storyId, 'next', decision('approve', 'One', 1))
      await records.append(otherStoryId, 'next', decision('retract', 'Other', 2))
      await records.append(storyId, 'last', decision('dispute', 'Two', 3))
      const found = await records.factRecords(storyId)
      expect([...found.keys()].toSorted()).toEqual(['last', 'next'])
      expect(found.get('next')?.latest?.kind).toBe('approve')
      expect(found.get('last')?.approval).toBeUndefined()
    })

    test('[F7] authorship is told of facts that nobody decided on, too', async () => {
      const { records, storyId, authorship } = await open()
      const by = { createdBy: 'rita', lastEditedBy: 'rob', lastEditedAt: 5 }
      authorship.set('next', by)
      expect((await records.factRecords(storyId)).get('next')).toEqual({ authorship: by })
    })

    test('[A5] a decision counts the story up and leaves its audit row', async () => {
      const { records, storyId, audited } = await open()
      const before = (await records.message(storyId))?.story.version ?? 0
      await records.append(storyId, 'next', decision('approve', 'One', 1))
      await records.append(storyId, 'next', decision('retract', 'One', 2))
      expect((await records.message(storyId))?.story.version).toBe(before + 2)
      expect(await audited()).toEqual(['fact.approve', 'fact.retract'])
    })

    test('[A3] what was judged is found again by its hash, in its story only', async () => {
      const { records, storyId, otherStoryId } = await open()
      const { hash, frozen, ...rest } = decision('approve', 'One', 1)
      await records.append(storyId, 'next', { hash, frozen, ...rest })
      expect(await records.decided(storyId, 'next', hash)).toEqual(frozen)
      expect(await records.decided(storyId, 'last', hash)).toBeUndefined()
      expect(await records.decided(otherStoryId, 'next', hash)).toBeUndefined()
    })

    test('the message is what a client can read; an unknown story has none', async () => {
      const { records, storyId, authorship } = await open()
      authorship.set('next', { createdBy: 'a', lastEditedBy: 'b', lastEditedAt: 1 })
      await records.append(storyId, 'next', decision('approve', 'One', 1))
      const sent: unknown = JSON.parse(JSON.stringify(await records.message(storyId)))
      expect(recordMessageSchema.parse(sent).facts['next']?.approval?.frozen.label).toBe('One')
      expect(await records.message('nowhere' as StoryId)).toBeUndefined()
    })
  })
}
