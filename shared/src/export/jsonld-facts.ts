import type { Fact } from '../facts/fact.ts'
import { FactView } from './fact-view.ts'
import { isoSpan } from './jsonld-dates.ts'
import { factUrn, type JsonLdNode } from './jsonld-node.ts'
import type { ExportPackage, PublishedFact } from './package.ts'

/** `about`, `mentions` and `contentLocation` of the article, those that have something. */
export function aboutFacts(story: ExportPackage): Record<string, JsonLdNode[]> {
  const view = new FactView(story)
  const groups: Record<string, JsonLdNode[]> = { about: [], mentions: [], contentLocation: [] }
  for (const fact of story.facts) {
    const place = fact.type === 'place' ? 'contentLocation' : isEvent(fact) ? 'about' : 'mentions'
    const node = thing(fact, view)
    if (node) groups[place]?.push(node)
  }
  return Object.fromEntries(Object.entries(groups).filter(([, nodes]) => nodes.length > 0))
}

const isEvent = ({ type }: Pick<Fact, 'type'>): boolean => type === 'round' || type === 'meeting'

/** A fact as a thing of the vocabulary; undefined for those that are speech, numbers or bare dates. */
export function thing(fact: PublishedFact, view: FactView): JsonLdNode | undefined {
  const named = { '@id': factUrn(fact.id), name: view.name(fact) }
  switch (fact.type) {
    case 'round':
    case 'meeting':
      return { '@type': 'Event', ...named, ...eventOf(fact, view) }
    case 'party':
    case 'mediator':
    case 'person':
      return { ...agent(fact, view), '@id': named['@id'] }
    case 'mechanism': {
      const body = { ...agent(fact, view), '@id': named['@id'] }
      const members = agents('member', view.pointedAt(fact, 'members'), view)
      return body['@type'] === 'Organization' ? { ...body, ...members } : body
    }
    case 'place':
      return { '@type': 'Place', ...named, ...country(fact) }
    case 'agreement':
      return { '@type': 'CreativeWork', ...named, ...agreementOf(fact, view) }
    case 'issue':
      return { '@type': 'Thing', ...named }
    case 'statement':
    case 'figure':
    case 'date':
      return undefined
    default:
      return fact.type satisfies never
  }
}

/**
 * Somebody or some body. A mediator is a state in its role, which only an Organization may be where
 * an Event asks for one, never a Country.
 */
function agent(fact: PublishedFact | Fact, view: FactView): JsonLdNode {
  const name = view.name(fact)
  const { kind, status, nativeName, purpose } = fact.fields
  if (fact.type === 'person') {
    return { '@type': 'Person', name, ...text('alternateName', nativeName) }
  }
  if (fact.type === 'mechanism') {
    const exists = status === 'agreed' || status === 'working'
    return { '@type': exists ? 'Organization' : 'Thing', name, ...text('description', purpose) }
  }
  const isState = fact.type === 'mediator' || kind === 'state' || kind === 'government'
  return { '@type': isState ? 'GovernmentOrganization' : 'Organization', name, ...shortName(fact) }
}

/**
 * Somebody who can speak or take part. A reference may point at anything a peer wrote there: a body
 * that does not exist yet says nothing.
 */
export function actor(fact: PublishedFact | Fact, view: FactView): JsonLdNode | undefined {
  const node = agent(fact, view)
  return node['@type'] === 'Thing' ? undefined : node
}

function eventOf(fact: PublishedFact, view: FactView): Record<string, JsonLdNode[] | string> {
  const span = isoSpan(fact.fields['dates'] ?? fact.fields['date'])
  const [place] = view.pointedAt(fact, 'place')
  const host = view.pointedAt(fact, 'host')
  const organizers = [...host, ...view.pointedAt(fact, 'mediators')]
  return {
    ...(span && { startDate: span.start }),
    ...(span && span.end !== span.start && { endDate: span.end }),
    ...(fact.fields['certainty'] === 'cancelled' && {
      eventStatus: 'https://schema.org/EventCancelled',
    }),
    ...(place && { location: [placeOf(place, view)] }),
    ...agents('organizer', organizers, view),
    ...agents('attendee', view.pointedAt(fact, 'parties'), view),
    ...text('description', fact.fields['outcome']),
  }
}

function agreementOf(fact: PublishedFact, view: FactView): Record<string, JsonLdNode[] | string> {
  const [signed, expires] = [isoSpan(fact.fields['signedOn']), isoSpan(fact.fields['expires'])]
  const [place] = view.pointedAt(fact, 'place')
  return {
    ...(signed && { dateCreated: signed.end }),
    ...(expires && { expires: expires.end }),
    ...(place && { locationCreated: [placeOf(place, view)] }),
    ...agents('contributor', view.pointedAt(fact, 'signatories'), view),
    ...text('url', fact.fields['textUrl']),
  }
}

const placeOf = (place: Fact, view: FactView): JsonLdNode => ({
  '@type': 'Place',
  name: view.name(place),
  ...country(place),
})

const country = ({ fields }: PublishedFact | Fact): Record<string, JsonLdNode> =>
  typeof fields['country'] === 'string'
    ? { containedInPlace: { '@type': 'Country', name: fields['country'] } }
    : {}

function agents(
  property: string,
  facts: readonly Fact[],
  view: FactView,
): Record<string, JsonLdNode[]> {
  const nodes = facts.flatMap((fact) => {
    const node = actor(fact, view)
    return node ? [{ ...node, '@id': factUrn(fact.id) }] : []
  })
  return nodes.length > 0 ? { [property]: nodes } : {}
}

const shortName = ({ fields }: PublishedFact | Fact) => text('alternateName', fields['shortName'])

const text = (property: string, value: unknown): Record<string, string> =>
  typeof value === 'string' && value !== '' ? { [property]: value } : {}
