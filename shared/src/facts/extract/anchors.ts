import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { StoryDoc } from '../../story/story-doc.ts'
import { MISSING_VALUE } from '../../story/story-text.ts'
import { plainText, textBlocks, type TextBlock } from '../../story/text-blocks.ts'
import { mentionWords } from '../mentions/mention-words.ts'
import type { Proposal, Span } from './proposal.ts'
import type { ProposalEntry, SpanAnchor } from './proposals-doc.ts'

/** Where a span's words stand now: a stretch of one Y.XmlText. */
export interface Place {
  readonly node: Y.XmlText
  readonly start: number
  readonly end: number
}

/** Keeps proposals in the document, each span held to its words by relative positions. */
export function putProposals(
  story: StoryDoc,
  proposals: readonly Proposal[],
  origin: unknown,
): void {
  story.doc.transact(() => {
    const blocks = new Map<string, readonly TextBlock[]>()
    for (const proposal of proposals) {
      const kept = proposal.spans.flatMap((span) => {
        const known = blocks.get(span.textField) ?? textBlocks(story.text(span.textField))
        blocks.set(span.textField, known)
        const block = known[span.block]
        const place = block && placeIn(story, known, block, span)
        return place ? [{ span, anchor: anchorOf(place) }] : []
      })
      const [first] = kept
      if (!first) continue
      const spans = kept.map(({ span }) => span)
      const anchors = kept.map(({ anchor }) => anchor)
      story.proposals.put({ ...proposal, span: first.span, spans }, anchors, origin)
    }
  }, origin)
}

/** A place as relative positions, which survive edits before, after and around it. */
export function anchorOf({ node, start, end }: Place): SpanAnchor {
  const encode = (index: number, assoc: number) =>
    toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(node, index, assoc)))
  // Each end holds to its own letter, so words typed at the edge stay outside.
  return { start: encode(start, 0), end: encode(end, -1) }
}

/**
 * Where each span of a proposal stands now; undefined where its words are gone or have changed.
 * A span that lost its letters because the paragraph was split for another mention is found again
 * by its words, if they stand in that paragraph exactly once.
 *
 * @param letters what was read already, while nothing changes: many spans lie in one text
 */
export function placesOf(
  story: StoryDoc,
  entry: ProposalEntry,
  letters: Letters = new Map(),
): (Place | undefined)[] {
  return entry.proposal.spans.map((span, index) => {
    const anchor = entry.anchors[index]
    return anchor && resolve(story.doc, anchor, span.text, letters)
  })
}

export type Letters = Map<Y.XmlText, string>

function lettersOf(text: Y.XmlText, letters: Letters): string {
  const known = letters.get(text) ?? plainText(text)
  letters.set(text, known)
  return known
}

function resolve(
  doc: Y.Doc,
  anchor: SpanAnchor,
  words: string,
  letters: Letters,
): Place | undefined {
  if (words === '') return undefined // nothing can be found of it, or everywhere
  const [start, end] = [absolute(doc, anchor.start), absolute(doc, anchor.end)]
  if (!start || !end || !(start.type instanceof Y.XmlText)) return undefined
  const isTogether = start.type === end.type
  if (isTogether && lettersOf(start.type, letters).slice(start.index, end.index) === words) {
    return { node: start.type, start: start.index, end: end.index }
  }
  // Still some of its letters there: somebody changed the words, so they are theirs now.
  if (isTogether && end.index > start.index) return undefined
  const paragraph = start.type.parent
  return paragraph instanceof Y.XmlElement ? onlyPlace(paragraph, words, letters) : undefined
}

function absolute(doc: Y.Doc, encoded: string): Y.AbsolutePosition | null {
  try {
    const position = Y.decodeRelativePosition(fromBase64(encoded))
    return Y.createAbsolutePositionFromRelativePosition(position, doc)
  } catch {
    return null // a peer may have written anything here
  }
}

function onlyPlace(paragraph: Y.XmlElement, words: string, letters: Letters): Place | undefined {
  const found: Place[] = []
  for (const node of paragraph.toArray()) {
    if (!(node instanceof Y.XmlText)) continue
    const text = lettersOf(node, letters)
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (found.length > 0) return undefined
      found.push({ node, start: at, end: at + words.length })
    }
  }
  return found[0]
}

/** The place of a span that was found in a block's text, as `blockText` writes it. */
function placeIn(
  story: StoryDoc,
  field: readonly TextBlock[],
  block: TextBlock,
  span: Span,
): Place | undefined {
  const context = {
    language: story.meta.read().language,
    fact: (id: string) => story.facts.get(id),
  }
  const words = mentionWords(field, context)
  let before = 0
  for (const run of block.runs) {
    if (run.kind !== 'text') {
      before += run.kind === 'break' ? 1 : (words.get(run.node) ?? MISSING_VALUE).length
      continue
    }
    const [start, end] = [span.start - before, span.end - before]
    before += run.text.length
    if (start < 0 || end > run.text.length) continue
    return run.text.slice(start, end) === span.text ? { node: run.node, start, end } : undefined
  }
  return undefined
}
