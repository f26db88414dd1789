import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { advance, begin, type Event, type Knowledge, type SendState } from './send-machine.ts'

const SETTLE_MS = 60_000

type Fate = 'done' | 'done-lost' | 'later-lost' | 'never-lost' | 'busy' | 'crash'

interface Turn {
  readonly fate: Fate
  /** Passes before the turn, ms. */
  readonly wait: number
  /** When a create that outlives its caller comes through, ms after it was sent. */
  readonly delay: number
}

const turn: fc.Arbitrary<Turn> = fc.record({
  fate: fc.constantFrom<Fate>('done', 'done-lost', 'later-lost', 'never-lost', 'busy', 'crash'),
  wait: fc.nat({ max: 40_000 }),
  delay: fc.nat({ max: SETTLE_MS - 1 }),
})

/** A site that answers badly, and the process before it, which may die at any moment. */
class World {
  now = 1_000
  /** When each post came, or will come, into being. */
  readonly posts: number[] = []
  holdsOurs = false
  disk: Knowledge = { copyId: null, openCreateAt: null, overwrite: false }
  state: SendState = begin(this.disk)

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

  get isConfirmed(): boolean {
    return this.state.phase.do === 'stop' && this.state.phase.how.kind === 'confirmed'
  }

  #answer(fate: Fate, delay: number): Event {
    const { phase } = this.state
    const lost: Event = { type: 'lost', reason: 'cut' }
    if (fate === 'busy') return { type: 'busy', reason: 'busy' }
    if (phase.do === 'create') {
      if (fate === 'never-lost') return lost
      this.posts.push(fate === 'later-lost' ? this.now + delay : this.now)
      return fate === 'done' ? { type: 'created', id: '1' } : lost
    }
    if (phase.do === 'update') {
      if (fate !== 'never-lost') this.holdsOurs = true
      return fate === 'done' ? { type: 'updated' } : lost
    }
    if (fate !== 'done') return { type: 'busy', reason: 'cut' }
    if (phase.do === 'find') {
      return { type: 'found', id: this.posts.some((at) => at <= this.now) ? '1' : null }
    }
    return { type: 'seen', verdict: this.holdsOurs ? 'same' : 'base' }
  }
}

test.prop([fc.array(turn, { maxLength: 60 })], { numRuns: 2_000 })(
  '[B3] [B5] whatever is lost, late or dead, there is never a second create; and it ends well',
  (turns) => {
    const world = new World()
    for (const turn of turns) world.play(turn)
    for (let calm = 0; calm < 12 && !world.isConfirmed; calm += 1) {
      world.play({ fate: 'done', wait: SETTLE_MS / 2, delay: 0 })
    }
    expect(world.posts).toHaveLength(1)
    expect(world.isConfirmed).toBe(true)
  },
)
