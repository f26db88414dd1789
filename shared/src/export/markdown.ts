import { isBlank } from './ast-text.ts'
import { DRAFT_WORDS } from './draft-words.ts'
import { factBox } from './fact-box.ts'
import { frontMatter } from './markdown-front-matter.ts'
import { markdownTable } from './markdown-table.ts'
import { markdownAddress, markdownInline, markdownLine, markdownText } from './markdown-text.ts'
import { mediaFileName, mediaOf } from './media-file.ts'
import { noticeLabel } from './notice-line.ts'
import { exportPackageSchema, type ExportPackage } from './package.ts'
import { publicSources, SOURCES_TITLE } from './public-sources.ts'
import type { Block, ListItem } from './story-ast.ts'
import type { ExportTarget } from './target.ts'
import { UnknownNodeError } from './unknown-node.ts'

/**
 * The story as Markdown (CommonMark with GitHub's tables) under YAML front matter.
 * @throws when the package holds what its schema does not know (rules X1, X5)
 */
export function renderMarkdown(given: ExportPackage): string {
  const story = exportPackageSchema.parse(given)
  return `${frontMatter(story)}\n${markdownArticle(story)}\n`
}

/** Without the front matter: what one pastes into a text. */
export function markdownArticle(story: ExportPackage): string {
  const { headline, standfirst, draft, language } = story
  return [
    draft && `> **${DRAFT_WORDS[language]}**`,
    `# ${markdownInline(headline.content).trim()}`,
    standfirst.text && `**${markdownText(standfirst.text)}**`,
    blocks(story.body, story),
    ...story.corrections.map(
      (notice) => `**${markdownText(noticeLabel(notice, story))}:** ${markdownText(notice.text)}`,
    ),
    box(story),
    sources(story),
  ]
    .filter(Boolean)
    .join('\n\n')
}

export const markdownTarget: ExportTarget = {
  format: 'markdown',
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  render: renderMarkdown,
}

const blocks = (content: readonly Block[], story: ExportPackage): string =>
  content
    .filter((block) => !isBlank(block))
    .map((block) => markdownBlock(block, story))
    .join('\n\n')

function markdownBlock(block: Block, story: ExportPackage): string {
  switch (block.type) {
    case 'paragraph':
      return paragraph(markdownInline(block.content))
    case 'heading':
      return `${'#'.repeat(block.attrs.level)} ${markdownInline(block.content).replaceAll('\\\n', ' ').trim()}`
    case 'bulletList':
      return items(block.content, story, () => '- ')
    case 'orderedList':
      return items(block.content, story, (index) => `${Math.max(0, block.attrs.start) + index}. `)
    case 'blockquote':
      return blocks(block.content, story)
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')
    case 'figure': {
      const file = mediaOf(story, block.attrs.media)
      const { alt, credit } = block.attrs
      const caption = [markdownInline(block.content).trim(), credit && markdownText(credit)]
        .filter(Boolean)
        .join(' — ')
      const image = file
        ? `![${markdownText(alt)}](${mediaFileName(file)})`
        : `\\[${markdownText(alt) || '?'}\\]`
      return caption ? `${image}\n\n${markdownLine(caption)}` : image
    }
    case 'table':
      return markdownTable(block.content)
    case 'embed': {
      const { url, title } = block.attrs
      return `[${markdownText(title || url)}](${markdownAddress(url)})`
    }
    default:
      throw new UnknownNodeError(String((block as { type?: unknown }).type), 'body')
  }
}

const paragraph = (words: string): string =>
  words.trim().split('\\\n').map(markdownLine).join('\\\n')

function items(
  list: readonly ListItem[],
  story: ExportPackage,
  sign: (index: number) => string,
): string {
  return list
    .map(({ content }, index) => {
      const lead = sign(index)
      const inner = blocks(content, story) || ''
      const [first = '', ...rest] = inner.split('\n')
      const indented = rest.map((line) => (line === '' ? '' : ' '.repeat(lead.length) + line))
      return [`${lead}${first}`, ...indented].join('\n')
    })
    .join('\n')
}

function box(story: ExportPackage): string | undefined {
  const facts = factBox(story)
  if (!facts) return undefined
  const entries = facts.entries.map(({ title, rows }) =>
    [
      `### ${markdownText(title)}`,
      rows
        .map(({ term, words }) => `- **${markdownText(term)}:** ${markdownText(words)}`)
        .join('\n'),
    ].join('\n\n'),
  )
  return [`## ${markdownText(facts.title)}`, ...entries].join('\n\n')
}

function sources(story: ExportPackage): string | undefined {
  const list = publicSources(story)
  if (list.length === 0) return undefined
  const rows = list.map(({ name, url }, index) => {
    const words = markdownText(name)
    return `${index + 1}. ${url === undefined ? words : `[${words}](${markdownAddress(url)})`}`
  })
  return [`## ${markdownText(SOURCES_TITLE[story.language])}`, rows.join('\n')].join('\n\n')
}
