import { isSafeLink } from '../editor-schema/editor-schema.ts'
import type { Language } from '../story/meta-doc.ts'
import type { ExportPackage } from './package.ts'

export const SOURCES_TITLE: Readonly<Record<Language, string>> = {
  en: 'Sources',
  prs: 'منابع',
  ps: 'سرچینې',
}

export interface NamedSource {
  /** Publisher, or how one who is not named is described, or the address. */
  readonly name: string
  readonly url?: string
}

/** The sources behind the published facts that readers may know (rule X4), each once. */
export function publicSources({ facts }: ExportPackage): readonly NamedSource[] {
  const byKey = new Map<string, NamedSource>()
  for (const { publisher, descriptor, url } of facts.flatMap(({ sources }) => sources)) {
    const name = publisher ?? descriptor ?? url
    if (name === undefined) continue
    const link = url !== undefined && isSafeLink(url) ? { url } : {}
    byKey.set(JSON.stringify([name, url]), { name, ...link })
  }
  return [...byKey.values()]
}
