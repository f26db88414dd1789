// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { PickerPage, type PickedDays } from './picker-page.tsx'

afterEach(cleanup)

const day = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const
const open = () => {
  const picked = vi.fn<(days: PickedDays) => void>()
  render(<PickerPage value={day} onPick={picked} />)
  return picked
}
const cell = (name: RegExp) => screen.getByRole('button', { name })

test('[D11] a page of either calendar, each day with the other beside it, named by our table', () => {
  open()
  expect(screen.getByText('November 2025')).toBeTruthy()
  expect(screen.getByText('Aqrab 1404 – Qaws 1404')).toBeTruthy()
  expect(cell(/^Thursday, November 6.*15 Aqrab 1404/u).textContent).toBe('615')
  fireEvent.click(screen.getByRole('radio', { name: 'Solar Hijri' }))
  expect(screen.getByText('Aqrab 1404')).toBeTruthy()
  expect(cell(/^Thursday, November 6.*15 Aqrab 1404/u).textContent).toBe('156')
})

test('[D11] two days chosen are a range, one chosen twice is a day', () => {
  const picked = open()
  fireEvent.click(cell(/^Monday, November 3/u))
  fireEvent.click(cell(/^Friday, November 7/u))
  expect(picked).toHaveBeenLastCalledWith({ start: '2025-11-03', end: '2025-11-07' })
  fireEvent.click(cell(/^Tuesday, November 4/u))
  fireEvent.click(cell(/^Tuesday, November 4/u))
  expect(picked).toHaveBeenLastCalledWith({ start: '2025-11-04', end: '2025-11-04' })
})
