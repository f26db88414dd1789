import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isOutage } from './outage.ts'

const answered = (code: string) => Object.assign(new DatabaseError('no', 2, 'error'), { code })
const failed = (code: string) => Object.assign(new Error('no'), { code })

test.each([
  answered('57P01'), // shutting down
  answered('57P03'), // starting up
  answered('53300'), // out of connections
  answered('08006'),
  answered('40P01'), // a deadlock
  answered('25006'), // a node that only reads
  failed('ECONNREFUSED'),
  failed('ECONNRESET'),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Query read timeout'),
])('[N4] $code $message: the same would work later', (error) => {
  expect(isOutage(error)).toBe(true)
})

test.each([
  answered('23502'), // claimed by somebody else
  answered('53100'), // disk full
  answered('42P01'),
  failed('ENOENT'),
  new Error('a bug'),
  undefined,
])('[N4] %s: it would not', (error) => {
  expect(isOutage(error)).toBe(false)
})
