import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import {
  advance,
  begin,
  type Event,
  type Goal,
  type Knowledge,
  type SendState,
} from './send-machine.ts'

const SETTLE_MS = 60_000

type Fate =
  | 'done'
  | 'done-lost'
  | 'later-lost'
  | 'never-lost'
  | 'busy'
  | 'moved'
  | 'account'
  | 'crash'

interface Turn {
  readonly fate: Fate
  /** Passes before the turn, ms. */
  readonly wait: number
  /** When a create that outlives its caller comes through, ms after it was sent. */
  readonly delay: number
}

const turn: fc.Arbitrary<Turn> = fc.record({
  fate: fc.constantFrom<Fate>(
    'done',
    'done-lost',
    'later-lost',
    'never-lost',
    'busy',
    'moved',
    'account',
    'crash',
  ),
  wait: fc.nat({ max: 40_000 }),
  delay: fc.nat({ max: SETTLE_MS - 1 }),
})

/** A site that answers badly, and the process before it, which may die at any moment. */
class World {
  now = 1_000
  /** When each post came, or will come, into being. */
  readonly posts: number[] = []
  /** What the post is: a draft with our words, or public with them. */
  is: 'nothing' | 'draft' | 'public' = 'nothing'
  disk: Knowledge
  state: SendState

  constructor(goal: Goal) {
    this.disk = { goal, copyId: null, openCreateAt: null, overwrite: false }
    this.state = begin(this.disk)
  }

  /** Its time has come, or it is taken back: the next attempts want something else. */
  want(goal: Goal): void {
    this.disk = { ...this.disk, goal }
    this.state = begin(this.disk)
  }

  play({ fate, wait, delay }: Turn): void {
    this.now += wait
    if (fate === 'crash' || this.state.phase.do === 'stop') {
      this.state = begin(this.disk)
      if (fate === 'crash') return
    }
    const before = this.state
    // Noted right before the request leaves, which may be long after the look-up.
    if (before.phase.do === 'create') this.disk = { ...this.disk, openCreateAt: this.now }
    const event = this.#answer(fate, delay)
    const after = advance(before, event, { now: this.now, settleMs: SETTLE_MS })
    this.disk = {
      ...this.disk,
      copyId: after.copyId,
      ...(before.phase.do === 'create' && after.openCreateAt === null && { openCreateAt: null }),
    }
    this.state = after
  }

  get isDone(): boolean {
    return this.state.phase.do === 'stop' && this.state.phase.how.kind === 'done'
  }

  calm(): void {
    for (let turn = 0; turn < 12 && !this.isDone; turn += 1) {
      this.play({ fate: 'done', wait: SETTLE_MS / 2, delay: 0 })
    }
  }

  #answer(fate: Fate, delay: number): Event {
    const { phase, goal } = this.state
    const lost: Event = { type: 'lost', reason: 'cut' }
    if (fate === 'busy') return { type: 'busy', reason: 'busy' }
    if (fate === 'account') return { type: 'account', reason: 'no' }
    if (phase.do === 'create') {
      if (fate === 'never-lost') return lost
      this.posts.push(fate === 'later-lost' ? this.now + delay : this.now)
      this.is = 'draft'
      return fate === 'done' ? { type: 'created', id: '1' } : lost
    }
    if (phase.do === 'update') {
      if (fate === 'moved') return { type: 'moved' }
      if (fate !== 'never-lost') this.is = goal === 'publish' ? 'public' : 'draft'
      return fate === 'done' ? { type: 'updated' } : lost
    }
    if (fate !== 'done') return { type: 'busy', reason: 'cut' }
    if (phase.do === 'find') {
      return { type: 'found', id: this.posts.some((at) => at <= this.now) ? '1' : null }
    }
    const isSame = goal === 'publish' ? this.is === 'public' : this.is === 'draft'
    return { type: 'seen', verdict: isSame ? 'same' : 'base' }
  }
}

const turns = fc.array(turn, { maxLength: 60 })

test.prop([turns], { numRuns: 2_000 })(
  '[B3] [B5] whatever is lost, late or dead, there is never a second create; and it ends well',
  (turns) => {
    const world = new World('publish')
    for (const turn of turns) world.play(turn)
    world.calm()
    expect(world.posts).toHaveLength(1)
    expect([world.isDone, world.is]).toEqual([true, 'public'])
  },
)

test.prop([turns, turns, turns], { numRuns: 1_000 })(
  '[PS2] [PS4] prepared, published at its time, withdrawn: one post, and never public before or after',
  (early, due, after) => {
    const world = new World('prepare')
    for (const turn of early) world.play(turn)
    expect(world.is).not.toBe('public')
    world.calm()
    expect(world.is).toBe('draft')
    world.want('publish')
    for (const turn of due) world.play(turn)
    world.calm()
    expect(world.is).toBe('public')
    world.want('withdraw')
    for (const turn of after) world.play(turn)
    world.calm()
    expect([world.isDone, world.is]).toEqual([true, 'draft'])
    expect(world.posts).toHaveLength(1)
  },
)
