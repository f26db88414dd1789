import { TEXT_FIELDS, type StoryDoc, type TextField } from '@dateline/shared/story/story-doc'
import { textBlocks } from '@dateline/shared/story/text-blocks'
import { derived, type Snapshots } from '../sync/snapshots.ts'

/** In which text fields a fact is mentioned, one entry a mention, in reading order. */
export type MentionPlaces = ReadonlyMap<string, readonly TextField[]>

/**
 * Where every fact is mentioned; found again only after the text changed and somebody looks.
 * @param text counts up with every change of the story's text
 */
export function mentionPlaces(story: StoryDoc, text: Snapshots<number>): Snapshots<MentionPlaces> {
  return derived([text], () => findMentions(story))
}

function findMentions(story: StoryDoc): MentionPlaces {
  const places = new Map<string, TextField[]>()
  for (const field of TEXT_FIELDS) {
    for (const { runs } of textBlocks(story.text(field))) {
      for (const run of runs) {
        if (run.kind !== 'mention') continue
        const had = places.get(run.mention.factId)
        if (had) had.push(field)
        else places.set(run.mention.factId, [field])
      }
    }
  }
  return places
}
