import type { DateValue } from '../facts/dates/date-value.ts'
import type { Fact } from '../facts/fact.ts'
import { FactView } from './fact-view.ts'
import { isoSpan } from './jsonld-dates.ts'
import { factUrn } from './jsonld-node.ts'
import type { ExportPackage, PublishedFact } from './package.ts'

type Thing = Readonly<Record<string, unknown>>

/** People, organisations, places and events that the facts name, those lists that have something. */
export function namedThings(story: ExportPackage): Record<string, readonly Thing[]> {
  const view = new FactView(story)
  const lists: Record<string, Thing[]> = { people: [], organisations: [], places: [], events: [] }
  for (const fact of story.facts) {
    const thing = { name: view.name(fact), uri: factUrn(fact.id) }
    switch (fact.type) {
      case 'person':
        lists['people']?.push({ ...thing, rel: 'mentioned' })
        break
      case 'party':
      case 'mediator':
        lists['organisations']?.push({ ...thing, rel: fact.type })
        break
      case 'mechanism':
        lists['organisations']?.push({ ...thing, rel: 'mentioned' })
        break
      case 'place':
        lists['places']?.push({ ...thing, rel: 'mentioned' })
        break
      case 'round':
      case 'meeting':
        lists['events']?.push({ ...thing, id: fact.id, rel: 'about' })
        break
      case 'agreement':
      case 'statement':
      case 'issue':
      case 'figure':
      case 'date':
        break // in the body `facts`: the standard has no list for them
      default:
        fact.type satisfies never
    }
  }
  return Object.fromEntries(Object.entries(lists).filter(([, things]) => things.length > 0))
}

/** Rounds and meetings with their dates and who runs them, as associations of the type `event`. */
export function ninjsEvents(story: ExportPackage): readonly Thing[] {
  const view = new FactView(story)
  return story.facts
    .filter(({ type }) => type === 'round' || type === 'meeting')
    .map((fact) => {
      const dates = datesOf(fact)
      const [organiser] = [...view.pointedAt(fact, 'host'), ...view.pointedAt(fact, 'mediators')]
      const details = {
        ...(dates && { dates }),
        ...(organiser && { organiser: organisation(organiser, view) }),
      }
      return {
        name: `event-${fact.id}`,
        rel: 'event',
        uri: factUrn(fact.id),
        type: 'event',
        title: view.name(fact),
        ...(Object.keys(details).length > 0 && { eventDetails: details }),
      }
    })
}

const organisation = (fact: Fact, view: FactView) => ({
  name: view.name(fact),
  uri: factUrn(fact.id),
})

/** A day is stated as one; less than a day ("October 2025") only as what is expected. */
function datesOf({ fields }: PublishedFact): Thing | undefined {
  const value = fields['dates'] ?? fields['date']
  const span = isoSpan(value)
  if (!span) return undefined
  const isDay =
    (value as DateValue).precision === 'day' || (value as DateValue).precision === 'time'
  if (!isDay) {
    const end = span.end === span.start ? {} : { expectedEndDate: span.end }
    return { expectedStartDate: span.start, ...end }
  }
  const end = span.end === span.start ? {} : { endDate: midnight(span.end) }
  return { startDate: midnight(span.start), ...end }
}

/** The standard wants a moment where a day is known. */
const midnight = (iso: string): string => `${iso.slice(0, 10)}T00:00:00Z`
