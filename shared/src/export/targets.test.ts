import { describe, expect, test } from 'vitest'
import { docxFiles } from './docx/docx.ts'
import { EXPORT_TARGETS } from './export-targets.ts'
import { htmlTarget } from './html.ts'
import { exportPackageSchema, type ExportPackage } from './package.ts'
import { escapingContract, exportTargetContract } from './target.contract.ts'
import type { ExportTarget } from './target.ts'
import { dariStory, frozenStory, pictureFile, talksStory } from './testing/demo-stories.ts'
import { words } from './testing/payload-words.ts'
import { wordPressTarget } from './wordpress-blocks.ts'

const TARGETS = Object.values(EXPORT_TARGETS)

for (const target of TARGETS) exportTargetContract(target)
for (const target of [htmlTarget, wordPressTarget]) escapingContract(target)

/** A payload as it is read in review; the parts of a document one after the other. */
function golden(target: ExportTarget, story: ExportPackage): string {
  if (target.format !== 'docx') return words(target.render(story, pictureFile))
  return docxFiles(story, pictureFile)
    .map(([name, part]) => `== ${name} ==\n${typeof part === 'string' ? part : '(bytes)'}`)
    .join('\n')
    .replaceAll('><w:p>', '>\n<w:p>')
}

/** Golden files: a change of what leaves the building is seen in review, letter by letter. */
describe('[X9] golden files, the sources that readers may see among them', () => {
  for (const target of TARGETS) {
    test(`${target.format}: the talks, with one of everything`, async () => {
      const out = golden(target, frozenStory(talksStory()))
      await expect(out).toMatchFileSnapshot(`golden/talks.${target.format}.golden`)
    })

    test(`${target.format}: a story in Dari`, async () => {
      const out = golden(target, frozenStory(dariStory()))
      await expect(out).toMatchFileSnapshot(`golden/dari.${target.format}.golden`)
    })
  }

  test('[X7] html: a draft', async () => {
    const out = words(htmlTarget.render(frozenStory(talksStory(), { draft: true })))
    expect(out).not.toContain('ld+json')
    expect(out).toContain('noindex')
    await expect(out).toMatchFileSnapshot('golden/draft.html.golden')
  })

  test.each(TARGETS.map((target) => [target.format, target] as const))(
    '[X7] %s: a draft says so on its face and names no approval',
    (format, target) => {
      const out = words(target.render(frozenStory(talksStory(), { draft: true }), pictureFile))
      expect(out).toMatch(
        format === 'json' || format === 'jsonld' ? /"draft": true|"Draft"/ : /not for publication/,
      )
      expect(format === 'json' || !out.includes('approvedAt')).toBe(true)
    },
  )
})

describe('a document of a word processor', () => {
  const part = (story: ExportPackage, name: string) =>
    String(docxFiles(story, pictureFile).find(([one]) => one === name)?.[1])

  test('runs from right to left in Dari, its Latin names from left to right', () => {
    const document = part(frozenStory(dariStory()), 'word/document.xml')
    expect(document.match(/<w:p>/g)?.length).toBeGreaterThan(3)
    for (const [, paragraph] of document.matchAll(/<w:p>(.*?)<\/w:p>/g)) {
      expect(paragraph).toContain('<w:bidi/>')
    }
    expect(document).toContain('<w:r><w:t xml:space="preserve">Reuters</w:t></w:r>')
    expect(document).toMatch(/<w:rPr><w:rtl\/><\/w:rPr><w:t xml:space="preserve">به گزارش /)
    expect(part(frozenStory(dariStory()), 'word/styles.xml')).toContain('w:bidi="prs-AF"')
  })

  test('has the picture with its description, links outside and a table with a head', () => {
    const story = frozenStory(talksStory())
    const document = part(story, 'word/document.xml')
    expect(document).toContain('descr="A &quot;hall&quot; &amp; &lt;flags&gt;"')
    expect(document).toContain('<w:trPr><w:tblHeader/></w:trPr>')
    expect(document).toContain('<w:gridSpan w:val="2"/>')
    expect(part(story, 'word/_rels/document.xml.rels')).toContain(
      'Target="https://example.org/?a=1&amp;b=&quot;2&quot;" TargetMode="External"',
    )
    expect(docxFiles(story, pictureFile).at(-1)?.[0]).toMatch(/^word\/media\/.*\.jpg$/)
  })
})

describe('[D12] an article dates itself in the newsroom’s zone', () => {
  const at = Date.UTC(2025, 10, 5, 20, 45) // the sixth in Kabul
  const notice = { kind: 'correction', text: 'It was not in Doha.', at } as const
  const story = (timeZone: string) =>
    frozenStory(talksStory(), { timeZone, now: at, correction: notice, action: 'correct' })

  test.each(['html', 'markdown', 'docx', 'wordpress', 'ninjs'] as const)('%s', (format) => {
    const dated = (timeZone: string) => golden(EXPORT_TARGETS[format], story(timeZone))
    expect(dated('Asia/Kabul')).toContain('Correction, November 6, 2025')
    expect(dated('UTC')).toContain('Correction, November 5, 2025')
  })

  test('what a machine reads stays in UTC', () => {
    expect(golden(htmlTarget, story('Asia/Kabul'))).toContain(
      '<time datetime="2025-11-05T20:45:00.000Z" dir="ltr">2025-11-06 01:15 UTC+04:30</time>',
    )
  })

  test('a package of before has none, and is dated as it was', () => {
    const { timeZone: _, ...before } = story('Asia/Kabul')
    expect(exportPackageSchema.parse(before).timeZone).toBe('UTC')
  })
})

describe('[X8] an override', () => {
  const reason = 'The minister confirmed it to me by phone.'
  const override = { by: 'eve', reason, codes: ['fact-unapproved', 'check-open'] } as const
  const story = frozenStory(talksStory(), { override: { ...override, codes: [...override.codes] } })

  test.each(['html', 'markdown', 'docx', 'ninjs', 'newsml-g2'] as const)(
    'is named to the desk that takes %s, by the rules it went against and not by its reason',
    (format) => {
      const out = golden(EXPORT_TARGETS[format], story)
      for (const code of override.codes) expect(out).toContain(code)
      expect(out).not.toContain(reason)
    },
  )

  test('is no news for readers and search engines: their forms say nothing of it', () => {
    for (const format of ['wordpress', 'jsonld'] as const) {
      const out = golden(EXPORT_TARGETS[format], story)
      expect(out).toBe(golden(EXPORT_TARGETS[format], frozenStory(talksStory())))
    }
  })
})
