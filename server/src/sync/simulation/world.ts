import { factHash } from '@dateline/shared/facts/canonical'
import { storyIdSchema, type FactId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { seededRandom, type Random } from '@dateline/shared/testing/random'
import { pino } from 'pino'
import * as Y from 'yjs'
import { replay } from '../../store/replay.ts'
import { NO_FAULTS, type Faults } from './crashing-store.ts'
import { Disk } from './disk.ts'
import { SimClient, wordsOf } from './sim-client.ts'
import { SimNode } from './sim-node.ts'
import { VirtualTime } from './virtual-time.ts'

export interface Plan {
  readonly seed: number
  readonly clients: number
  readonly nodes: number
  /** Things that people and fate do before everything is healed. */
  readonly steps: number
  readonly faults: Faults
}

const STORY = storyIdSchema.parse('simulated')
const FACTS = ['f1', 'f2', 'f3', 'f4'] as FactId[]
/** Silence for so long, and whatever is under way has arrived. */
const LONG = 60_000

interface Edit {
  readonly clientId: number
  readonly clock: number
}

/** What one seed made happen, and what is wrong with it. */
export interface Outcome {
  readonly troubles: readonly string[]
  /** Everything that happened, one line each: the same seed writes the same. */
  readonly trace: readonly string[]
  readonly kills: number
}

/**
 * People who write, take out, change facts and approve them; a network that delays and loses lines;
 * processes that are killed at any write. The rooms, the ticker and the guard are the real ones.
 */
export class World {
  readonly #plan: Plan
  readonly #random: Random
  readonly #time = new VirtualTime()
  readonly #disk = new Disk()
  readonly #nodes: SimNode[] = []
  readonly #clients: SimClient[] = []
  readonly #trace: string[] = []
  readonly #troubles: string[] = []
  readonly #edits = new Map<FactId, Edit[]>()
  readonly #approved = new Map<FactId, string>()
  readonly #written = new Set<string>()
  readonly #taken = new Set<string>()
  #faults: Faults = NO_FAULTS
  #kills = 0

  constructor(plan: Plan) {
    this.#plan = plan
    this.#random = seededRandom(plan.seed)
  }

  async run(): Promise<Outcome> {
    this.#time.install()
    try {
      await this.#begin()
      this.#faults = this.#plan.faults
      for (let step = 0; step < this.#plan.steps; step += 1) {
        await this.#step()
        await this.#time.pass(this.#random.below(40))
      }
      await this.#heal()
      await this.#checkEnd()
    } finally {
      this.#time.uninstall()
    }
    return { troubles: this.#troubles, trace: this.#trace, kills: this.#kills }
  }

  async #begin(): Promise<void> {
    for (let index = 0; index < this.#plan.nodes; index += 1) {
      const node = new SimNode({
        disk: this.#disk,
        time: this.#time,
        random: this.#random,
        faults: () => this.#faults,
        log: pino({ level: 'silent' }),
        onKill: () => this.#killed(node, 'at a write'),
      })
      this.#nodes.push(node)
      await node.start()
    }
    const made = this.#node().live.create(STORY, 'u0', (doc) => seed(doc, this.#random))
    await this.#time.pass(LONG)
    await made
    for (let index = 0; index < this.#plan.clients; index += 1) {
      const client = new SimClient(`u${index}`, this.#random)
      this.#clients.push(client)
      this.#connect(client)
    }
    await this.#time.pass(LONG)
  }

  async #step(): Promise<void> {
    const client = this.#random.pick(this.#clients)
    const chance = this.#random.next()
    if (chance < 0.5) return this.#write(client)
    if (chance < 0.62) return this.#remove(client)
    if (chance < 0.72) return this.#editFact(client)
    if (chance < 0.76) return this.#approve(client)
    if (chance < 0.83) return this.#say('hangs up', client, () => client.hangUp())
    if (chance < 0.93) return this.#connect(client)
    if (chance < 0.95) return this.#say('begins anew', client, () => client.restart())
    if (chance < 0.97) return this.#compact()
    if (chance < 0.985 && this.#faults.killChance > 0)
      return this.#killed(this.#node(), 'at any time')
    return this.#revive()
  }

  #write(client: SimClient): void {
    if (client.body.length === 0 && !client.isOnline && client.story.facts.list().length === 0)
      return
    const word = `w${this.#written.size}`
    this.#written.add(word)
    this.#say(`writes ${word}`, client, () => client.write(word))
  }

  #remove(client: SimClient): void {
    this.#say('takes out', client, () => {
      const word = client.remove()
      if (word !== undefined) this.#taken.add(word)
      return word
    })
  }

  /** A fact that was approved is left alone: only then its approval must stand. */
  #editFact(client: SimClient): void {
    const factId = this.#random.pick(FACTS)
    if (this.#approved.has(factId) || !client.story.facts.get(factId)) return
    this.#say(`changes ${factId}`, client, () => {
      client.story.facts.setField(factId, 'name', `place ${this.#trace.length}`, 'person')
      const { clientID, store } = client.doc
      const edits = this.#edits.get(factId) ?? []
      this.#edits.set(factId, [
        ...edits,
        { clientId: clientID, clock: Y.getState(store, clientID) },
      ])
    })
  }

  /** As the server judges: the hash that was seen against the fact as it stands on disk. */
  async #approve(client: SimClient): Promise<void> {
    const factId = this.#random.pick(FACTS)
    const seen = client.story.facts.get(factId)
    const node = this.#node()
    if (!seen || this.#approved.has(factId) || !node.isUp) return
    const hash = factHash(seen)
    const judged = node.live.read(STORY, (doc) => {
      const now = new StoryDoc(doc).facts.get(factId)
      const isAll = (this.#edits.get(factId) ?? []).every(({ clientId, clock }) => {
        return Y.getState(doc.store, clientId) >= clock
      })
      if (now && factHash(now) === hash && isAll && !this.#approved.has(factId)) {
        this.#approved.set(factId, hash)
        this.#note(`${factId} is approved`)
      }
    })
    judged.catch(() => undefined) // the node died, or its story broke: nothing was approved
  }

  #connect(client: SimClient): void {
    const node = this.#random.pick(this.#nodes)
    if (client.isOnline || client.refusal || !node.isUp) return
    this.#note(`${client.userId} connects`)
    void node.connect(STORY, client)
  }

  async #compact(): Promise<void> {
    const node = this.#node()
    if (!node.isUp) return
    this.#note('compacts')
    node.compact(STORY).catch(() => undefined)
  }

  #killed(node: SimNode, when: string): void {
    if (!node.isUp) return
    this.#kills += 1
    this.#note(`a node is killed ${when}`)
    node.kill()
  }

  async #revive(): Promise<void> {
    for (const node of this.#nodes) {
      if (node.isUp) continue
      this.#note('a node starts')
      await node.start()
      await this.#checkPromises()
    }
  }

  async #heal(): Promise<void> {
    this.#faults = NO_FAULTS
    this.#note('everything is healed')
    await this.#revive()
    for (let round = 0; round < 20; round += 1) {
      for (const client of this.#clients) this.#connect(client)
      await this.#time.pass(LONG)
      if (this.#clients.every(({ isSettled }) => isSettled)) return
    }
    this.#trouble('not everybody is up to date, long after everything was healed')
  }

  /** Nothing that was acknowledged, and nothing that anybody else has seen, is gone (Y1). */
  async #checkPromises(): Promise<void> {
    const stored = await (await this.#disk.look()).load(STORY)
    const doc = new Y.Doc()
    if (stored) replay(doc, stored)
    const words = new Set(wordsOf(doc))
    for (const client of this.#clients) {
      for (const [id, clock] of client.promised) {
        if (Y.getState(doc.store, id) < clock)
          this.#trouble(`${client.userId}: acknowledged, and lost`)
      }
      for (const [id] of client.doc.store.clients) {
        const seen = Y.getState(client.doc.store, id)
        if (client.ownIds.has(id) || Y.getState(doc.store, id) >= seen) continue
        this.#trouble(`${client.userId} saw what is lost`)
      }
      for (const word of client.promisedGone) {
        if (words.has(word)) this.#trouble(`${word} is back`)
      }
    }
    this.#checkApprovals(doc)
    doc.destroy()
  }

  #checkApprovals(doc: Y.Doc): void {
    const { facts } = new StoryDoc(doc)
    for (const [factId, hash] of this.#approved) {
      const fact = facts.get(factId)
      if (!fact || factHash(fact) !== hash) this.#trouble(`the approval of ${factId} fell`)
    }
  }

  async #checkEnd(): Promise<void> {
    await this.#checkPromises()
    const [first, ...others] = this.#clients
    if (!first) return
    for (const client of this.#clients) {
      if (client.refusal) this.#trouble(`${client.userId} was refused: ${client.refusal}`)
    }
    for (const other of others) {
      if (!isSame(first.doc, other.doc)) this.#trouble(`${other.userId} reads something else`)
    }
    const stored = await (await this.#disk.look()).load(STORY)
    const doc = new Y.Doc()
    if (stored) replay(doc, stored)
    if (!isSame(first.doc, doc)) this.#trouble('the disk reads something else')
    const words = wordsOf(doc)
    if (new Set(words).size !== words.length) this.#trouble('a word is there twice')
    for (const word of this.#written) {
      if (words.includes(word) === this.#taken.has(word)) {
        this.#trouble(`${word} is ${this.#taken.has(word) ? 'back' : 'gone'}`)
      }
    }
  }

  #node(): SimNode {
    return this.#random.pick(this.#nodes)
  }

  #say(what: string, { userId }: SimClient, act: () => unknown): void {
    this.#note(`${userId} ${what}${suffix(act())}`)
  }

  #note(what: string): void {
    this.#trace.push(`${this.#time.now} ${what}`)
  }

  #trouble(what: string): void {
    this.#troubles.push(what)
    this.#note(`TROUBLE: ${what}`)
  }
}

const suffix = (made: unknown): string => (typeof made === 'string' ? ` ${made}` : '')

function seed(doc: Y.Doc, random: Random): void {
  doc.clientID = 1 + random.below(2 ** 31)
  const { facts } = new StoryDoc(doc)
  for (const id of FACTS)
    facts.create({ id, type: 'place', label: id, fields: { name: id } }, 'seed')
}

const isSame = (one: Y.Doc, other: Y.Doc): boolean =>
  Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) &&
  JSON.stringify(wordsOf(one)) === JSON.stringify(wordsOf(other)) &&
  JSON.stringify(new StoryDoc(one).facts.list()) ===
    JSON.stringify(new StoryDoc(other).facts.list())
