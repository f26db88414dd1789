import { inlineText, leafBlocks } from '@dateline/shared/export/ast-text'
import { docxFiles } from '@dateline/shared/export/docx/docx'
import { EXPORT_TARGETS } from '@dateline/shared/export/export-targets'
import type { ExportPackage } from '@dateline/shared/export/package'
import { frozenStory, pictureFile } from '@dateline/shared/export/testing/demo-stories'
import { generatedStory } from '@dateline/shared/export/testing/generated-story'
import { fc } from '@fast-check/vitest'
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'

const SEED = Number(process.env['FORMATS_SEED'] ?? 108)
const STORIES: ExportPackage[] = fc
  .sample(generatedStory, { numRuns: 200, seed: SEED })
  .map(({ story, freeze }) => frozenStory(story, freeze))

/** What a reader of each form sees, as text. */
const READERS: Readonly<Record<string, (story: ExportPackage) => string>> = {
  html: (story) => textOf(parse(String(EXPORT_TARGETS.html.render(story, pictureFile)))),
  wordpress: (story) =>
    textOf(parseFragment(String(EXPORT_TARGETS.wordpress.render(story, pictureFile)))),
  ninjs: (story) => {
    const { bodies } = JSON.parse(String(EXPORT_TARGETS.ninjs.render(story))) as Ninjs
    return textOf(parseFragment(bodies[0]?.value ?? ''))
  },
  'newsml-g2': (story) => {
    const xml = String(EXPORT_TARGETS['newsml-g2'].render(story, pictureFile))
    return ofXml(/<body>([\s\S]*)<\/body>/.exec(xml)?.[1] ?? '')
  },
  docx: (story) => {
    const files = new Map(docxFiles(story, pictureFile).map(([name, part]) => [name, part]))
    return ofXml(String(files.get('word/document.xml')))
  },
}
/** The form has a place of its own for headline and standfirst. */
const BODY_ALONE = ['wordpress', 'ninjs']

test.each(Object.entries(READERS))(
  '[X5] %s carries every word of the copy, in 200 generated stories',
  (format, read) => {
    for (const story of STORIES) {
      const seen = folded(read(story))
      const lines = BODY_ALONE.includes(format) ? [] : [story.headline, story.standfirst]
      for (const { content } of [...lines, ...leafBlocks(story.body)]) {
        expect(seen).toContain(folded(inlineText(content)))
      }
    }
  },
)

interface Ninjs {
  readonly bodies: readonly { readonly value: string }[]
}

/** Where a line breaks is each form's own affair, and some characters are none in XML. */
const folded = (text: string): string => text.replaceAll(/[\s\p{Cc}\uFFFE\uFFFF]+/gu, '')

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value
  if (!('childNodes' in node)) return ''
  if ('tagName' in node && ['script', 'style'].includes(node.tagName)) return ''
  return node.childNodes.map(textOf).join('')
}

/** XML as we write it, without its markup; entities are those that HTML has as well. */
const ofXml = (xml: string): string => textOf(parseFragment(xml.replaceAll(/<[^>]*>/g, '')))
