import type { GateReason } from '../api/contracts.ts'
import type { GateStory } from './gate-story.ts'

/** A story needs a headline and a body (rule G7). */
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
  return reasons
}

/** No letter and no mention: a mention without words is a reason of its own (G5, G6). */
function isEmpty(story: GateStory, field: 'headline' | 'body'): boolean {
  return story.fields[field].every(({ runs }) =>
    runs.every((run) => run.kind === 'break' || (run.kind === 'text' && run.text.trim() === '')),
  )
}
