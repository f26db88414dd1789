import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import type { Block, Inline, Mark, TableRow } from './story-ast.ts'
import type { ExportTarget } from './target.ts'
import { frozenStory, PICTURE, talksStory } from './testing/demo-stories.ts'
import { words } from './testing/payload-words.ts'
import { MARKER, secretive } from './testing/secretive-story.ts'

/** What every form that a story leaves in must do (rules X1–X7, docs/rules/gate.md). */
export function exportTargetContract(target: ExportTarget): void {
  describe(`${target.format} as an export target`, () => {
    const story = frozenStory(talksStory())

    test('[X5] throws on a block, an inline node and a mark it does not know', () => {
      const block = { type: 'video', src: 'x' } as unknown as Block
      const inline = { type: 'comment', text: 'x' } as unknown as Inline
      const mark = { type: 'suggestion' } as unknown as Mark
      const picture = { media: PICTURE, alt: 'x', credit: 'x' }
      const row = (content: Block): TableRow => ({
        type: 'tableRow',
        content: [{ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [content] }],
      })
      const within = (content: Inline[]): Block[] => [{ type: 'paragraph', content }]
      for (const body of [
        [block],
        within([inline]),
        within([{ type: 'text', text: 'x', marks: [mark] }]),
        [{ type: 'blockquote' as const, content: [block] }],
        [
          {
            type: 'bulletList' as const,
            content: [{ type: 'listItem' as const, content: [block] }],
          },
        ],
        [{ type: 'table' as const, content: [row(block)] }],
        [{ type: 'figure' as const, attrs: picture, content: [inline] }],
      ]) {
        expect(() => target.render({ ...story, body }), JSON.stringify(body)).toThrow(
          /video|comment|suggestion|invalid/i,
        )
      }
    })

    test('is pure', () => {
      const before = structuredClone(story)
      expect(target.render(story)).toEqual(target.render(story))
      expect(story).toEqual(before)
    })

    property.prop([secretive])(
      '[X1] [X2] [X3] [X4] nothing private is in it, whatever a story holds',
      ({ story, freeze }) => {
        expect(words(target.render(frozenStory(story, freeze)))).not.toContain(MARKER)
      },
    )
  })
}

/** For the targets that write markup: words stay words. */
export function escapingContract(target: ExportTarget): void {
  property.prop([fc.string({ unit: 'binary', maxLength: 40 })])(
    `[X6] ${target.format}: no words become markup`,
    (noise) => {
      const evil = `<img src=x onerror=alert(1)>${noise}"><script>--><iframe>`
      const story = frozenStory(talksStory())
      const line = { text: evil, content: [{ type: 'text' as const, text: evil }] }
      const link = { type: 'link' as const, attrs: { href: `https://x.example/"><img ${noise}` } }
      const out = words(
        target.render({
          ...story,
          headline: line,
          standfirst: line,
          seoTitle: line,
          seoDescription: line,
          byline: evil,
          dateline: evil,
          tags: [evil],
          body: [
            { type: 'paragraph', content: line.content },
            { type: 'heading', attrs: { level: 2 }, content: line.content },
            { type: 'paragraph', content: [{ type: 'text', text: evil, marks: [link] }] },
            {
              type: 'figure',
              attrs: { media: PICTURE, alt: evil, credit: evil },
              content: line.content,
            },
            {
              type: 'table',
              content: [
                {
                  type: 'tableRow',
                  content: [
                    {
                      type: 'tableCell',
                      attrs: { colspan: 1, rowspan: 1 },
                      content: [{ type: 'paragraph', content: line.content }],
                    },
                  ],
                },
              ],
            },
            { type: 'embed', attrs: { url: `https://x.example/"><img`, title: evil } },
          ],
          media: [],
          facts: story.facts.map((fact) => ({ ...fact, label: evil, fields: { name: evil } })),
        }),
      )
      expect(out).not.toMatch(/<(img(?! src="" alt=)|iframe)/i) // WordPress’s own has no file here
      expect(out.match(/<script/gi)?.length ?? 0).toBeLessThanOrEqual(1) // our own, of JSON-LD
    },
  )
}
