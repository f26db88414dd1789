import { fc } from '@fast-check/vitest'
import * as Y from 'yjs'
import { FACT_TYPE_NAMES } from '../../facts/fact-types.ts'
import { SENSITIVITIES } from '../../facts/fact.ts'
import type { FactsDoc, NewFact } from '../../facts/facts-doc.ts'
import { SOURCE_KINDS, SOURCE_RECORDS, type Source } from '../../facts/source.ts'
import type { FactRecord } from '../../facts/status.ts'
import type { StoryDoc } from '../../story/story-doc.ts'
import { aStory, id, mention } from '../../testing/story-builder.ts'
import type { FreezeInput } from '../freeze-story.ts'
import { approvals } from './demo-stories.ts'

/** Stands in every place that readers must never see. */
export const MARKER = 'zzPRIVATEzz'

interface FactPlan {
  readonly type: NewFact['type']
  readonly sensitivity: (typeof SENSITIVITIES)[number]
  readonly record: (typeof SOURCE_RECORDS)[number] | undefined
  readonly sourceKind: Source['kind']
  readonly sourceRecord: Source['record']
  readonly isApproved: boolean
}

const factPlan: fc.Arbitrary<FactPlan> = fc.record({
  type: fc.constantFrom(...FACT_TYPE_NAMES),
  sensitivity: fc.constantFrom(...SENSITIVITIES),
  record: fc.constantFrom(undefined, ...SOURCE_RECORDS),
  sourceKind: fc.constantFrom(...SOURCE_KINDS),
  sourceRecord: fc.constantFrom(undefined, ...SOURCE_RECORDS),
  isApproved: fc.boolean(),
})

/**
 * A story full of marked secrets: desk and restricted facts, statements off the record, sources of
 * every kind, style notes, comments, proposals, other programs' root types, notes on decisions.
 * What is open says only harmless words, so any marker that comes out is a leak.
 */
export const secretive: fc.Arbitrary<{ story: StoryDoc; freeze: Partial<FreezeInput> }> = fc
  .tuple(fc.array(factPlan, { maxLength: 12 }), fc.boolean())
  .map(([plans, draft]) => {
    const builder = aStory().withHeadline('Talks resume').withBody('They met.')
    plans.forEach((plan, index) => {
      builder.withFact(`f${index}`, plan.type, factOf(plan, index))
    })
    const story = builder.build()
    // Every fact points at every other one that its fields can point at.
    plans.forEach((_, index) => pointEverywhere(story.facts, `f${index}`, plans.length))
    // A final story that mentions what has nothing to print is stopped by the gate, so only drafts do.
    plans.forEach((plan, index) => {
      if (draft) builder.withBody(mentionsOfAll(`f${index}`))
      else if (!isHidden(plan)) builder.withBody(['Say ', mention(`f${index}`, 'label')])
    })
    plantElsewhere(story.doc)
    const records = new Map<string, FactRecord>(approvals(story))
    plans.forEach((plan, index) => {
      const { latest } = records.get(`f${index}`) ?? {}
      if (!latest) return
      const noted = { ...latest, note: MARKER }
      if (plan.isApproved) records.set(`f${index}`, { latest: noted, approval: noted })
      else records.delete(`f${index}`)
    })
    return { story, freeze: { factRecords: records, draft } }
  })

const isHidden = ({ type, sensitivity, record }: FactPlan): boolean =>
  sensitivity !== 'open' ||
  (type === 'statement' && (record === 'off' || record === 'embargoed_until'))

const mentionsOfAll = (name: string) => [
  'Say ',
  mention(name, 'label'),
  mention(name, 'name', 'full'),
  mention(name, 'words'),
  mention(name, 'speaker', 'full'),
  mention(name, 'parties', 'list'),
  mention(name, 'styleNote'),
]

function factOf(plan: FactPlan, index: number): Omit<NewFact, 'id' | 'type'> {
  const word = isHidden(plan) ? MARKER : `open${index}`
  return {
    label: word,
    sensitivity: plan.sensitivity,
    fields: {
      name: word,
      title: word,
      words: word,
      what: word,
      styleNote: MARKER,
      ...(plan.record && { record: plan.record }),
    },
    sources: [sourceOf(plan)],
  }
}

/** Who it is must stay inside unless the source is named and on the record. */
function sourceOf({ sourceKind: kind, sourceRecord: record }: FactPlan): Source {
  const isNamed = kind !== 'anonymous' && (record === undefined || record === 'on')
  return {
    id: 's1',
    kind,
    ...(record && { record }),
    publisher: isNamed ? 'A wire' : MARKER,
    url: isNamed ? 'https://wire.example/1' : `https://${MARKER}.example/`,
    descriptor:
      record === 'off' || record === 'deep_background' || record === 'embargoed_until'
        ? MARKER
        : 'a diplomat',
    anonymityReason: MARKER,
    excerpt: MARKER,
    capturedBy: MARKER,
  }
}

function pointEverywhere(facts: FactsDoc, name: string, count: number): void {
  const all = Array.from({ length: count }, (_, index) => id(`f${index}`))
  for (const field of ['parties', 'mediators', 'members', 'signatories', 'confirmedBy']) {
    facts.setField(name, field, all, 'test')
  }
  const [first] = all
  const fact = facts.get(name)
  if (!first || fact?.fields['record'] === 'background') return
  for (const field of ['speaker', 'place', 'host']) facts.setField(name, field, first, 'test')
}

/** Root types that are not the story's text and facts, ours and other programs'. */
function plantElsewhere(doc: Y.Doc): void {
  const comment = new Y.Map([['text', MARKER]])
  doc.getMap('comments').set('c1', comment)
  doc.getMap('proposals').set('p1', { proposal: { label: MARKER }, anchors: [] })
  doc.getMap('seen').set('f0.name', MARKER)
  doc.getMap('meta').set('note', MARKER)
  doc.getMap('meta').set('assignee', MARKER)
  doc.getText('scratchpad').insert(0, MARKER)
  doc.getMap('facts').set('broken', new Y.Map([['label', MARKER]]))
}
