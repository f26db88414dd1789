import { renderMention } from '@dateline/shared/facts/mentions/render-mention'
import type { StoryDoc } from '@dateline/shared/story/story-doc'
import { MISSING_VALUE } from '@dateline/shared/story/story-text'
import { textBlocks, type Run } from '@dateline/shared/story/text-blocks'
import * as Y from 'yjs'

/** Words in one person's hand. */
export interface AuthoredRun {
  readonly text: string
  /** User id; null for what the log has no author for. */
  readonly by: string | null
}

/**
 * The paragraphs of a story's body with who wrote which words (rule H6), read from the items of the
 * document: whose a client id is, nobody can claim afterwards (rule Y5). Of a mention it is who put
 * it there; what it says comes from its fact.
 *
 * @param owners client id → user id
 */
export function authoredBody(
  story: StoryDoc,
  owners: ReadonlyMap<number, string>,
): readonly (readonly AuthoredRun[])[] {
  const by = (client: number | undefined) =>
    client === undefined ? null : (owners.get(client) ?? null)
  const context = {
    language: story.meta.read().language,
    fact: (id: string) => story.facts.get(id),
  }
  const runsOf = (run: Run): readonly AuthoredRun[] => {
    switch (run.kind) {
      case 'text':
        return itemsOf(run.node).map(({ text, client }) => ({ text, by: by(client) }))
      case 'mention': {
        const text = renderMention(run.mention, context) ?? MISSING_VALUE
        return [{ text, by: by(run.node._item?.id.client) }]
      }
      case 'break':
        return [{ text: '\n', by: null }]
      default:
        return run satisfies never
    }
  }
  return textBlocks(story.text('body')).map(({ runs }) => joined(runs.flatMap(runsOf)))
}

function itemsOf(node: Y.XmlText): readonly { text: string; client: number }[] {
  const items: { text: string; client: number }[] = []
  for (let item = node._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    items.push({ text: item.content.str, client: item.id.client })
  }
  return items
}

/** Neighbours of the same hand as one. */
function joined(runs: readonly AuthoredRun[]): readonly AuthoredRun[] {
  const list: AuthoredRun[] = []
  for (const run of runs) {
    const last = list.at(-1)
    const isSame = last && (last.by === run.by || run.by === null)
    if (isSame) list[list.length - 1] = { ...last, text: last.text + run.text }
    else if (run.text) list.push(run)
  }
  return list
}
