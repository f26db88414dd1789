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
const field = () => screen.getByLabelText<HTMLInputElement>('Date')
const type = (value: string) => fireEvent.change(field(), { target: { value } })
const press = (key: string) => fireEvent.keyDown(field(), { key })
const written = () => screen.getByText(/^\d{4}-\d{2}-\d{2}.*\/|^nothing$/u).textContent
const day = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const

test('[D10] typed in one calendar it is shown in the other while it is typed, and written on Enter', () => {
  render(<Field />)
  type('15 Aqrab 1404')
  expect(screen.getByText('Thursday, November 6 · 15 Aqrab 1404')).toBeTruthy()
  expect(written()).toBe('nothing')
  press('Enter')
  expect(written()).toBe('2025-11-06/')
  expect(field().value).toBe('November 6, 2025')
})

test('[D10] eastern digits are digits', () => {
  render(<Field start={day} />)
  type('۱۷ عقرب ۱۴۰۴')
  press('Enter')
  expect(written()).toBe('2025-11-08/')
})

test('[D10] a range is typed as one writes it', () => {
  render(<Field />)
  type('25–30 October 2025')
  press('Enter')
  expect(written()).toBe('2025-10-25/2025-10-30')
})

test('[D10] what is no day is said in words, stays in the field and is not written', () => {
  render(<Field start={day} />)
  type('31 Aqrab 1404')
  press('Enter')
  expect(screen.getByText(/No day can be read/u)).toBeTruthy()
  expect([written(), field().value]).toEqual(['2025-11-06/', '31 Aqrab 1404'])
  press('Escape')
  expect(field().value).toBe('November 6, 2025')
})

test('[D10] an emptied field is no date; up and down are a day later and earlier', () => {
  render(<Field start={day} />)
  press('ArrowUp')
  expect(written()).toBe('2025-11-07/')
  press('ArrowDown')
  press('ArrowDown')
  expect(written()).toBe('2025-11-05/')
  type('')
  press('Enter')
  expect(written()).toBe('nothing')
})

test('[D9] a source that says another day is contradicted in words', () => {
  const asStated = {
    calendar: 'solar_hijri_af',
    text: '16 Aqrab 1404',
    y: 1404,
    m: 8,
    d: 16,
  } as const
  render(<Field start={{ ...day, asStated }} />)
  expect(screen.getByText(/16 Aqrab 1404, which is not November 6, 2025/u)).toBeTruthy()
})
