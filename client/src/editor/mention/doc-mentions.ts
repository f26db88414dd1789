import type { Fact } from '@dateline/shared/facts/fact'
import { namesIn } from '@dateline/shared/facts/mentions/mention-words'
import { renderMention, type MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { mentionOf } from './mention-ref.ts'

/** By the position of each mention of an editor's document: the facts named before it (rule M5). */
type Named = ReadonlyMap<number, ReadonlySet<string>>

const known = new WeakMap<ProseNode, { facts: readonly Fact[]; named: Named }>()

/**
 * Which facts the document names before each of its mentions. Found once for a document and the
 * facts as they stand: every keystroke makes a new document, and each of its mentions asks.
 */
export function namedBefore(doc: ProseNode, facts: readonly Fact[]): Named {
  const had = known.get(doc)
  if (had?.facts === facts) return had.named
  const byId = new Map<string, Fact>(facts.map((fact) => [fact.id, fact]))
  const named = new Map<number, ReadonlySet<string>>()
  let sofar: ReadonlySet<string> = new Set()
  doc.descendants((node, pos) => {
    if (node.type.name !== 'mention') return
    named.set(pos, sofar)
    const names = namesIn(mentionOf(node), { fact: (id) => byId.get(id) })
    if (names.some((id) => !sofar.has(id))) sofar = new Set([...sofar, ...names])
  })
  known.set(doc, { facts, named })
  return named
}

/** The words of every mention of an editor's document, by its position, each read in its place. */
export function docMentions(
  doc: ProseNode,
  context: Pick<MentionContext, 'language'>,
  facts: { list(): readonly Fact[]; get(id: string): Fact | undefined },
): ReadonlyMap<number, string | undefined> {
  const words = new Map<number, string | undefined>()
  for (const [pos, named] of namedBefore(doc, facts.list())) {
    const node = doc.nodeAt(pos)
    const fact = (id: string) => facts.get(id)
    if (node) words.set(pos, renderMention(mentionOf(node), { ...context, fact, named }))
  }
  return words
}
