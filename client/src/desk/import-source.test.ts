import { importBody } from '@dateline/shared/api/contracts'
import { expect, test } from 'vitest'
import { importBodyOf, keepsFormatting, type ImportDraft } from './import-source.ts'

const draft = (more: Partial<ImportDraft>): ImportDraft => ({
  from: 'paste',
  text: '',
  pasted: null,
  url: '',
  publishedAt: '',
  publisher: '',
  language: 'en',
  ...more,
})
const pasted = { html: '<p>He said “no”.</p>', text: 'He said “no”.' }

test('the HTML of the clipboard is sent while the field shows what was pasted', () => {
  const body = importBodyOf(draft({ pasted, text: pasted.text, publishedAt: '2025-11-01' }))
  expect(body.ok && body.value).toMatchObject({ html: pasted.html, publishedAt: '2025-11-01' })
  expect(body.ok && importBody.safeParse(body.value).success).toBe(true)
})

test('once the person edits the text, their text is sent', () => {
  const edited = draft({ pasted, text: 'He said “never”.' })
  expect(keepsFormatting(edited)).toBe(false)
  const body = importBodyOf(edited)
  expect(body.ok && body.value).toMatchObject({ text: 'He said “never”.' })
  expect(body.ok && 'html' in body.value).toBe(false)
})

test('what is missing is said, not sent', () => {
  expect(importBodyOf(draft({ text: '  ' }))).toEqual({ ok: false, error: 'missing-text' })
  expect(importBodyOf(draft({ from: 'url', url: 'example.org' }))).toEqual({
    ok: false,
    error: 'missing-url',
  })
  expect(importBodyOf(draft({ text: 'a'.repeat(400_001) }))).toEqual({
    ok: false,
    error: 'too-long',
  })
})
