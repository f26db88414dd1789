// @vitest-environment happy-dom
import { EXPORT_TARGETS } from '@dateline/shared/export/export-targets'
import { dariStory, frozenStory, talksStory } from '@dateline/shared/export/testing/demo-stories'
import { expect, test } from 'vitest'
import { articleOf, withoutFrontMatter } from './copy-story.ts'

test('what is copied is the article with its words, and says when it is a draft', () => {
  const draft = String(EXPORT_TARGETS.html.render(frozenStory(talksStory(), { draft: true })))
  const copied = articleOf(draft)
  expect(copied.html).toMatch(/^<div lang="en" dir="ltr"><p class="nr-draft"/)
  expect(copied.html).not.toContain('<script')
  expect(copied.text).toMatch(/^Draft – not for publication\n\nThey meet again on November 6/)
  const final = articleOf(String(EXPORT_TARGETS.html.render(frozenStory(dariStory()))))
  expect(final.html).toContain('dir="rtl"')
  expect(final.text).not.toContain('پیش‌نویس')
})

test('Markdown for pasting has no front matter', () => {
  const markdown = String(EXPORT_TARGETS.markdown.render(frozenStory(talksStory())))
  expect(withoutFrontMatter(markdown)).toMatch(/^# They meet again on November 6\n/)
})
