import type { FieldSpec } from './field-spec.ts'

const text = { kind: 'text' } as const
const prose = { kind: 'prose' } as const
const url = { kind: 'url' } as const
const number = { kind: 'number' } as const
const date = { kind: 'date' } as const
const choice = <const T extends readonly string[]>(...options: T) =>
  ({ kind: 'choice', options }) as const
const ref = <const T extends readonly string[]>(...to: T) => ({ kind: 'ref', to }) as const
const refs = <const T extends readonly string[]>(...to: T) => ({ kind: 'refs', to }) as const
const list = <const T extends Record<string, Exclude<FieldSpec, { kind: 'list' | 'refs' }>>>(
  item: T,
) => ({ kind: 'list', item }) as const

/**
 * Every type of fact and its fields (rule F1, docs/rules/facts.md). The order of fields is the
 * order in the form. Keys are part of stored documents and of the API: add, never rename.
 */
export const FACT_TYPES = {
  round: {
    ordinal: number,
    title: text,
    dates: date,
    place: ref('place'),
    host: ref('party', 'mediator'),
    parties: refs('party'),
    mediators: refs('mediator'),
    delegations: list({ party: ref('party'), head: text, members: text }),
    format: choice('direct', 'indirect'),
    outcome: prose,
    previousRound: ref('round'),
    nextMeeting: ref('meeting'),
  },
  party: {
    name: text,
    shortName: text,
    variants: list({ name: text }),
    kind: choice('state', 'government', 'armed_group', 'bloc'),
    spokespersons: refs('person'),
    styleNote: prose,
  },
  mediator: {
    name: text,
    shortName: text,
    role: choice('host', 'facilitator', 'guarantor', 'observer'),
    since: date,
    representative: ref('person'),
  },
  person: {
    name: text,
    shortName: text,
    nativeName: text,
    roles: list({ title: text, organisation: text, from: date, to: date }),
  },
  agreement: {
    name: text,
    kind: choice('ceasefire', 'truce', 'prisoner_exchange', 'framework', 'treaty', 'other'),
    signedOn: date,
    place: ref('place'),
    effectiveFrom: date,
    expires: date,
    signatories: refs('party', 'mediator'),
    textUrl: url,
    terms: list({ text: prose }),
  },
  mechanism: {
    name: text,
    purpose: prose,
    members: refs('party', 'mediator'),
    agreedOn: date,
    operationalFrom: date,
    status: choice('proposed', 'agreed', 'working', 'stalled'),
  },
  statement: {
    words: prose,
    language: text,
    translation: prose,
    speaker: ref('person', 'party', 'mediator'),
    roleAtTime: text,
    onBehalfOf: ref('party', 'mediator'),
    date,
    channel: text,
    record: choice('on', 'background', 'deep_background', 'off', 'embargoed_until'),
    kind: choice('quote', 'paraphrase', 'denial'),
  },
  issue: {
    title: text,
    positions: list({ party: ref('party', 'mediator'), statement: prose, asOf: date }),
    state: choice('open', 'narrowed', 'agreed', 'deferred'),
  },
  figure: {
    what: text,
    place: ref('place'),
    date,
    min: number,
    max: number,
    exact: number,
    claimedBy: ref('party', 'mediator', 'person'),
    confirmedBy: refs('party', 'mediator', 'person'),
  },
  meeting: {
    title: text,
    date,
    place: ref('place'),
    certainty: choice('planned', 'uncertain', 'likely', 'certain', 'cancelled'),
    announcedBy: refs('party', 'mediator', 'person'),
  },
  date: { date },
  place: { name: text, country: text },
} as const satisfies Record<string, Record<string, FieldSpec>>

export type FactType = keyof typeof FACT_TYPES
export const FACT_TYPE_NAMES = Object.keys(FACT_TYPES) as [FactType, ...FactType[]]
export const isFactType = (value: unknown): value is FactType =>
  typeof value === 'string' && Object.hasOwn(FACT_TYPES, value)

/** Without a prototype: a peer may name a field `constructor`, and must find none. */
const SPECS: ReadonlyMap<FactType, Readonly<Record<string, FieldSpec>>> = new Map(
  FACT_TYPE_NAMES.map((type) => [type, Object.assign(Object.create(null), FACT_TYPES[type])]),
)

/** The fields of one type, in the order of the form. */
export function fieldsOf(type: FactType): Readonly<Record<string, FieldSpec>> {
  return SPECS.get(type) ?? FACT_TYPES[type]
}

/** One field of a type. @returns undefined for what is no field of it, `constructor` included */
export function fieldSpec(type: FactType, key: string): FieldSpec | undefined {
  const fields = fieldsOf(type)
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}
