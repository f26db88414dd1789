import { TEXT_FIELDS, type StoryDoc, type TextField } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { countWords } from '@dateline/shared/story/text-blocks'
import { derived, type Snapshots } from './snapshots.ts'

/** Counts up with every change to the text of a story: a source for what is computed from it. */
export type TextSnapshots = Snapshots<number>

export function textChanges(story: StoryDoc): TextSnapshots {
  const fragments = TEXT_FIELDS.map((field) => story.text(field))
  let version = 0
  const listeners = new Set<() => void>()
  const onChange = () => {
    version += 1
    for (const listener of listeners) listener()
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
