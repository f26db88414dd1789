import type { Language } from '../story/meta-doc.ts'

/** BCP 47 tag for `lang` and `inLanguage`: what browsers and screen readers know for each. */
export function languageTag(language: Language): string {
  return { en: 'en', prs: 'fa-AF', ps: 'ps' }[language]
}
