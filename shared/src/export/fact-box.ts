import type { FactType } from '../facts/fact-types.ts'
import type { Language } from '../story/meta-doc.ts'
import { FactView } from './fact-view.ts'
import type { ExportPackage, PublishedFact } from './package.ts'

export interface FactBoxEntry {
  readonly factId: string
  readonly title: string
  readonly rows: readonly { readonly term: string; readonly words: string }[]
}

export interface FactBox {
  readonly title: string
  readonly entries: readonly FactBoxEntry[]
}

type Term = 'when' | 'where' | 'parties' | 'mediators' | 'signatories' | 'members' | 'number'

/** What a reader wants at a glance, in this order; the other types speak through the copy. */
const KEY_FIELDS: Partial<Record<FactType, Readonly<Record<string, Term>>>> = {
  meeting: { date: 'when', place: 'where' },
  agreement: { signedOn: 'when', place: 'where', signatories: 'signatories' },
  round: { dates: 'when', place: 'where', parties: 'parties', mediators: 'mediators' },
  mechanism: { agreedOn: 'when', members: 'members' },
  figure: { exact: 'number', date: 'when', place: 'where' },
}
const ORDER = Object.keys(KEY_FIELDS)

const WORDS: Readonly<Record<Language, Readonly<Record<Term | 'title', string>>>> = {
  en: {
    title: 'Key facts',
    when: 'When',
    where: 'Where',
    parties: 'Parties',
    mediators: 'Mediators',
    signatories: 'Signed by',
    members: 'Members',
    number: 'Number',
  },
  prs: {
    title: 'نکات کلیدی',
    when: 'زمان',
    where: 'محل',
    parties: 'طرف‌ها',
    mediators: 'میانجی‌ها',
    signatories: 'امضاکنندگان',
    members: 'اعضا',
    number: 'شمار',
  },
  ps: {
    title: 'مهم ټکي',
    when: 'وخت',
    where: 'ځای',
    parties: 'اړخونه',
    mediators: 'منځګړي',
    signatories: 'لاسلیک کوونکي',
    members: 'غړي',
    number: 'شمېر',
  },
}

/** The approved key facts of a story for its readers; undefined when there are none. */
export function factBox(story: ExportPackage): FactBox | undefined {
  const view = new FactView(story)
  const words = WORDS[story.language]
  const entries = story.facts
    .filter(({ type }) => ORDER.includes(type))
    .toSorted(byTypeThenId)
    .map((fact) => ({
      factId: fact.id,
      title: view.name(fact),
      rows: Object.entries(KEY_FIELDS[fact.type] ?? {}).flatMap(([field, term]) => {
        const value = view.words(fact, field)
        return value ? [{ term: words[term], words: value }] : []
      }),
    }))
    .filter(({ rows }) => rows.length > 0)
  return entries.length > 0 ? { title: words.title, entries } : undefined
}

function byTypeThenId(a: PublishedFact, b: PublishedFact): number {
  return ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (a.id < b.id ? -1 : 1)
}
