import type { StoryId } from '@dateline/shared/ids'
import type { Random } from '@dateline/shared/testing/random'
import type { Ground } from './ground.ts'
import type { Ledger } from './ledger.ts'
import type { Oracle } from './oracle.ts'
import type { SimClient } from './sim-client.ts'
import type { SimNode } from './sim-node.ts'
import type { VirtualTime } from './virtual-time.ts'

interface Reach {
  readonly storyId: StoryId
  readonly random: Random
  readonly time: VirtualTime
  readonly ledger: Ledger
  readonly oracle: Oracle
  readonly ground: Ground
  readonly nodes: readonly SimNode[]
  readonly clients: readonly SimClient[]
}

/** After so long nobody of a node that died is seen elsewhere: silence, its look, the last delays. */
const GHOSTS_MS = 10_000

/** What happens to the servers and to what is between them. */
export class Fate {
  readonly #reach: Reach

  constructor(reach: Reach) {
    this.#reach = reach
  }

  kill(node: SimNode, when: string): void {
    if (!node.isUp) return
    const { ledger, time, oracle } = this.#reach
    ledger.kills += 1
    ledger.note(`${node.name} is killed ${when}`)
    const { cursors } = node
    node.kill()
    const look = oracle.ghosts(cursors)
    time.after(GHOSTS_MS, look)
  }

  /** As an operator restarts it. */
  drain(node: SimNode): void {
    if (!node.isUp) return
    this.#reach.ledger.note(`${node.name} is told to stop`)
    void node.drain()
  }

  compact(node: SimNode): void {
    if (!node.isUp) return
    this.#reach.ledger.note(`${node.name} compacts`)
    node.ask(() => node.compact(this.#reach.storyId)).catch(() => undefined)
  }

  startAll(): void {
    for (const node of this.#reach.nodes) {
      if (node.isUp) continue
      this.#reach.ledger.note(`${node.name} starts`)
      node.start()
    }
  }

  /** Something between the nodes, or below them, is away for a while. */
  cut(): void {
    const { ground, random } = this.#reach
    if (ground.kind === 'disk') return
    const { database, redis } = ground
    const chance = random.next()
    if (chance < 0.3) {
      this.#away(
        'the database',
        () => database.goAway(),
        () => this.#databaseBack(),
      )
    } else if (redis && chance < 0.6) {
      this.#away(
        'Redis',
        () => (redis.isUp = false),
        () => (redis.isUp = true),
      )
    } else if (redis && redis.buses.length > 0) {
      const bus = random.pick(redis.buses)
      const cut = (isCutOff: boolean) => () => (bus.isCutOff = isCutOff)
      this.#away(`Redis, for ${bus.node}`, cut(true), cut(false))
    }
  }

  /** Everything is there again. */
  mend(): void {
    const { ground } = this.#reach
    if (ground.kind === 'disk') return
    this.#databaseBack()
    if (!ground.redis) return
    ground.redis.isUp = true
    for (const bus of ground.redis.buses) bus.isCutOff = false
  }

  #databaseBack(): void {
    const { ground } = this.#reach
    if (ground.kind === 'disk') return
    ground.database.comeBack()
    ground.notices.isUp = true
  }

  #away(what: string, go: () => void, back: () => void): void {
    const { random, ledger, time, ground } = this.#reach
    const ms = 1 + random.below(random.pick([300, 3_000, 40_000]))
    ledger.note(`${what} goes away for ${ms} ms`)
    go()
    if (ground.kind === 'shared' && !ground.database.isUp) ground.notices.isUp = false
    time.after(ms, () => {
      ledger.note(`${what} is back`)
      back()
    })
  }
}
