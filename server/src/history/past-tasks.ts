import type { Fact } from '@dateline/shared/facts/fact'
import { StoryDoc, TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { replay } from '../store/replay.ts'
import type { StoredState } from '../store/update-store.ts'
import { authoredBody, type AuthoredRun } from './authored-text.ts'
import { putBack } from './put-back.ts'

/** A stored state in one piece, to be handed to a thread. */
export type StatePiece = Uint8Array<ArrayBuffer>

/** What is asked of a moment in the past. */
export type PastTask =
  /** What a reader would have read, and whose the words are. */
  | { readonly kind: 'story'; readonly state: StatePiece; readonly owners: Owners }
  /** A document that says the same and no more: one update. */
  | { readonly kind: 'copy'; readonly state: StatePiece }
  /** What puts back into `now` (a whole document) what somebody took away: one update (rule H7). */
  | {
      readonly kind: 'putBack'
      readonly now: Uint8Array
      readonly removed: Uint8Array
      readonly before: StatePiece
      readonly until: StatePiece
    }
/** Client id → user id. */
type Owners = ReadonlyMap<number, string>
export interface PastStory {
  readonly headline: string
  readonly standfirst: string
  readonly text: string
  readonly facts: readonly Fact[]
  /** The paragraphs of the body. */
  readonly body: readonly { readonly runs: readonly AuthoredRun[] }[]
}
export interface PastAnswers {
  readonly story: PastStory
  readonly copy: Uint8Array
  readonly putBack: Uint8Array
}
export type PastAnswer = PastAnswers[PastTask['kind']]

/** @throws when a state cannot be read */
export function answerOf(task: PastTask): PastAnswer {
  switch (task.kind) {
    case 'story':
      return storyOf(docOf(task.state), task.owners)
    case 'copy':
      return copyOf(docOf(task.state))
    case 'putBack': {
      const now = new Y.Doc()
      Y.applyUpdate(now, task.now)
      const known = Y.encodeStateVector(now)
      const [before, until] = [docOf(task.before), docOf(task.until, false)]
      putBack(now, { removed: task.removed, before, until })
      return Y.encodeStateAsUpdate(now, known)
    }
    default:
      return task satisfies never
  }
}

export function pieceOf({ snapshot, updates }: StoredState): StatePiece {
  return encoding
    .encode((encoder) => {
      encoding.writeVarUint8Array(encoder, snapshot?.bytes ?? new Uint8Array())
      encoding.writeVarUint(encoder, updates.length)
      for (const update of updates) encoding.writeVarUint8Array(encoder, update)
    })
    .slice()
}

function docOf(piece: StatePiece, gc = true): Y.Doc {
  const decoder = decoding.createDecoder(piece)
  const bytes = decoding.readVarUint8Array(decoder)
  const count = decoding.readVarUint(decoder)
  const updates = Array.from({ length: count }, () => decoding.readVarUint8Array(decoder))
  const doc = new Y.Doc({ gc })
  replay(doc, { snapshot: bytes.length > 0 ? { seq: 0, bytes } : null, updates })
  return doc
}

function storyOf(doc: Y.Doc, owners: Owners): PastStory {
  const then = new StoryDoc(doc)
  return {
    headline: fieldText(then, 'headline'),
    standfirst: fieldText(then, 'standfirst'),
    text: fieldText(then, 'body'),
    facts: then.facts.list(),
    body: authoredBody(then, owners).map((runs) => ({ runs })),
  }
}

/** Its text fields and facts, written at one go: without all that was deleted on the way there. */
function copyOf(doc: Y.Doc): Uint8Array {
  const [then, copy] = [new StoryDoc(doc), new Y.Doc()]
  copy.transact(() => {
    const story = new StoryDoc(copy)
    for (const field of TEXT_FIELDS) {
      const blocks: unknown[] = then.text(field).toArray()
      story.text(field).insert(
        0,
        blocks.flatMap((block) => (isBlock(block) ? [block.clone()] : [])),
      )
    }
    for (const [id, fact] of doc.getMap<unknown>('facts')) {
      copy.getMap('facts').set(id, fact instanceof Y.AbstractType ? fact.clone() : fact)
    }
  })
  return Y.encodeStateAsUpdate(copy)
}

const isBlock = (block: unknown): block is Y.XmlElement | Y.XmlText =>
  block instanceof Y.XmlElement || block instanceof Y.XmlText
