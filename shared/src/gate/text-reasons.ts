import type { GateReason } from '../api/contracts.ts'
import type { GateStory } from './gate-story.ts'

/** A story needs a headline and a body (rule G7), somebody to answer for it and an address (G15). */
export function textReasons(story: GateStory): GateReason[] {
  const reasons: GateReason[] = []
  if (isEmpty(story, 'headline')) {
    reasons.push({
      code: 'headline-missing',
      message: 'The story has no headline. Write one.',
      place: { kind: 'field', field: 'headline' },
    })
  }
  if (isEmpty(story, 'body')) {
    reasons.push({
      code: 'body-missing',
      message: 'The story has no body text. Write it, or import it.',
      place: { kind: 'field', field: 'body' },
    })
  }
  if (!story.meta.byline?.trim()) {
    reasons.push({
      code: 'byline-missing',
      message: 'The story has no byline. Say in its details who wrote it.',
      place: { kind: 'details' },
    })
  }
  if (!story.meta.slug) {
    reasons.push({
      code: 'slug-missing',
      message:
        'The story has no slug, which its web address is made of. Give it one in its details.',
      place: { kind: 'details' },
    })
  }
  return reasons
}

/** No letter and no mention: a mention without words is a reason of its own (G5, G6). */
function isEmpty(story: GateStory, field: 'headline' | 'body'): boolean {
  return story.fields[field].every(({ runs }) =>
    runs.every((run) => run.kind === 'break' || (run.kind === 'text' && run.text.trim() === '')),
  )
}
