import { TEXT_FIELDS, type StoryDoc, type TextField } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { countWords } from '@dateline/shared/story/text-blocks'
import { derived, type Snapshots } from './snapshots.ts'

/** Counts up when the text of a story has changed: a source for what is computed from it. */
export type TextSnapshots = Snapshots<number>

/**
 * What is computed from the text (counts, checks, the gate) reads all of it: after each letter of
 * twenty people that would be most of what a page has to do. So far behind it may be, ms.
 */
const PAUSE_MS = 120

export function textChanges(story: StoryDoc): TextSnapshots {
  const fragments = TEXT_FIELDS.map((field) => story.text(field))
  let version = 0
  let isPausing = false
  const listeners = new Set<() => void>()
  const tell = () => {
    isPausing = false
    version += 1
    for (const listener of listeners) listener()
  }
  const onChange = () => {
    if (isPausing) return
    isPausing = true
    setTimeout(tell, PAUSE_MS)
  }
  // Observed for the life of the document: a version that missed changes would be a lie.
  for (const fragment of fragments) fragment.observeDeep(onChange)
  return {
    list: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export interface Lengths {
  /** Characters, mentions written out. */
  readonly headline: number
  readonly standfirst: number
  readonly seoTitle: number
  readonly seoDescription: number
  /** Words of the body (rule W2). */
  readonly words: number
}

/** The counters of the story page, with every mention counted as the words it shows. */
export function lengths(story: StoryDoc, text: TextSnapshots): Snapshots<Lengths> {
  const language = {
    list: () => story.meta.read().language,
    subscribe: (onChange: () => void) => story.meta.subscribe(onChange),
  }
  return derived([text, story.facts, language], () => ({
    ...lineLengths(story),
    words: countWords(fieldText(story, 'body'), language.list()),
  }))
}

function lineLengths(story: StoryDoc): Omit<Lengths, 'words'> {
  const length = (field: TextField) => countCharacters(fieldText(story, field))
  return {
    headline: length('headline'),
    standfirst: length('standfirst'),
    seoTitle: length('seoTitle'),
    seoDescription: length('seoDescription'),
  }
}

/** Characters as a reader sees them: a letter with its marks is one. */
function countCharacters(text: string): number {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)).length
}
