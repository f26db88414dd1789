import { TEXT_FIELDS, type StoryDoc, type TextField } from '../../story/story-doc.ts'
import { blockText, textBlocks, type TextBlock } from '../../story/text-blocks.ts'
import type { Dispute } from '../dispute.ts'
import { mentionWords } from './mention-words.ts'

const AROUND = 90 // characters on each side

/** One mention of a fact with the words it stands among. */
export interface MentionInContext {
  readonly factId: string
  readonly textField: TextField
  readonly before: string
  readonly words: string
  readonly after: string
}

/**
 * Every mention of a story in reading order, each with the words around it as a reader sees them.
 * @param dispute what stands beside a fact's value (rule M8)
 */
export function mentionContexts(
  story: StoryDoc,
  dispute: (factId: string) => Dispute | undefined,
): readonly MentionInContext[] {
  const context = {
    language: story.meta.read().language,
    fact: (id: string) => story.facts.get(id),
    dispute,
  }
  return TEXT_FIELDS.flatMap((textField) => {
    const blocks = textBlocks(story.text(textField))
    const shown = mentionWords(blocks, context)
    return blocks.flatMap((block) =>
      block.runs.flatMap((run, index) => {
        if (run.kind !== 'mention') return []
        const text = (runs: TextBlock['runs']) =>
          blockText({ ...block, runs }, (_, node) => shown.get(node) ?? '')
        const before = text(block.runs.slice(0, index))
        const after = text(block.runs.slice(index + 1))
        const { factId } = run.mention
        const words = shown.get(run.node) ?? ''
        return [{ factId, textField, before: tail(before), words, after: head(after) }]
      }),
    )
  })
}

/** At whole words, with a mark where something was left out. */
function tail(text: string): string {
  if (text.length <= AROUND) return text
  return `…${text.slice(-AROUND).replace(/^\S*\s/u, ' ')}`
}

function head(text: string): string {
  if (text.length <= AROUND) return text
  return `${text.slice(0, AROUND).replace(/\s\S*$/u, ' ')}…`
}
