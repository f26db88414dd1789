import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { factHash } from '../facts/canonical.ts'
import { FACT_TYPE_NAMES } from '../facts/fact-types.ts'
import { factIdSchema } from '../ids.ts'
import { StoryDoc, TEXT_FIELDS } from '../story/story-doc.ts'
import { fieldText } from '../story/story-text.ts'
import { textBlocks } from '../story/text-blocks.ts'
import { FakeNetwork } from './fake-network.ts'
import { seededRandom, type Random } from './random.ts'
import { appendParagraph, aSource, mention } from './story-builder.ts'

const PEOPLE = 10
const SECONDS = 60
const EDITS_PER_SECOND = 5
const MENTION_FIELDS = ['label', 'name', 'date', 'title'] as const
const WORDS = ['talks', 'Doha', 'استانبول', 'آتش‌بس', '😀', 'October 25–30', 'ceasefire'] as const

/** One person at work: what they type, and every word of theirs that nobody may lose. */
class Writer {
  readonly #random: Random
  readonly #story: StoryDoc
  readonly #name: string
  readonly typed: string[] = []
  #count = 0

  constructor(doc: Y.Doc, name: string, random: Random) {
    this.#story = new StoryDoc(doc)
    this.#name = name
    this.#random = random
  }

  get story(): StoryDoc {
    return this.#story
  }

  edit(): void {
    const kind = this.#random.below(12)
    if (kind < 4) this.#type()
    else if (kind === 4) this.#newParagraph()
    else if (kind === 5) this.#erase()
    else if (kind === 6) this.#newFact()
    else if (kind === 7) this.#fillFact()
    else if (kind === 8) this.#source()
    else if (kind === 9) this.#mention()
    else if (kind === 10) this.#meta()
    else this.#acknowledge()
  }

  /** A word nobody else ever types: `ann-17`. */
  #word(): string {
    this.#count += 1
    return `${this.#name}-${this.#count}`
  }

  /** Types into any paragraph of any field; what is typed here is never erased by `#erase`. */
  #type(): void {
    const block = this.#random.pick(this.#blocks() ?? [null])
    const run = block?.runs.find((one) => one.kind === 'text')
    const word = this.#word()
    if (run?.kind !== 'text') return this.#append([word])
    // Between words only: a word in the middle of another would hide both from the count below.
    const gaps = [...run.text.matchAll(/ |$/g)].map((match) => match.index)
    run.node.insert(this.#random.pick(gaps), ` ${word} `)
    this.typed.push(word)
  }

  #newParagraph(): void {
    this.#append([`${this.#word()} ${this.#random.pick(WORDS)}`])
  }

  #append(words: readonly [string]): void {
    const field = this.#random.pick(TEXT_FIELDS)
    this.typed.push(words[0].split(' ')[0] ?? '')
    this.#story.doc.transact(() => appendParagraph(this.#story.text(field), words), this)
  }

  /** Erases filler (never a counted word), so that deletions cross with everything else. */
  #erase(): void {
    const run = this.#random.pick(this.#blocks() ?? [null])?.runs.find((one) => one.kind === 'text')
    if (run?.kind !== 'text') return
    for (const filler of WORDS) {
      const at = run.text.indexOf(filler)
      if (at >= 0) return run.node.delete(at, filler.length)
    }
  }

  #newFact(): void {
    const id = factIdSchema.parse(this.#word())
    const type = this.#random.pick(FACT_TYPE_NAMES)
    this.#story.facts.create({ id, type, label: this.#random.pick(WORDS) }, this)
    this.typed.push(id)
  }

  #fillFact(): void {
    const fact = this.#anyFact()
    if (!fact) return
    const facts = this.#story.facts
    const word = this.#random.pick(WORDS)
    const day = String(1 + this.#random.below(28)).padStart(2, '0')
    facts.setField(
      fact,
      this.#random.pick(['name', 'title', 'outcome', 'purpose', 'words']),
      word,
      this,
    )
    facts.setField(fact, 'date', { start: `2025-11-${day}`, precision: 'day', tz: 'UTC' }, this)
    facts.setField(fact, 'parties', [this.#anyFact() ?? fact, fact], this)
    facts.setField(fact, 'roles', [{ id: this.#name, title: word }], this)
    if (this.#random.chance(0.2)) facts.setLabel(fact, word, this)
  }

  #source(): void {
    const fact = this.#anyFact()
    if (fact) this.#story.facts.putSource(fact, aSource({ id: this.#name }), this)
  }

  #mention(): void {
    const fact = this.#anyFact()
    if (!fact) return
    const ref = mention(fact, this.#random.pick(MENTION_FIELDS))
    const field = this.#random.pick(TEXT_FIELDS)
    this.#story.doc.transact(() => appendParagraph(this.#story.text(field), ['See ', ref]), this)
  }

  #meta(): void {
    const { meta } = this.#story
    meta.set('language', this.#random.pick(['en', 'prs', 'ps']), this)
    meta.setTags([...meta.read().tags.slice(0, 20), this.#random.pick(WORDS)], this)
  }

  #acknowledge(): void {
    const fact = this.#anyFact()
    if (fact) this.#story.seen.acknowledge(fact, 'label', this.#random.pick(WORDS), this)
  }

  #anyFact(): string | undefined {
    const facts = this.#story.facts.list()
    return facts.length > 0 ? this.#random.pick(facts).id : undefined
  }

  #blocks() {
    const blocks = textBlocks(this.#story.text(this.#random.pick(TEXT_FIELDS)))
    return blocks.length > 0 ? blocks : undefined
  }
}

/** Everything a screen would show of a story, and the story's own bytes. */
function screenOf(story: StoryDoc) {
  const { doc, facts, meta, seen } = story
  return {
    fields: TEXT_FIELDS.map((field) => fieldText(story, field)),
    xml: TEXT_FIELDS.map((field) => story.text(field).toJSON()),
    facts: facts.list(),
    hashes: facts.list().map(factHash),
    meta: meta.read(),
    seen: facts.list().map(({ id }) => seen.get(id, 'label')),
    vector: [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b),
  }
}

/** Ten people write for a virtual minute; people drop out and come back; packets get lost. */
function minute(seed: number): readonly Writer[] {
  const random = seededRandom(seed)
  const net = new FakeNetwork(PEOPLE, random)
  const writers = net.docs.map((doc, index) => new Writer(doc, `w${index}`, random))
  for (let edit = 0; edit < PEOPLE * SECONDS * EDITS_PER_SECOND; edit += 1) {
    const index = random.below(PEOPLE)
    writers[index]?.edit()
    if (random.chance(0.01)) net.disconnect(random.below(PEOPLE))
    if (random.chance(0.02)) net.connect(random.below(PEOPLE))
    if (random.chance(0.01)) net.dropOne()
    for (let packets = random.below(20); packets > 0; packets -= 1) net.deliverOne()
  }
  net.settle()
  return writers
}

test.each([1, 20_261_123, Date.now() % 1_000_000])(
  '[F8] seed %i: ten people, a minute, random disconnects: no word lost, all screens equal',
  (seed) => {
    const [first, ...others] = minute(seed)
    if (!first) throw new Error('nobody wrote')
    const shown = screenOf(first.story)
    for (const { story } of others) expect(screenOf(story)).toEqual(shown)
    const everything = [...shown.fields, ...shown.facts.map(({ id }) => ` ${id} `)].join(' ')
    const words = new Set(everything.split(/\s+/))
    const typed = [first, ...others].flatMap((writer) => writer.typed)
    expect(typed.length).toBeGreaterThan(1_000)
    expect(typed.filter((word) => !words.has(word))).toEqual([])
  },
)
