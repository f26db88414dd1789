import type { ExportPackage } from '@dateline/shared/export/package'
import { frozenStory, talksStory } from '@dateline/shared/export/testing/demo-stories'
import { mintId } from '@dateline/shared/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, RemoteTarget } from './remote-target.ts'

/** A target to try, and what its readers and its own desk do. */
export interface TargetBed {
  open(story: ExportPackage, wrongAccount?: boolean): Promise<RemoteTarget>
  /** How many copies of the story its readers can see. */
  readersSee(story: ExportPackage): Promise<number>
  /** How many copies of the story there are, in any state. */
  copies(story: ExportPackage): Promise<number>
  /** Somebody at the target's own desk changes the headline, where somebody can. */
  readonly edit?: (id: string, headline: string) => Promise<void>
  close(): Promise<void>
}

interface Options {
  /**
   * What comes of a write that meets somebody's edit: refused by the target, told of afterwards, or
   * nobody there can edit.
   */
  readonly edits: 'refused' | 'told' | 'none'
  readonly skip?: boolean
}

/** What every target must do (rules B3, B4, B7, PS2, PS4). */
export function remoteTargetContract(
  name: string,
  openBed: () => Promise<TargetBed>,
  options: Options,
): void {
  describe.skipIf(options.skip ?? false)(`${name} as a target`, () => {
    let bed: TargetBed
    beforeAll(async () => {
      bed = await openBed()
    })
    afterAll(() => bed?.close())

    /** Each test its own story. */
    const aStory = (headline = 'Talks'): ExportPackage => {
      const story = frozenStory(talksStory())
      const line = { text: headline, content: [{ type: 'text' as const, text: headline }] }
      const body = story.body.filter(({ type }) => type !== 'figure')
      const id = mintId()
      return {
        ...story,
        storyId: id,
        headline: line,
        body,
        media: [],
        slug: `talks-${id.toLowerCase()}`,
      }
    }

    const checked = async (story: ExportPackage) => {
      const target = await bed.open(story)
      good(await target.check())
      return target
    }
    /** Looks for it, makes it when it is not there, and brings it to the goal. */
    const bring = async (story: ExportPackage, goal: 'publish' | 'prepare' | 'withdraw') => {
      const target = await checked(story)
      const id = good(await target.find()) ?? good(await target.create())
      good(await target.read(id))
      good(await target.update(id, goal))
      return { target, id, copy: good(await target.read(id)) }
    }

    test('[B3] a story is made once, found again, and seen by readers only once published', async () => {
      const story = aStory()
      const first = await checked(story)
      const id = good(await first.find()) ?? good(await first.create())
      expect(await bed.readersSee(story)).toBe(0)
      const again = await checked(story)
      expect(good(await again.find())).toBe(id)
      good(await again.read(id))
      good(await again.update(id, 'publish'))
      expect(await bed.readersSee(story)).toBe(1)
    })

    test('[B4] what is read back is what was sent', async () => {
      const { copy, target } = await bring(aStory('AT&T -- "x" <y> 5 < 6 می‌روم 👩‍👩‍👧'), 'publish')
      const story = aStory()
      expect(['live', 'blind']).toContain(copy.state)
      expect(copy.hash).not.toBe(await target.hashOf(story, 'publish'))
    })

    test('[B4] its hash is the hash of the story', async () => {
      const story = aStory('AT&T -- "x" <y> 5 < 6')
      const { copy, target } = await bring(story, 'publish')
      expect(copy.hash).toBe(await target.hashOf(story, 'publish'))
      expect(copy.differences ?? []).toEqual([])
    })

    test('[B3] doing it twice is doing it once', async () => {
      const story = aStory()
      const first = await bring(story, 'publish')
      const second = await bring(story, 'publish')
      expect(second.id).toBe(first.id)
      expect(await bed.copies(story)).toBe(1)
      expect(await bed.readersSee(story)).toBe(1)
    })

    test('[PS2] prepared, no reader sees it; published from there, it is the same copy', async () => {
      const story = aStory()
      const { id } = await bring(story, 'prepare')
      expect(await bed.readersSee(story)).toBe(0)
      expect((await bring(story, 'publish')).id).toBe(id)
      expect(await bed.readersSee(story)).toBe(1)
    })

    test('[PS4] withdrawn, no reader sees it, and it can come back', async () => {
      const story = aStory()
      await bring(story, 'publish')
      const taken = { ...story, action: 'withdraw' as const, revision: 2, withdrawalNote: 'Wrong.' }
      const { id } = await bring(taken, 'withdraw')
      expect(await bed.readersSee(story)).toBe(0)
      const back = { ...story, action: 'update' as const, revision: 3 }
      expect((await bring(back, 'publish')).id).toBe(id)
      expect(await bed.readersSee(story)).toBe(1)
    })

    for (const edits of options.edits === 'none' ? [] : [options.edits]) {
      test('[B7] an edit at its own desk is seen, and never overwritten unseen', async () => {
        const story = aStory()
        const { id } = await bring(story, 'publish')
        const other = await checked(story)
        good(await other.read(id))
        await bed.edit?.(id, 'Another headline')
        const answer = await other.update(id, 'publish')
        const copy = good(await other.read(id))
        const isOurs = copy.hash === (await other.hashOf(story, 'publish'))
        const told = { answer: answer.kind, isOurs, isToldAfter: copy.overtakenBy !== undefined }
        expect(told).toEqual(
          edits === 'refused'
            ? { answer: 'moved', isOurs: false, isToldAfter: false }
            : { answer: 'ok', isOurs: true, isToldAfter: true },
        )
      })
    }

    test('[PS3] an account that is not let in is told as such', async () => {
      const target = await bed.open(aStory(), true)
      const answer = await target.check({ isTest: true })
      expect(answer.kind).toBe('account')
    })
  })
}

function good<T>(answer: Answer<T>): T {
  if (answer.kind === 'ok') return answer.value
  throw new Error(`${answer.kind}: ${'reason' in answer ? answer.reason : ''}`)
}
