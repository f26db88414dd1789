import { StoryDoc } from '@dateline/shared/story/story-doc'
import { plainText } from '@dateline/shared/story/text-blocks'
import { mayReconnect } from '@dateline/shared/sync/close-codes'
import {
  decodeMessage,
  MESSAGE_AWARENESS,
  MESSAGE_DATELINE,
  MESSAGE_SYNC,
  type RecordMessage,
} from '@dateline/shared/sync/protocol'
import type { Random } from '@dateline/shared/testing/random'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Promises } from './promises.ts'
import { SimCursor } from './sim-cursor.ts'
import type { Line } from './sim-line.ts'

/**
 * One person's device: types whether or not there is a line, answers the server as the provider
 * does, and remembers what it was promised.
 */
export class SimClient {
  readonly userId: string
  doc: Y.Doc
  story: StoryDoc
  cursor: SimCursor
  /** Refused for good, by reason: none of this simulation's clients does anything to deserve that. */
  refusal: string | null = null
  /** The newest record it was sent. */
  record: RecordMessage | null = null
  /** Client ids this person's words were written under. */
  readonly ownIds = new Set<number>()
  readonly promises = new Promises()
  /** How often each of its cursors came to a server. */
  readonly visits = new Map<number, number>()
  readonly #random: Random
  #line: Line | null = null
  /** The server's question what it lacks was answered; before that our client sends nothing. */
  #answered = false
  /** A stock client does not wait for that. */
  #isHasty = false
  /** Every word this device ever took out. */
  readonly #gone = new Set<string>()

  constructor(userId: string, random: Random) {
    this.userId = userId
    this.#random = random
    this.doc = new Y.Doc()
    this.story = new StoryDoc(this.doc)
    this.cursor = this.#adopt(this.doc)
  }

  get isOnline(): boolean {
    return this.#line !== null
  }

  /** Everything made here is on the server's disk, as far as this device was told. */
  get isSettled(): boolean {
    return this.#line !== null && this.#answered && this.promises.isSettled
  }

  get body(): Y.XmlFragment {
    return this.story.text('body')
  }

  /** @param isHasty what is written goes out before the server has asked */
  connected(line: Line, isHasty: boolean): void {
    this.#line = line
    this.#isHasty = isHasty
    this.visits.set(this.cursor.id, (this.visits.get(this.cursor.id) ?? 0) + 1)
    this.promises.begin()
    this.#answered = false
    this.#sendSync(0, Y.encodeStateVector(this.doc))
    this.#sendCursor()
  }

  disconnected(): void {
    this.#line = null
    this.cursor.forgetOthers()
  }

  closed(code: number, reason: string): void {
    if (!mayReconnect(code)) this.refusal = reason
  }

  hangUp(): void {
    this.#line?.cut()
  }

  /** The tab is closed, with or without a word, and opened again: its copy, a new client id. */
  restart(): void {
    if (this.#random.chance(0.5)) this.cursor.leave()
    this.hangUp()
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    this.cursor = this.#adopt(copy)
  }

  /** Has the disk everything that was done here? */
  isSaved(has: (clientId: number, clock: number) => boolean): boolean {
    const isWritten = [...this.ownIds].every((id) => has(id, Y.getState(this.doc.store, id)))
    return isWritten && [...this.#gone].every((word) => this.promises.gone.has(word))
  }

  /** On another device, which has nothing of the story yet. */
  startAfresh(): void {
    this.cursor = this.#adopt(new Y.Doc())
  }

  receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE_SYNC) this.#receiveSync(decoder)
    if (type === MESSAGE_AWARENESS) {
      applyAwarenessUpdate(this.cursor.awareness, decoding.readVarUint8Array(decoder), 'server')
    }
    if (type !== MESSAGE_DATELINE) return
    const message = decodeMessage(decoder)
    if (message?.kind === 'ack') this.promises.acknowledged(message.count)
    if (message?.kind === 'record') this.record = message.record
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
    if (!word) return undefined // a long story comes in parts: its word is still under way
    this.#gone.add(word)
    body.delete(index, 1)
    return word
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step !== 0) return Y.applyUpdate(this.doc, payload, 'server')
    this.#answered = true
    this.#sendUpdate(1, Y.encodeStateAsUpdate(this.doc, payload))
  }

  #adopt(doc: Y.Doc): SimCursor {
    doc.clientID = 1 + this.#random.below(2 ** 31)
    this.ownIds.add(doc.clientID)
    this.doc = doc
    this.story = new StoryDoc(doc)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#sendUpdate(2, update)
    })
    return new SimCursor(doc, () => this.#sendCursor())
  }

  #sendUpdate(step: 1 | 2, update: Uint8Array): void {
    if (!this.#line) return
    if (this.#answered) this.promises.sent(this.doc, this.#gone)
    else if (this.#isHasty) this.promises.sentAlone()
    else return // step 2 will carry it
    this.#sendSync(step, update)
  }

  #sendCursor(): void {
    const { message } = this.cursor
    this.#line?.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
        encoding.writeVarUint8Array(encoder, message)
      }),
    )
  }

  #sendSync(step: 0 | 1 | 2, payload: Uint8Array): void {
    this.#line?.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE_SYNC)
        encoding.writeVarUint(encoder, step)
        encoding.writeVarUint8Array(encoder, payload)
      }),
    )
  }
}

export function wordNode(word: string): Y.XmlElement {
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
