import type { ListItem } from '../facts/field-spec.ts'
import { FactView } from './fact-view.ts'
import { isoSpan } from './jsonld-dates.ts'
import { actor } from './jsonld-facts.ts'
import { factUrn, type JsonLdNode } from './jsonld-node.ts'
import type { ExportPackage, PublishedFact } from './package.ts'

/**
 * What was said: a quotation word for word, anything else (a paraphrase, a denial, a position on an
 * issue) as a claim of whoever makes it.
 */
export function reportedSpeech(story: ExportPackage, articleId: string): JsonLdNode[] {
  const view = new FactView(story)
  return story.facts.flatMap((fact) => {
    if (fact.type === 'statement') return statement(fact, view, articleId)
    return fact.type === 'issue' ? positions(fact, view, articleId) : []
  })
}

function statement(fact: PublishedFact, view: FactView, articleId: string): JsonLdNode[] {
  const { words, language, kind = 'quote' } = fact.fields
  if (typeof words !== 'string' || words === '') return []
  const [speaker] = view.pointedAt(fact, 'speaker')
  const who = speaker && actor(speaker, view)
  const said = isoSpan(fact.fields['date'])
  const common = {
    '@id': factUrn(fact.id),
    text: words,
    ...(typeof language === 'string' && { inLanguage: language }),
    ...(said && { dateCreated: said.start }),
  }
  if (kind === 'quote') {
    const by = who && { spokenByCharacter: who }
    return [{ '@type': 'Quotation', ...common, ...by }]
  }
  const by = who && { author: who }
  return [{ '@type': 'Claim', ...common, ...by, appearance: { '@id': articleId } }]
}

function positions(issue: PublishedFact, view: FactView, articleId: string): JsonLdNode[] {
  const rows = (issue.fields['positions'] ?? []) as readonly ListItem[]
  return rows.flatMap(({ statement: text, party, asOf }) => {
    if (typeof text !== 'string' || text === '') return []
    const fact = view.get(party)
    const holder = fact && actor(fact, view)
    const since = isoSpan(asOf)
    return [
      {
        '@type': 'Claim',
        text,
        about: { '@id': factUrn(issue.id) },
        ...(holder && { author: holder }),
        ...(since && { dateCreated: since.start }),
        appearance: { '@id': articleId },
      },
    ]
  })
}

/** The published sources behind the facts, each once: those that have a name or an address. */
export function citations({ facts }: ExportPackage): JsonLdNode[] {
  const byKey = new Map<string, JsonLdNode>()
  for (const { publisher, url } of facts.flatMap(({ sources }) => sources)) {
    if (publisher === undefined && url === undefined) continue
    byKey.set(JSON.stringify([publisher, url]), {
      '@type': 'CreativeWork',
      ...(publisher !== undefined && {
        publisher: { '@type': 'Organization', name: publisher },
      }),
      ...(url !== undefined && { url }),
    })
  }
  return [...byKey.values()]
}
