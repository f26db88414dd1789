import type { Language } from '../../story/meta-doc.ts'

/** "Turkey and Qatar"; "Turkey, Qatar and the United Nations"; in Dari and Pashto with their own "and". */
export function renderList(names: readonly string[], language: Language): string | undefined {
  if (names.length === 0) return undefined
  const [and, comma] = { en: ['and', ', '], prs: ['و', '، '], ps: ['او', '، '] }[language] as [
    string,
    string,
  ]
  const last = names.at(-1) ?? ''
  if (names.length === 1) return last
  return `${names.slice(0, -1).join(comma)} ${and} ${last}`
}
