import type { GateReason } from '../api/contracts.ts'
import { publicFact } from '../export/public-fact.ts'
import type { Fact } from '../facts/fact.ts'
import { renderMention, type MentionRef } from '../facts/mentions/render-mention.ts'
import { TEXT_FIELDS, type TextField } from '../story/story-doc.ts'
import type { GateStory } from './gate-story.ts'
import { FIELD_NAMES } from './text-fields.ts'

/** Mentions that have nothing to print, or something that must not be printed (rules G5, G6, X3). */
export function mentionReasons(story: GateStory): GateReason[] {
  const facts = new Map<string, Fact>(story.facts.map((fact) => [fact.id, fact]))
  const open = new Map<string, Fact>()
  for (const fact of story.facts) {
    const visible = publicFact(fact)
    if (visible) open.set(fact.id, visible)
  }
  const words = (ref: MentionRef, from: ReadonlyMap<string, Fact>) =>
    renderMention(ref, { language: story.language, fact: (id) => from.get(id) })?.trim()

  const reasons = new Map<string, GateReason>()
  for (const [textField, mention] of mentionsOf(story)) {
    const fact = facts.get(mention.factId)
    const shown = words(mention, facts)
    const reason = !fact
      ? deleted(textField)
      : !shown
        ? withoutValue(textField, fact, mention.field)
        : shown !== words(mention, open)
          ? notForPrint(textField, fact)
          : undefined
    if (!reason) continue
    const place = { kind: 'mention', factId: mention.factId, textField } as const
    const key = [reason.code, mention.factId, textField, fact && mention.field].join(' ')
    reasons.set(key, { ...reason, place })
  }
  return [...reasons.values()]
}

/** Every mention of the story with the text field it is in, in reading order. */
export function mentionsOf(story: GateStory): readonly (readonly [TextField, MentionRef])[] {
  return TEXT_FIELDS.flatMap((field) =>
    story.fields[field].flatMap(({ runs }) =>
      runs.flatMap((run) => (run.kind === 'mention' ? [[field, run.mention] as const] : [])),
    ),
  )
}

type Reason = Pick<GateReason, 'code' | 'message'>

const deleted = (field: TextField): Reason => ({
  code: 'mention-of-deleted-fact',
  message: `The ${FIELD_NAMES[field]} mentions a fact that was deleted. Write the words out, or mention another fact.`,
})

const withoutValue = (field: TextField, fact: Fact, key: string): Reason => ({
  code: 'mention-without-value',
  message: `The ${FIELD_NAMES[field]} mentions “${key}” of “${fact.label}”, which is empty. Fill it in, or take the mention out.`,
})

const notForPrint = (field: TextField, fact: Fact): Reason => ({
  code: 'mention-not-for-print',
  message: `The ${FIELD_NAMES[field]} mentions “${fact.label}”, and what it would print is for the desk only or off the record. Take the mention out, or open the fact up.`,
})
