import type { Fact } from '../facts/fact.ts'
import type { FieldValue } from '../facts/field-spec.ts'
import { mainField } from '../facts/mentions/mention-format.ts'
import { bothSides, renderField, type SidesOf } from '../facts/mentions/render-mention.ts'
import type { FactId } from '../ids.ts'
import type { ExportPackage, PublishedFact } from './package.ts'

/** The published facts of a package, readable in words. */
export class FactView {
  readonly #language: ExportPackage['language']
  readonly #byId: ReadonlyMap<string, Fact>

  constructor({ language, facts }: Pick<ExportPackage, 'language' | 'facts'>) {
    this.#language = language
    this.#byId = new Map(facts.map((fact) => [fact.id, asFact(fact)]))
  }

  get(id: unknown): Fact | undefined {
    return typeof id === 'string' ? this.#byId.get(id) : undefined
  }

  /** The facts a `ref` or `refs` field points at, those that are published. */
  pointedAt(fact: PublishedFact, field: string): readonly Fact[] {
    const value = fact.fields[field]
    const ids = Array.isArray(value) ? (value as readonly unknown[]) : [value]
    return ids.map((id) => this.get(id)).filter((found) => found !== undefined)
  }

  /** One field in the story's language, in its usual long form. */
  words(fact: PublishedFact, field: string): string | undefined {
    const context = { language: this.#language, fact: (id: string) => this.#byId.get(id) }
    const kind = Array.isArray(fact.fields[field]) ? 'list' : 'long'
    const dispute = disputeOf(fact, field)
    const whole = asFact(fact)
    if (!dispute) return renderField(whole, field, kind, context)?.trim()
    const fields = { ...whole.fields, [field]: fact.dispute?.ours.value as FieldValue }
    const words = renderField({ ...whole, fields }, field, kind, context)?.trim()
    return words && bothSides(whole, words, dispute, { field, format: kind }, context)
  }

  /** What the fact is called: its name or title, or else its label. */
  name(fact: PublishedFact | Fact): string {
    const value = fact.fields[mainField(fact.type)]
    return typeof value === 'string' && value.trim() !== '' ? value : fact.label
  }
}

/** The two sides of a published field, if it has two. */
function disputeOf({ dispute }: PublishedFact, field: string): SidesOf | undefined {
  if (dispute?.field !== field) return undefined
  const { ours, theirs } = dispute
  return { field, ours: ours.by, theirs: theirs.by, value: theirs.value }
}

/** As the renderers take it: the sources and what an editor judged are not theirs. */
const asFact = ({ id, type, label, fields }: PublishedFact): Fact => ({
  id: id as FactId,
  type,
  label,
  fields: fields as Readonly<Record<string, FieldValue>>,
  sources: [],
  dependsOn: [],
  sensitivity: 'open',
})
