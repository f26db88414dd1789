import type { FactType } from '../facts/fact-types.ts'
import { FactView } from './fact-view.ts'
import { isoSpan } from './jsonld-dates.ts'
import type { ExportPackage, PublishedFact } from './package.ts'
import { element as el } from './xml-element.ts'

/** What a fact is among the concepts of the standard; the others speak through the copy. */
const NATURE: Partial<Record<FactType, string>> = {
  round: 'cpnat:event',
  meeting: 'cpnat:event',
  person: 'cpnat:person',
  party: 'cpnat:organisation',
  mediator: 'cpnat:organisation',
  mechanism: 'cpnat:organisation',
  place: 'cpnat:geoArea',
}

const qcode = (id: string): string => `nrfact:${encodeURIComponent(id)}`

/** The named things of the published facts, as subjects of the story. */
export function subjects(story: ExportPackage): readonly string[] {
  const view = new FactView(story)
  return story.facts.flatMap((fact) => {
    const type = NATURE[fact.type]
    if (!type) return []
    return [el('subject', { type, qcode: qcode(fact.id) }, [el('name', {}, view.name(fact))])]
  })
}

/** What the facts say of the events: when, where, who takes part in which role. */
export function assertions(story: ExportPackage): readonly string[] {
  const view = new FactView(story)
  return story.facts
    .filter(({ type }) => NATURE[type] === 'cpnat:event')
    .map((fact) =>
      el('assert', { qcode: qcode(fact.id) }, [
        el('type', { qcode: 'cpnat:event' }),
        el('name', {}, view.name(fact)),
        ...details(fact, view),
      ]),
    )
}

function details(fact: PublishedFact, view: FactView): readonly string[] {
  const span = isoSpan(fact.fields['dates'] ?? fact.fields['date'])
  if (!span) return [] // the standard's details begin with dates
  const participants = (['parties', 'mediators'] as const).flatMap((field) =>
    view
      .pointedAt(fact, field)
      .map((one) =>
        el(
          'participant',
          { qcode: qcode(one.id), role: `nrfact:${field === 'parties' ? 'party' : 'mediator'}` },
          [el('name', {}, view.name(one))],
        ),
      ),
  )
  const [place] = view.pointedAt(fact, 'place')
  return [
    el('eventDetails', {}, [
      el('dates', {}, [
        el('start', {}, span.start),
        ...(span.end === span.start ? [] : [el('end', {}, span.end)]),
      ]),
      ...(place
        ? [el('location', { qcode: qcode(place.id) }, [el('name', {}, view.name(place))])]
        : []),
      ...participants,
    ]),
  ]
}
