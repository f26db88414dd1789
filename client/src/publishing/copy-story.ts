import { fetchExport } from './fetch-export.ts'

/** Onto the clipboard as a mail or a word processor takes it: with headings, links and pictures. */
export async function copyRichText(storyId: string, isDraft: boolean): Promise<void> {
  const page = fetchExport(storyId, 'html', isDraft).then(articleOf)
  // Promises, not their values: some browsers forget the click that allowed it while one waits.
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/html': page.then(({ html }) => new Blob([html], { type: 'text/html' })),
      'text/plain': page.then(({ text }) => new Blob([text], { type: 'text/plain' })),
    }),
  ])
}

/** Onto the clipboard as Markdown, without the front matter, which is for files. */
export async function copyMarkdown(storyId: string, isDraft: boolean): Promise<void> {
  const text = fetchExport(storyId, 'markdown', isDraft).then(
    (markdown) => new Blob([withoutFrontMatter(markdown)], { type: 'text/plain' }),
  )
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
}

/** The article of an exported page, under the line that says that it is a draft. */
export function articleOf(page: string): { html: string; text: string } {
  const doc = new DOMParser().parseFromString(page, 'text/html')
  const parts = [...doc.querySelectorAll('.nr-draft, article')]
  const { lang, dir } = doc.documentElement
  const inner = parts
    .map((part) => (part.tagName === 'ARTICLE' ? part.innerHTML : part.outerHTML))
    .join('\n')
  const lines = parts.flatMap((part) =>
    [...part.querySelectorAll('h1,h2,h3,h4,p,li,figcaption,tr,dt,dd'), ...leaf(part)].map((line) =>
      [...line.childNodes]
        .filter((child) => !(child instanceof Element && child.matches('ul,ol,p')))
        .map(({ textContent }) => textContent ?? '')
        .join(line.tagName === 'TR' ? '\t' : '')
        .trim(),
    ),
  )
  return {
    html: `<div lang="${lang}" dir="${dir}">${inner}</div>`,
    text: lines.filter(Boolean).join('\n\n'),
  }
}

const leaf = (part: Element): Element[] => (part.tagName === 'P' ? [part] : [])

export const withoutFrontMatter = (markdown: string): string =>
  markdown.replace(/^---\n[\s\S]*?\n---\n\s*/, '')
