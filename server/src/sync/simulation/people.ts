import { factHash } from '@dateline/shared/facts/canonical'
import type { FactId, StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Random } from '@dateline/shared/testing/random'
import type { Role } from '@dateline/shared/users/role'
import * as Y from 'yjs'
import type { Ledger } from './ledger.ts'
import type { PastOracle } from './past-oracle.ts'
import { wordNode, type SimClient } from './sim-client.ts'
import type { SimNode } from './sim-node.ts'
import type { Truth } from './truth.ts'

export const FACTS = ['f1', 'f2', 'f3', 'f4'] as FactId[]

interface Place {
  readonly storyId: StoryId
  readonly random: Random
  /** Where people come from new devices. */
  readonly upkeep: Random | null
  readonly ledger: Ledger
  readonly truth: Truth
  readonly clients: readonly SimClient[]
  readonly nodes: readonly SimNode[]
  /** Several nodes share the log: what is judged under a lock is judged on the newest state. */
  readonly isShared: boolean
}

/** What people do: each act is one of somebody's, at whatever node they reach. */
export class People {
  readonly #place: Place

  constructor(place: Place) {
    this.#place = place
  }

  write(client: SimClient): void {
    if (client.story.facts.list().length === 0) return // it has not been there yet
    const { ledger } = this.#place
    const word = ledger.newWord()
    ledger.written.add(word)
    ledger.note(`${client.userId} writes ${word}`)
    client.write(word)
  }

  remove(client: SimClient): void {
    const { ledger } = this.#place
    const word = client.remove()
    if (word !== undefined) ledger.taken.add(word)
    ledger.note(`${client.userId} takes out ${word}`)
  }

  editFact(client: SimClient): void {
    const { random, ledger } = this.#place
    const factId = random.pick(FACTS)
    if (!client.story.facts.get(factId)) return
    // Some approvals are left alone, to see that they stand.
    if (ledger.standing.has(factId) && random.chance(0.7)) return
    ledger.note(`${client.userId} changes ${factId}`)
    client.story.facts.setField(factId, 'name', `place ${ledger.trace.length}`, 'person')
    const { clientID: clientId, store } = client.doc
    ledger.edited(factId, { clientId, clock: Y.getState(store, clientId) })
  }

  move(client: SimClient): void {
    const at = this.#place.random.below(1_000)
    this.#place.ledger.note(`${client.userId} moves to ${at}`)
    client.cursor.moveTo(at)
  }

  connect(client: SimClient): void {
    const { random, upkeep, nodes, ledger, truth, storyId } = this.#place
    const node = random.pick(nodes)
    if (client.isOnline || client.refusal !== null || !node.isUp) return
    ledger.note(`${client.userId} connects to ${node.name}`)
    if (upkeep?.chance(0.5) && client.isSaved((id, clock) => truth.has(id, clock))) {
      ledger.note(`${client.userId} has another device`)
      client.startAfresh()
    }
    node.connect(storyId, client)
  }

  /** An editor approves what somebody has on screen, whether or not it is still so. */
  async approve(client: SimClient): Promise<void> {
    const { random, nodes, ledger, truth, storyId } = this.#place
    const [factId, node] = [random.pick(FACTS), random.pick(nodes)]
    const seen = client.story.facts.get(factId)
    if (!seen || !node.isUp) return
    const hash = factHash(seen)
    const mark = truth.markOf(factId)
    ledger.note(`somebody at ${node.name} approves ${factId} as ${client.userId} sees it`)
    const asked = { kind: 'approve', hash, note: '' } as const
    const appended = () => this.#approved(factId, hash, mark)
    const decided = await node.decide(storyId, factId, EDITOR, asked, appended)
    ledger.note(`${factId} at ${node.name}: ${decided.ok ? 'approved' : decided.error.reason}`)
    if (decided.ok) ledger.told.push({ factId, decision: decided.value })
  }

  /** Somebody asks a node for the story: it must have all that anybody was told is saved (N6). */
  async read(): Promise<void> {
    const { random, nodes, ledger, clients, storyId } = this.#place
    const node = random.pick(nodes)
    if (!node.isUp) return
    const promised = clients.flatMap(({ promises }) => [...promises.clocks])
    ledger.note(`somebody reads at ${node.name}`)
    const lacks = await node.ask(() =>
      node.live.read(storyId, ({ store }) =>
        promised.some(([id, clock]) => Y.getState(store, id) < clock),
      ),
    )
    if (lacks) ledger.trouble(`${node.name} answered with less than was acknowledged`)
  }

  /** Somebody looks at the story as it stood at some moment (U6). */
  async lookBack(past: PastOracle): Promise<void> {
    const { random, nodes, ledger, truth, storyId } = this.#place
    const node = random.pick(nodes)
    if (!node.isUp) return
    const [time, before] = [past.moment(), truth.count]
    ledger.note(`somebody looks back at ${node.name}`)
    past.reads(await node.ask(() => node.live.pastState(storyId, time)), time, before)
  }

  /** The server writes on somebody's behalf, as when they take a proposal into the story. */
  async writeThere(): Promise<void> {
    const { random, nodes, ledger, storyId } = this.#place
    const node = random.pick(nodes)
    if (!node.isUp) return
    const word = ledger.newWord()
    const [clientId, place] = [1 + random.below(2 ** 31), random.next()]
    ledger.note(`somebody has ${node.name} write ${word}`)
    ledger.unheard.add(word)
    await node.ask(() =>
      node.live.write(storyId, 'u0', (doc) => {
        doc.clientID = clientId
        const body = new StoryDoc(doc).text('body')
        body.insert(Math.floor(place * (body.length + 1)), [wordNode(word)])
      }),
    )
    ledger.note(`${word} is written`)
    ledger.written.add(word)
  }

  #approved(factId: FactId, hash: string, mark: number): void {
    const { ledger, truth, isShared } = this.#place
    const [now, meanwhile] = [truth.hashOf(factId), truth.hashesSince(factId, mark)]
    if (isShared ? now !== hash : !meanwhile.includes(hash)) {
      ledger.trouble(`${factId} was approved as it did not stand`)
    }
    const edits = ledger.edits.get(factId) ?? []
    const isStill = edits.every(({ clientId, clock }) => truth.has(clientId, clock))
    if (isStill && now === hash) ledger.standing.set(factId, hash)
    else ledger.standing.delete(factId)
  }
}

const EDITOR = {
  id: 'desk',
  name: 'Desk',
  email: 'desk@example.org',
  role: 'editor' as Role,
  color: '#000',
  sessionId: 'desk',
  endsAt: Infinity,
}
