import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const vocabularySchema = z.object({
  types: z.record(
    z.string(),
    z.object({
      ancestors: z.array(z.string()),
      properties: z.record(z.string(), z.array(z.string())),
    }),
  ),
})
type Vocabulary = z.infer<typeof vocabularySchema>['types']

/** Every place where a document uses a type, a property or a value that the vocabulary does not have. */
export function misuses(node: unknown, types: Vocabulary, path = 'article'): string[] {
  if (typeof node !== 'object' || node === null || !('@type' in node)) return []
  const name = String(node['@type'])
  const type = types[name]
  if (!type) return [`${path}: no type ${name}`]
  return Object.entries(node).flatMap(([key, value]) => {
    if (key.startsWith('@')) return []
    const range = type.properties[key]
    if (!range) return [`${path}: ${name} has no ${key}`]
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.flatMap((one) => [
      ...(fits(one, range, types) ? [] : [`${path}.${key}: ${JSON.stringify(one)}`]),
      ...misuses(one, types, `${path}.${key}`),
    ])
  })
}

function fits(value: unknown, range: readonly string[], types: Vocabulary): boolean {
  if (typeof value === 'number') return range.some((type) => ['Integer', 'Number'].includes(type))
  if (typeof value === 'string') {
    const isDate = /^\d{4}(-\d{2}(-\d{2}(T[\d:.]+Z?)?)?)?$/.test(value)
    if (range.includes('Text')) return true
    if (range.includes('URL') && URL.canParse(value)) return true
    if (range.includes('EventStatusType')) return value.startsWith('https://schema.org/Event')
    return isDate && range.some((type) => ['Date', 'DateTime'].includes(type))
  }
  if (typeof value !== 'object' || value === null) return false
  if (!('@type' in value)) return '@id' in value
  const name = String(value['@type'])
  return [name, ...(types[name]?.ancestors ?? [])].some((type) => range.includes(type))
}

/** @param schemas the folder of the official schemas */
export async function loadVocabulary(schemas: string): Promise<Vocabulary> {
  const file = join(schemas, 'schemaorg/schemaorg-30.0-news-subset.json')
  return vocabularySchema.parse(JSON.parse(await readFile(file, 'utf8'))).types
}
