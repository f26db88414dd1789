import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const RULE = /^- \*\*([A-Z]+\d+)\*\* /gm
const CITATION = /\[([A-Z]+\d+)\]/g
const TESTS = '{shared,server,client,e2e}/**/*.{test,spec,contract}.{ts,tsx}'

const found = (pattern: RegExp, files: readonly string[]): string[] =>
  files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, id = '']) => id),
  )

const files = (pattern: string): string[] =>
  globSync(pattern, {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  }).map((file) => ROOT + file)

const rules = found(RULE, files('docs/rules/*.md'))
const cited = new Set(found(CITATION, files(TESTS)))

test.each(files('docs/rules/*.md'))('no number stands twice in %s', (file) => {
  const numbers = found(RULE, [file])
  expect(numbers.length).toBeGreaterThan(0)
  expect(numbers.filter((rule, index) => numbers.indexOf(rule) !== index)).toEqual([])
})

test('every rule is cited by a test', () => {
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([])
})

test('every citation names a rule', () => {
  const prefixes = new Set(rules.map((rule) => rule.replace(/\d+$/, '')))
  const ofRules = [...cited].filter((id) => prefixes.has(id.replace(/\d+$/, '')))
  expect(ofRules.filter((id) => !rules.includes(id))).toEqual([])
})
