import { storyIdSchema } from '@dateline/shared/ids'
import { seededRandom, type Random } from '@dateline/shared/testing/random'
import { beginStory } from './begin-story.ts'
import { Fate } from './fate.ts'
import { NO_FAULTS, type Faults } from './faults.ts'
import { layGround, type Ground } from './ground.ts'
import { Ledger } from './ledger.ts'
import { Oracle } from './oracle.ts'
import { PastOracle } from './past-oracle.ts'
import { People } from './people.ts'
import type { Outcome, Plan } from './plan.ts'
import { SimClient } from './sim-client.ts'
import { SimNode } from './sim-node.ts'
import type { Decisions } from './sim-records.ts'
import { Truth } from './truth.ts'
import { VirtualTime } from './virtual-time.ts'

const STORY = storyIdSchema.parse('simulated')
/** Silence for so long, and whatever is under way has arrived. */
const LONG = 60_000
/** What makes other streams of chances of a seed. */
const UPKEEP = 0x5eed_0001
const PAST = 0x5eed_0002

/**
 * People who write, take out, move, change facts and approve them; a network that delays, repeats
 * and loses lines; one or two servers that are killed at any write; and between those a database
 * and a bus that go away. All of the server that has to do with it is the real one.
 */
export class World {
  readonly #plan: Plan
  readonly #random: Random
  /** A stream of their own for what a run may do without: the others then take the same course. */
  readonly #upkeep: Random | null
  readonly #time = new VirtualTime()
  readonly #truth = new Truth()
  readonly #ledger = new Ledger(() => this.#time.now)
  readonly #ground: Ground
  readonly #decisions: Decisions = new Map()
  readonly #nodes: SimNode[]
  readonly #clients: SimClient[] = []
  readonly #oracle: Oracle
  readonly #past: PastOracle
  readonly #people: People
  readonly #fate: Fate
  #faults: Faults = NO_FAULTS

  constructor(plan: Plan) {
    this.#plan = plan
    this.#random = seededRandom(plan.seed)
    this.#upkeep = plan.compacts ? seededRandom(plan.seed ^ UPKEEP) : null
    this.#ground = layGround(plan, {
      time: this.#time,
      random: this.#random,
      faults: () => this.#faults,
      committed: (batch, at) => this.#truth.committed(batch, at),
    })
    this.#nodes = Array.from({ length: plan.nodes }, (_, index) => this.#makeNode(`n${index}`))
    const all = {
      storyId: STORY,
      random: this.#random,
      upkeep: this.#upkeep,
      time: this.#time,
      truth: this.#truth,
      ledger: this.#ledger,
      ground: this.#ground,
      decisions: this.#decisions,
      nodes: this.#nodes,
      clients: this.#clients,
      isShared: this.#ground.kind === 'shared',
    }
    this.#oracle = new Oracle(all)
    this.#past = new PastOracle(all, seededRandom(plan.seed ^ PAST))
    this.#people = new People(all)
    this.#fate = new Fate({ ...all, oracle: this.#oracle })
  }

  async run(): Promise<Outcome> {
    this.#time.install()
    try {
      await this.#begin()
      this.#faults = this.#plan.faults
      for (let step = 0; step < this.#plan.steps; step += 1) {
        await this.#step()
        await this.#time.pass(this.#random.below(this.#random.chance(0.03) ? 4_000 : 40))
        this.#oracle.checkPromises()
      }
      await this.#heal()
      await this.#checkEnd()
    } finally {
      this.#time.uninstall()
    }
    const { troubles, trace, kills } = this.#ledger
    return { troubles, trace, kills }
  }

  async #begin(): Promise<void> {
    this.#fate.startAll()
    const made = this.#node().live.create(STORY, 'u0', (doc) => beginStory(doc, this.#random))
    await this.#time.pass(LONG)
    await made
    for (let index = 0; index < this.#plan.clients; index += 1) {
      const client = new SimClient(`u${index}`, this.#random)
      this.#clients.push(client)
      this.#people.connect(client)
    }
    await this.#time.pass(LONG)
  }

  async #step(): Promise<void> {
    const client = this.#random.pick(this.#clients)
    const chance = this.#random.next()
    if (chance < 0.4) return this.#people.write(client)
    if (chance < 0.5) return this.#people.remove(client)
    if (chance < 0.6) return this.#people.editFact(client)
    if (chance < 0.66) return this.#unheard(this.#people.approve(client))
    if (chance < 0.69) return this.#unheard(this.#people.read())
    if (chance < 0.72) return this.#unheard(this.#people.writeThere())
    if (chance < 0.77) return this.#people.move(client)
    if (chance < 0.82) return this.#say('hangs up', client, () => client.hangUp())
    if (chance < 0.92) return this.#people.connect(client)
    if (chance < 0.935) return this.#say('begins anew', client, () => client.restart())
    if (chance < 0.95) return this.#careFor()
    if (this.#faults === NO_FAULTS) return undefined
    if (chance < 0.96) return this.#fate.kill(this.#node(), 'at any time')
    if (chance < 0.965) return this.#fate.drain(this.#node())
    if (chance < 0.98) return this.#fate.cut()
    return this.#revive()
  }

  #careFor(): void {
    if (this.#upkeep) this.#unheard(this.#people.lookBack(this.#past))
    else this.#fate.compact(this.#node())
  }

  async #revive(): Promise<void> {
    this.#fate.startAll()
    await this.#checkLog()
  }

  async #heal(): Promise<void> {
    this.#faults = NO_FAULTS
    this.#ledger.note('everything is healed')
    this.#fate.mend()
    await this.#time.pass(LONG) // whoever is on the way down is down
    await this.#revive()
    for (let round = 0; round < 20; round += 1) {
      for (const client of this.#clients) this.#people.connect(client)
      await this.#time.pass(LONG)
      if (this.#clients.every(({ isSettled }) => isSettled)) return
    }
    this.#ledger.trouble('not everybody is up to date, long after everything was healed')
  }

  async #checkEnd(): Promise<void> {
    this.#oracle.checkPromises()
    await this.#checkLog()
    this.#oracle.checkWords()
    this.#oracle.checkScreens(this.#plan.nodes === 1 || this.#plan.hasRedis)
    const checked = this.#oracle.checkNodes()
    await this.#time.pass(LONG)
    await checked
  }

  async #checkLog(): Promise<void> {
    const ground = this.#ground
    const log = ground.kind === 'disk' ? ground.disk.look() : ground.database.log
    await this.#oracle.checkLog(log)
    await this.#past.check(log)
  }

  #makeNode(name: string): SimNode {
    const node: SimNode = new SimNode({
      name,
      ground: this.#ground,
      decisions: this.#decisions,
      time: this.#time,
      random: this.#random,
      upkeep: this.#upkeep,
      faults: () => this.#faults,
      onKill: () => this.#fate.kill(node, 'at a write'),
    })
    return node
  }

  #node(): SimNode {
    return this.#random.pick(this.#nodes)
  }

  #say(what: string, { userId }: SimClient, act: () => void): void {
    this.#ledger.note(`${userId} ${what}`)
    act()
  }

  /** Whoever asks may get no answer: the node died, or could not do it. */
  #unheard(asked: Promise<void>): void {
    asked.catch((error: unknown) => this.#ledger.note(`no answer: ${String(error)}`))
  }
}
