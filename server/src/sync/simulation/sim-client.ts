import { StoryDoc } from '@dateline/shared/story/story-doc'
import { plainText } from '@dateline/shared/story/text-blocks'
import type { CLOSE } from '@dateline/shared/sync/close-codes'
import { decodeMessage, MESSAGE_DATELINE, MESSAGE_SYNC } from '@dateline/shared/sync/protocol'
import type { Random } from '@dateline/shared/testing/random'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

export interface Line {
  send(frame: Uint8Array): void
  /** Hangs up. */
  cut(): void
}

interface Made {
  /** Own clock after it. */
  readonly clock: number
  /** Words this device had taken out by then. */
  readonly removed: readonly string[]
}

/**
 * One person's device: types whether or not there is a line, answers the server as the provider
 * does, and remembers what it was promised.
 */
export class SimClient {
  readonly userId: string
  doc: Y.Doc
  story: StoryDoc
  /** Refused for good, by reason: none of this simulation's clients does anything to deserve that. */
  refusal: string | null = null
  /** Client ids this person's words were written under. */
  readonly ownIds = new Set<number>()
  /** Own clock by client id up to which the server said that it has it. */
  readonly promised = new Map<number, number>()
  /** Words whose removal the server said that it has. */
  readonly promisedGone = new Set<string>()
  readonly #random: Random
  #line: Line | null = null
  #sent: { id: number; made: Made }[] = []
  #acknowledged = 0
  /** The server's question what it lacks was answered; before that nothing is sent. */
  #answered = false
  /** Every word this device ever took out. */
  readonly #gone = new Set<string>()

  constructor(userId: string, random: Random) {
    this.userId = userId
    this.#random = random
    this.doc = new Y.Doc()
    this.story = new StoryDoc(this.doc)
    this.#adopt(this.doc)
  }

  get isOnline(): boolean {
    return this.#line !== null
  }

  /** Everything made here is on the server's disk, as far as this device was told. */
  get isSettled(): boolean {
    return this.#line !== null && this.#answered && this.#acknowledged >= this.#sent.length
  }

  connected(line: Line): void {
    this.#line = line
    this.#sent = []
    this.#acknowledged = 0
    this.#answered = false
    this.#sendSync(0, Y.encodeStateVector(this.doc))
  }

  disconnected(): void {
    this.#line = null
  }

  hangUp(): void {
    this.#line?.cut()
  }

  /** The tab is closed and opened again: the copy on the device, under a new client id. */
  restart(): void {
    this.hangUp()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    this.#adopt(copy)
  }

  receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE_DATELINE) {
      const message = decodeMessage(decoder)
      if (message?.kind === 'ack') this.#acknowledge(message.count)
    }
    if (type !== MESSAGE_SYNC) return
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step === 0) {
      this.#answered = true
      this.#sendUpdate(1, Y.encodeStateAsUpdate(this.doc, payload))
    } else {
      Y.applyUpdate(this.doc, payload, 'server')
    }
  }

  closed({ code, reason }: (typeof CLOSE)[keyof typeof CLOSE]): void {
    if (code >= 4400 && code < 4500) this.refusal = reason
  }

  /** Writes a word of its own somewhere in the body. */
  write(word: string): void {
    const { body } = this
    body.insert(this.#random.below(body.length + 1), [wordNode(word)])
  }

  /** Takes somebody's word out. @returns it */
  remove(): string | undefined {
    const { body } = this
    if (body.length === 0) return undefined
    const index = this.#random.below(body.length)
    const word = wordsOf(this.doc)[index]
    if (word !== undefined) this.#gone.add(word)
    body.delete(index, 1)
    return word
  }

  get body(): Y.XmlFragment {
    return this.story.text('body')
  }

  #adopt(doc: Y.Doc): void {
    doc.clientID = 1 + this.#random.below(2 ** 31)
    this.ownIds.add(doc.clientID)
    this.doc = doc
    this.story = new StoryDoc(doc)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#sendUpdate(2, update)
    })
  }

  #sendUpdate(step: 1 | 2, update: Uint8Array): void {
    if (!this.#line || (step === 2 && !this.#answered)) return // step 2 will carry it
    const { clientID } = this.doc
    const clock = Y.getState(this.doc.store, clientID)
    this.#sent.push({ id: clientID, made: { clock, removed: [...this.#gone] } })
    this.#sendSync(step, update)
  }

  #sendSync(step: 0 | 1 | 2, payload: Uint8Array): void {
    this.#line?.send(syncFrame(step, payload))
  }

  #acknowledge(count: number): void {
    for (const { id, made } of this.#sent.slice(this.#acknowledged, count)) {
      this.promised.set(id, Math.max(this.promised.get(id) ?? 0, made.clock))
      for (const word of made.removed) this.promisedGone.add(word)
    }
    this.#acknowledged = Math.max(this.#acknowledged, count)
  }
}

function wordNode(word: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(word)])
  return paragraph
}

/** The words of the body, in order. */
export const wordsOf = (doc: Y.Doc): readonly string[] =>
  doc
    .getXmlFragment('body')
    .toArray()
    .map((node) => {
      const text = node instanceof Y.XmlElement ? node.get(0) : undefined
      return text instanceof Y.XmlText ? plainText(text) : ''
    })

function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })
}
