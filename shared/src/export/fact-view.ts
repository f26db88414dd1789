import type { Fact } from '../facts/fact.ts'
import type { FieldValue } from '../facts/field-spec.ts'
import { mainField } from '../facts/mentions/mention-format.ts'
import { renderField } from '../facts/mentions/render-mention.ts'
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
    return renderField(asFact(fact), field, kind, context)?.trim()
  }

  /** What the fact is called: its name or title, or else its label. */
  name(fact: PublishedFact | Fact): string {
    const value = fact.fields[mainField(fact.type)]
    return typeof value === 'string' && value.trim() !== '' ? value : fact.label
  }
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
