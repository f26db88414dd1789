// @vitest-environment happy-dom
import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { DateField } from './date-field.tsx'

afterEach(cleanup)

function Field({ start }: { start?: DateValue }) {
  const [value, setValue] = useState(start)
  return (
    <>
      <DateField label="Date" value={value} onChange={setValue} onFocusChange={() => undefined} />
      <output>{value ? `${value.start}/${value.end ?? ''}` : 'nothing'}</output>
    </>
  )
}
const part = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const type = (name: string, value: string) => fireEvent.change(part(name), { target: { value } })
const written = () => screen.getByText(/^\d{4}-|^nothing$/u).textContent

test('a day typed in the Solar Hijri calendar appears in the Gregorian one', () => {
  render(<Field />)
  type('Day, Solar Hijri', '15')
  type('Month, Solar Hijri', '8')
  expect(written()).toBe('nothing')
  type('Year, Solar Hijri', '1404')
  expect(written()).toBe('2025-11-06/')
  expect(part('Day, Gregorian').value).toBe('6')
  expect(part('Month, Gregorian').value).toBe('11')
})

test('a day typed in the Gregorian calendar appears in the Solar Hijri one', () => {
  render(<Field start={{ start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' }} />)
  type('Day, Gregorian', '7')
  expect(part('Day, Solar Hijri').value).toBe('16')
})

test('eastern digits are digits', () => {
  render(<Field start={{ start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' }} />)
  type('Day, Solar Hijri', '۱۷')
  expect(written()).toBe('2025-11-08/')
})

test('a day the calendar does not have is refused in words and not written', () => {
  render(<Field start={{ start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' }} />)
  type('Day, Solar Hijri', '31')
  expect(screen.getByText('The calendar has no such day.')).toBeTruthy()
  expect(written()).toBe('2025-11-06/')
})

test('a last day before the first is refused in words and not written', () => {
  const range = { start: '2025-10-25', end: '2025-10-30', precision: 'day', tz: 'UTC' } as const
  render(<Field start={range} />)
  type('Day, Until, Gregorian', '20')
  expect(screen.getByText('The last day is before the first.')).toBeTruthy()
  expect(written()).toBe('2025-10-25/2025-10-30')
})

test('[D9] a source that says another day is contradicted in words', () => {
  const asStated = {
    calendar: 'solar_hijri_af',
    text: '16 Aqrab 1404',
    y: 1404,
    m: 8,
    d: 16,
  } as const
  render(<Field start={{ start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul', asStated }} />)
  expect(screen.getByText(/16 Aqrab 1404, which is not November 6, 2025/u)).toBeTruthy()
})
