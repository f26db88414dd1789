import { describe, expect, test } from 'vitest'
import { htmlTarget } from './html.ts'
import { jsonTarget } from './json.ts'
import { jsonLdTarget } from './jsonld.ts'
import { escapingContract, exportTargetContract } from './target.contract.ts'
import { dariStory, frozenStory, pictureFile, talksStory } from './testing/demo-stories.ts'
import { words } from './testing/payload-words.ts'
import { wordPressTarget } from './wordpress-blocks.ts'

const TARGETS = [htmlTarget, jsonLdTarget, jsonTarget, wordPressTarget]

for (const target of TARGETS) exportTargetContract(target)
for (const target of [htmlTarget, wordPressTarget]) escapingContract(target)

/** Golden files: a change of what leaves the building is seen in review, letter by letter. */
describe('golden files', () => {
  for (const target of TARGETS) {
    test(`${target.format}: the talks, with one of everything`, async () => {
      const out = words(target.render(frozenStory(talksStory()), pictureFile))
      await expect(out).toMatchFileSnapshot(`golden/talks.${target.format}.golden`)
    })

    test(`${target.format}: a story in Dari`, async () => {
      const out = words(target.render(frozenStory(dariStory())))
      await expect(out).toMatchFileSnapshot(`golden/dari.${target.format}.golden`)
    })
  }

  test('[X7] html: a draft', async () => {
    const out = words(htmlTarget.render(frozenStory(talksStory(), { draft: true })))
    expect(out).not.toContain('ld+json')
    expect(out).toContain('noindex')
    await expect(out).toMatchFileSnapshot('golden/draft.html.golden')
  })
})
