import type { TextField } from '../story/story-doc.ts'

/** What people call the text fields, in mid-sentence. */
export const FIELD_NAMES: Readonly<Record<TextField, string>> = {
  headline: 'headline',
  standfirst: 'standfirst',
  body: 'body',
  seoTitle: 'search title',
  seoDescription: 'search description',
}
