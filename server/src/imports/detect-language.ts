import type { Language } from '@dateline/shared/story/meta-doc'

/** Letters that Pashto has and Dari has not. */
const PASHTO = /[ټډړښځڅېۍګڼۀئ]/gu

/**
 * The language of a text, by its script: Latin is English, Arabic script Dari, or Pashto where its
 * own letters are frequent. The page's word for it (`lang="fa"`) comes second, because templates lie.
 */
export function detectLanguage(text: string, stated?: string): Language {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (arabic === 0 && latin === 0) return fromTag(stated) ?? 'en'
  if (latin >= arabic) return 'en'
  const pashto = text.match(PASHTO)?.length ?? 0
  return pashto / arabic > 0.02 ? 'ps' : 'prs'
}

function fromTag(tag: string | undefined): Language | undefined {
  const code = tag?.toLowerCase().split('-')[0] ?? ''
  return { en: 'en', fa: 'prs', prs: 'prs', ps: 'ps' }[code] as Language | undefined
}
