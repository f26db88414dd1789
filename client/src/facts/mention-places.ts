import { mentionWords } from '@dateline/shared/facts/mentions/mention-words'
import { TEXT_FIELDS, type StoryDoc, type TextField } from '@dateline/shared/story/story-doc'
import { MISSING_VALUE } from '@dateline/shared/story/story-text'
import { blockText, textBlocks, type TextBlock } from '@dateline/shared/story/text-blocks'
import { derived, type Snapshots } from '../sync/snapshots.ts'

/** One mention of a fact, with the words around it. */
export interface MentionPlace {
  readonly textField: TextField
  /** Which mention of this fact it is within its text field, from 0. */
  readonly nth: number
  readonly before: string
  readonly words: string
  readonly after: string
}

/** Where every fact is mentioned, in reading order. */
export type MentionPlaces = ReadonlyMap<string, readonly MentionPlace[]>

const AROUND = 32 // characters on either side

/**
 * Where every fact is mentioned; found again only after text or facts changed and somebody looks.
 * @param text counts up with every change of the story's text
 */
export function mentionPlaces(story: StoryDoc, text: Snapshots<number>): Snapshots<MentionPlaces> {
  return derived([text, story.facts], () => findMentions(story))
}

function findMentions(story: StoryDoc): MentionPlaces {
  const places = new Map<string, MentionPlace[]>()
  const context = {
    language: story.meta.read().language,
    fact: (id: string) => story.facts.get(id),
  }
  for (const textField of TEXT_FIELDS) {
    const blocks = textBlocks(story.text(textField))
    const words = mentionWords(blocks, context)
    const show = (_: unknown, node: Parameters<typeof words.get>[0]) =>
      words.get(node) ?? MISSING_VALUE
    for (const block of blocks) {
      for (const [index, run] of block.runs.entries()) {
        if (run.kind !== 'mention') continue
        const had = places.get(run.mention.factId) ?? []
        places.set(run.mention.factId, had)
        const part = (runs: TextBlock['runs']) => blockText({ ...block, runs }, show)
        had.push({
          textField,
          nth: had.filter((place) => place.textField === textField).length,
          before: lastOf(part(block.runs.slice(0, index))),
          words: show(null, run.node),
          after: firstOf(part(block.runs.slice(index + 1))),
        })
      }
    }
  }
  return places
}

/** The end of what stands before, from a whole word on. */
function lastOf(text: string): string {
  if (text.length <= AROUND) return text
  const end = text.slice(-AROUND)
  return `…${end.slice(end.indexOf(' ') + 1)}`
}

function firstOf(text: string): string {
  if (text.length <= AROUND) return text
  const start = text.slice(0, AROUND)
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), 0))}…`
}
