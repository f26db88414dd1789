import { PUBLICATION_STATES } from '@dateline/shared/api/contracts'
import { CHECK_MESSAGES } from '@dateline/shared/facts/checks/finding'
import { FACT_TYPE_NAMES, fieldsOf } from '@dateline/shared/facts/fact-types'
import { SOURCE_KINDS, SOURCE_RECORDS } from '@dateline/shared/facts/source'
import { FACT_STATUSES } from '@dateline/shared/facts/status'
import { expect, test } from 'vitest'
import { fill } from './message.ts'
import { messages } from './messages.ts'
import { t } from './translate.ts'

test('every field, choice and list cell of every type of fact has a name', () => {
  const wanted = FACT_TYPE_NAMES.flatMap((type) => [
    `type.${type}`,
    ...Object.entries(fieldsOf(type)).flatMap(([key, spec]) => [
      `field.${type}.${key}`,
      ...(spec.kind === 'choice' ? spec.options.map((option) => `choice.${option}`) : []),
      ...(spec.kind === 'list' ? Object.keys(spec.item).map((item) => `item.${item}`) : []),
    ]),
  ])
  expect(wanted.filter((key) => !(key in messages))).toEqual([])
})

test('every status, source, check and publication state has its words', () => {
  const wanted = [
    ...FACT_STATUSES.map((status) => `fact.status.${status}`),
    ...SOURCE_KINDS.map((kind) => `source.kind.${kind}`),
    ...CHECK_MESSAGES.map((key) => `check.${key}`),
    ...SOURCE_RECORDS.map((record) => `choice.${record}`),
    ...PUBLICATION_STATES.map((state) => `publish.state.${state}`),
  ]
  expect(wanted.filter((key) => !(key in messages))).toEqual([])
})

test('no message is empty', () => {
  const words = Object.entries(messages).flatMap(([key, message]) =>
    (typeof message === 'string' ? [message] : Object.values(message as object)).map((text) => [
      key,
      String(text),
    ]),
  )
  expect(words.filter(([, text]) => text?.trim() === '')).toEqual([])
})

test('a counted message takes the form of its number and writes it for the reader', () => {
  expect(t('desk.count', { count: 1 })).toBe('1 story')
  expect(t('desk.count', { count: 1200 })).toBe('1,200 stories')
  expect(t('fact.mentions', { count: 0 })).toBe('Not mentioned')
})

test('languages with more forms than English get theirs', () => {
  const message = { one: '{count} one', few: '{count} few', many: '{count} many', other: '…' }
  expect([1, 3, 5].map((count) => fill(message, { count }, 'ru'))).toEqual([
    '1 one',
    '3 few',
    '5 many',
  ])
})

test('a place without a value stays visible', () => {
  expect(fill('Approved by {name}', {}, 'en')).toBe('Approved by {name}')
})
