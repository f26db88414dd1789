import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { metaSchema } from './meta-doc.ts'
import { slugOf } from './slug.ts'

test.each([
  ['Second round of talks opens in Istanbul', 'second-round-of-talks-opens-in-istanbul'],
  ['Türkiye’s offer: “we’ll host”', 'turkiyes-offer-well-host'],
  ['مذاکرات استانبول', ''],
  ['  ', ''],
])('%s → %s', (headline, slug) => {
  expect(slugOf(headline)).toBe(slug)
})

test.prop([fc.string({ unit: 'grapheme', maxLength: 300 })])(
  'whatever the headline, the slug is one the story may have, or none',
  (headline) => {
    const slug = slugOf(headline)
    expect(slug === '' || metaSchema.shape.slug.safeParse(slug).success).toBe(true)
  },
)
